import Postgres

/// The columns of every view, as the database itself names and types them.
struct Catalogue: Sendable {
    private let columns: [String: [Column]]
    /// How one whole resource is read in the places that its paths name, by the resource's name.
    private var wholes: [String: [ItemStatement]] = [:]
    /// The expression of one whole resource as JSON, by the resource's name.
    private var expressions: [String: String] = [:]

    /// - Parameter columns: The columns of each view, by the view's name.
    init(columns: [String: [Column]]) {
        self.columns = columns
        for resource in Resource.all {
            let projection = Projection(resource, Selection(), self)
            let depths = [resource.ancestors.count] + (resource.topPath == nil ? [] : [0])
            wholes[resource.name] = depths.map { ItemStatement(resource, projection, placed: $0) }
            expressions[resource.name] = JSONExpression(catalogue: self).object(resource, alias: "v")
        }
    }

    /// Reads the views' columns from the database.
    ///
    /// - Throws: `StorageError` when the database does not answer, or when a view has a column of a type that JSON
    ///   cannot show yet.
    static func load(_ client: PostgresClient) async throws -> Catalogue {
        let rows = try await client.read([
            Statement(
                "columns of the views",
                """
                SELECT c.relname::text, a.attname::text, a.atttypid::int8
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE n.nspname = 'api' AND c.relkind = 'v' AND strpos(a.attname::text, '_') = 0
                ORDER BY c.relname, a.attnum
                """
            )
        ])[0]
        var columns: [String: [Column]] = [:]
        for row in rows {
            let type = PostgresType(rawValue: UInt32(try row.decode(2, as: Int64.self)))
            let (view, name) = (try row.decode(0, as: String.self), try row.decode(1, as: String.self))
            guard RowTranscoder.shows(type) else {
                throw StorageError.unexpected("api.\(view).\(name) is of type \(type), which JSON cannot show yet.")
            }
            columns[view, default: []].append(Column(name: name, type: type))
        }
        return Catalogue(columns: columns)
    }

    /// The columns of a resource's view, in the order in which its JSON shows them.
    func columns(of resource: Resource) -> [Column] {
        columns[resource.name] ?? []
    }

    /// The expression of a whole resource as JSON, from a row `v` of its view.
    func expression(of resource: Resource) -> String {
        expressions[resource.name] ?? ""
    }

    /// What a query selects.
    func projection(of resource: Resource, _ selection: Selection = Selection()) -> Projection {
        if selection.isWhole, let whole = wholes[resource.name]?.first { return whole.projection }
        return Projection(resource, selection, self)
    }

    /// How one resource is read.
    ///
    /// - Parameter depth: How many resources it is known to lie in.
    func item(_ resource: Resource, _ selection: Selection, placed depth: Int) -> ItemStatement {
        if selection.isWhole, let whole = wholes[resource.name]?.first(where: { $0.depth == depth }) { return whole }
        return ItemStatement(resource, projection(of: resource, selection), placed: depth)
    }

    func column(_ name: String, of resource: Resource) -> Column? {
        columns(of: resource).first { $0.name == name }
    }
}
