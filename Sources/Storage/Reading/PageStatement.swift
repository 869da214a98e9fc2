import Domain
import Postgres

/// Builds the SQL of one page: keyset, never OFFSET, so that page 10,000 costs what page 1 costs.
struct PageStatement {
    let resource: Resource
    let place: Place
    let query: PageQuery
    let projection: Projection
    let tenant: Tenant

    /// The keys of the order; the resource's own key comes last and breaks ties in the direction of the one before it.
    let keys: [Key]

    init(resource: Resource, place: Place, query: PageQuery, projection: Projection, tenant: Tenant) {
        self.resource = resource
        self.place = place
        self.query = query
        self.projection = projection
        self.tenant = tenant
        var keys = query.sort.map { Key(expression: resource.ordered($0.member), descending: $0.descending) }
        if !query.sort.contains(where: { $0.member == resource.key }) {
            keys.append(Key(expression: "v.\"\(resource.key)\"", descending: keys.last?.descending ?? false))
        }
        self.keys = keys
    }

    /// One order expression: SQL over the view's row `v`, and its direction.
    struct Key {
        let expression: String
        let descending: Bool
    }

    /// The list and its order, as a cursor names them.
    var order: String {
        "\(resource.path(in: place))?sort="
            + query.sort.map { ($0.descending ? "-" : "") + $0.member }.joined(separator: ",")
    }

    /// The columns of the page that tell which resource a row shows, and in which state; `nil` where that does not settle
    /// all that is shown.
    var stateColumns: [Int]? {
        guard query.selection.expand.isEmpty, let key = projection.place(of: resource.key) else { return nil }
        // An entry of the journal has no version: its hash stands for it and all entries before it.
        guard let version = projection.place(of: resource == .journal ? "hash" : "version") else { return nil }
        return [key, version, projection.shown.count + keys.count]
    }

    /// The rows of the page and one more, which tells whether there is a next page.
    var page: Statement {
        var parameters = Parameters(organisation: tenant.organisationID)
        // Appended piece by piece, because every page makes its text anew.
        var sql = "SELECT "
        sql.reserveCapacity(projection.sql.utf8.count + 1024)
        sql += projection.sql
        for key in keys {
            sql += ", ("
            sql += key.expression
            sql += ")::text"
        }
        if stateColumns != nil {
            sql += ", "
            sql += resource.restOfState
        }
        appendSource(to: &sql, &parameters)
        if let cursor = query.cursor {
            sql += " AND "
            sql += after(cursor, &parameters)
        }
        appendOrder(to: &sql)
        sql += " LIMIT "
        sql += String(query.limit + 1)
        return Statement("page of \(resource.name)", sql, parameters.values)
    }

    /// All rows, in the order of the keys.
    var whole: Statement {
        var parameters = Parameters(organisation: tenant.organisationID)
        var sql = "SELECT " + projection.sql
        appendSource(to: &sql, &parameters)
        appendOrder(to: &sql)
        return Statement("all of \(resource.name)", sql, parameters.values)
    }

    /// Finds what a nested list lies in; `nil` for a list at the top.
    var surroundings: Statement? {
        guard let parent = resource.parent, let id = place.ids.last else { return nil }
        var parameters = Parameters(organisation: tenant.organisationID)
        let condition = "organisation_id = $1 AND id = \(parameters.add(.uuid(id)))"
        let outer = parent.lies(in: place.outer, &parameters, of: .table)
        return Statement(
            "\(parent.name) around \(resource.name)",
            "SELECT 1 FROM \(parent.table) WHERE \(condition)\(outer)",
            parameters.values
        )
    }

    /// How many rows there are on all pages together.
    var count: Statement {
        var parameters = Parameters(organisation: tenant.organisationID)
        var sql = "SELECT count(*)"
        appendSource(to: &sql, &parameters)
        return Statement("count of \(resource.name)", sql, parameters.values)
    }

