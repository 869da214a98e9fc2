import Postgres

/// Which columns of a view a query selects, and which of them its JSON shows.
struct Projection: Sendable {
    /// The columns in the order of the JSON, `_expand` last.
    let shown: [Column]
    /// The same as a list of SQL expressions over the view's row `v`.
    let sql: String
    /// Writes one row of the result; further columns are left out.
    let transcoder: RowTranscoder

    /// Made anew; `Catalogue.projection` has those of whole resources at hand.
    init(_ resource: Resource, _ selection: Selection, _ catalogue: Catalogue) {
        var shown = catalogue.columns(of: resource).filter { column in
            column.name == resource.key || selection.fields?.contains(column.name) ?? true
        }
        var expressions = shown.map { "v.\"\($0.name)\"" }
        if !selection.expand.isEmpty {
            let json = JSONExpression(catalogue: catalogue).expansions(selection.expand, alias: "v")
            shown.append(Column(name: "_expand", type: .json))
            expressions.append("(\(json))::json")
        }
        self.shown = shown
        sql = expressions.joined(separator: ", ")
        transcoder = RowTranscoder(columns: shown)
    }

    /// Which column of the result shows a member.
    func place(of member: String) -> Int? {
        shown.firstIndex { $0.name == member }
    }
}
