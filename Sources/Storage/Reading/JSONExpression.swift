import Postgres

/// The SQL twin of the row transcoder: an expression that makes, inside PostgreSQL, the same bytes of a resource that
/// `RowTranscoder` makes of its row.
///
/// `to_json` of a row would write times as `+00:00`, and jsonb would reorder its keys; hence this generator, the only
/// one, over `koers.json` of each column. `$1` must be the organisation.
struct JSONExpression: Sendable {
    let catalogue: Catalogue

    /// The whole resource, with what is expanded under it.
    func object(_ resource: Resource, alias: String, expand: [Expansion] = []) -> String {
        var members = catalogue.columns(of: resource).map { column in
            (column.name, "koers.json(\(alias).\"\(column.name)\")")
        }
        if !expand.isEmpty { members.append(("_expand", expansions(expand, alias: alias))) }
        return Self.concatenated(members)
    }

    /// `{"challenge":{…}}`: each expanded resource, looked up inside the tenant.
    func expansions(_ expand: [Expansion], alias: String) -> String {
        Self.concatenated(
            expand.map { expansion in
                let inner = "\(alias)_\(expansion.name)".lowercased()
                let object = object(expansion.resource, alias: inner, expand: expansion.children)
                return (
                    expansion.name,
                    """
                    coalesce((SELECT \(object) FROM \(expansion.resource.view) \(inner) \
                    WHERE \(inner).organisation_id = $1 AND \(inner).id = \(alias)."\(expansion.member)"), 'null')
                    """
                )
            }
        )
    }

    private static func concatenated(_ members: [(name: String, value: String)]) -> String {
        let parts = members.enumerated().map { index, member in
            "'\(index == 0 ? "{" : ",")\"\(member.name)\":' || \(member.value)"
        }
        return "(\(parts.joined(separator: " || ")) || '}')"
    }
}