    private func appendOrder(to sql: inout String) {
        for (index, key) in keys.enumerated() {
            sql += index == 0 ? " ORDER BY " : ", "
            sql += key.expression
            sql += key.descending ? " DESC" : " ASC"
        }
    }

    /// Where the rows come from, and what they must be.
    private func appendSource(to sql: inout String, _ parameters: inout Parameters) {
        sql += " FROM "
        sql += resource.view
        sql += " v WHERE v.organisation_id = $1"
        sql += resource.lies(in: place, &parameters, of: .view)
        for filter in query.filters { append(filter, to: &sql, &parameters) }
        let words = query.search.map(SearchWords.of) ?? []
        if query.search != nil, words.isEmpty { sql += " AND false" }
        for word in words {
            sql += """
                 AND v.id IN (SELECT w.id FROM koers.search_word w WHERE w.organisation_id = $1 \
                AND w.type = '\(resource.name)' AND w.word >= \(parameters.add(.text(word))) \
                AND w.word < \(parameters.add(.text(word + "\u{10FFFF}"))))
                """
        }
    }

    private func append(_ filter: Filter, to sql: inout String, _ parameters: inout Parameters) {
        sql += " AND "
        switch filter {
        case .anyOf(let member, let values):
            let place = parameters.add(.inferred(ArrayLiteral.text(values)))
            if let condition = resource.conditions[member] {
                sql += condition.replacing("%", with: place)
            } else {
                sql += "v.\""
                sql += member
                sql += "\" = ANY("
                sql += place
                sql += ")"
            }
            if let calendar = resource.calendar, calendar.member == member {
                sql += " AND "
                sql += calendar.mayShow(values, place)
            }
        case .atLeast(let member, let value):
            sql += resource.ordered(member)
            sql += " >= "
            sql += parameters.add(.inferred(value))
            if resource.nullsLast[member] != nil { sql += " AND v.\"\(member)\" IS NOT NULL" }
        case .atMost(let member, let value):
            sql += resource.ordered(member)
            sql += " <= "
            sql += parameters.add(.inferred(value))
        case .externalID(let system, let value):
            sql += """
                v.id IN (SELECT x.id FROM koers.external_id x WHERE x.organisation_id = $1 \
                AND x.type = '\(resource.name)' AND x.system = \(parameters.add(.text(system))) \
                AND x.value = \(parameters.add(.text(value))))
                """
        }
    }

    /// The rows behind the cursor. In one direction this is a row comparison, which an index answers; in mixed
    /// directions the first key bounds the scan and the others decide within it.
    private func after(_ cursor: Cursor, _ parameters: inout Parameters) -> String {
        let places = cursor.values.map { parameters.add(.inferred($0)) }
        if keys.allSatisfy({ $0.descending == keys[0].descending }) {
            let row = keys.map(\.expression).joined(separator: ", ")
            return "(\(row)) \(keys[0].descending ? "<" : ">") (\(places.joined(separator: ", ")))"
        }
        let bound = "\(keys[0].expression) \(keys[0].descending ? "<=" : ">=") \(places[0])"
        let steps = keys.indices.map { index in
            let equal = keys[..<index].indices.map { "\(keys[$0].expression) = \(places[$0])" }
            let beyond = "\(keys[index].expression) \(keys[index].descending ? "<" : ">") \(places[index])"
            return (equal + [beyond]).joined(separator: " AND ")
        }
        return "\(bound) AND (\(steps.joined(separator: " OR ")))"
    }
}

extension Resource {
    /// A member as it is put in order, so that one index serves its order and its bounds.
    ///
    /// CASE, because behind row-level security PostgreSQL holds COALESCE for leaky and keeps it out of the index.
    fileprivate func ordered(_ member: String) -> String {
        let column = "v.\"\(member)\""
        return nullsLast[member].map { "CASE WHEN \(column) IS NULL THEN \($0) ELSE \(column) END" } ?? column
    }
}
