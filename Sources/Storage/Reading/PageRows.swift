import Domain
import Postgres

/// The rows of one page, as PostgreSQL sent them, and the address of the next page.
struct PageRows {
    /// One more than the page shows where there is a next page.
    let rows: Rows
    /// How many the page shows.
    let count: Int
    /// The address of the next page; `nil` on the last.
    let next: String?
    /// How many there are on all pages together, where that was asked.
    private let total: Int64?
    private let projection: Projection
    private let states: [Int]?
    private let language: Language

    /// - Throws: `PostgresDecodingError` where the rows are not those of the statement.
    init(_ rows: Rows, total: Rows?, of statement: PageStatement) throws {
        self.rows = rows
        let (query, projection) = (statement.query, statement.projection)
        let count = min(rows.count, query.limit)
        self.count = count
        self.projection = projection
        states = statement.stateColumns
        language = statement.tenant.language
        self.total = try total.map { try $0[0].decode(0) }
        guard rows.count > query.limit else {
            next = nil
            return
        }
        let values = try statement.keys.indices.map {
            try rows[count - 1].decode(projection.shown.count + $0, as: String.self)
        }
        next = query.address + Cursor(order: statement.order, values: values).token
    }

    /// `{"results": […], "next": …}`, and what an entity tag is made of: while it is the same, so is the JSON.
    var written: (json: [UInt8], identity: [UInt8]) {
        var identity: [UInt8] = []
        let json = JSONOutput.bytes(capacity: RowTranscoder.capacity(ofRows: count)) { json in
            json.append(#"{"results":"#)
            identity = JSONOutput.bytes(capacity: 48 * count + 32) { identity in
                projection.transcoder.append(rows, count: count, to: &json) { cells in
                    for column in states ?? [] { identity.append(cells[column]) }
                }
                identity.append(next == nil ? "." : "+")
                identity.append(language.rawValue)
                if let total { identity.append(String(total)) }
            }
            if let next {
                json.append(#","next":"#)
                json.append(string: next)
            }
            if let total { json.append(#","totalCount":\#(total)"#) }
            json.append("}")
        }
        return (json, states == nil ? json : identity)
    }
}
