package import Domain
package import Foundation
import Postgres

/// A JSON document that one statement puts together out of several resources, such as the goal tree of a programme.
package struct Composition: Sendable {
    /// The name of the statement.
    let name: String
    /// The parameters of the path that say what it is about, outermost first.
    package let path: [String]
    /// The parameters of the query that narrow it, whole numbers.
    package let query: [String]
    /// Its SQL: one row of one JSON when there is what it is about. `$1` is the organisation, then come the ids of the
    /// path and the numbers of the query, null where one is not given; `{goal}` stands for the rows of `koers.goal`, and
    /// so on.
    let sql: String
    /// The same over the tables as they stand, in pieces that `Rows.composed` puts together.
    let present: String

    /// - Parameter sql: A query without WITH in front.
    /// - Parameter tables: The common table expressions that it builds on, each `name as (…)`.
    init(_ name: String, path: [String], query: [String] = [], with tables: [String], _ sql: String) {
        self.name = name
        self.path = path
        self.query = query
        self.sql = sql
        self.tables = tables
        present = Self.text(tables, sql) { "koers.\($0)" }
    }

    private let tables: [String]

    /// Every composition.
    static let all: [Composition] =
        [goalTree, priorities, purpose, portrait, partnerMatrix, partnerAgenda]
        + [true, false].flatMap { BudgetGrouping.positions(ofProgramme: $0).values }

    /// The document as it is.
    func statement(_ ids: [UUID], _ numbers: [Int64?] = [], of organisation: UUID) -> Statement {
        Statement(name, present, values(ids, numbers, organisation))
    }

    private func values(_ ids: [UUID], _ numbers: [Int64?], _ organisation: UUID) -> [PostgresValue] {
        let given = query.indices.map { numbers.indices.contains($0) ? numbers[$0] : nil }
        return ([organisation] + ids).map { .uuid($0) } + given.map { .int8($0) }
    }

    /// The document as it was at a moment, from the journal.
    func statement(
        _ ids: [UUID],
        _ numbers: [Int64?] = [],
        asOf moment: Moment,
        of organisation: UUID
    ) -> Statement {
        let place = "$\(ids.count + query.count + 2)"
        let sources =
            PastSource.all.map { $0.table(before: place, inProgramme: !path.isEmpty) } + [
                PastSource.contributions, PastSource.entries(before: place, inProgramme: !path.isEmpty),
                PastSource.partners(before: place),
            ]
        return Statement(
            "\(name) as it was",
            Self.text(sources + tables, sql) { "past_\($0)" },
            values(ids, numbers, organisation) + [.timestamptz(PostgresTimestamp(moment))]
        )
    }

    /// A row of several megabytes makes libpq keep as much for good, and be in memory twice while it is received; so a
    /// document comes in rows of 64 KiB. `OFFSET 0` keeps it from being composed anew for each.
    private static func text(_ tables: [String], _ sql: String, _ source: (String) -> String) -> String {
        let tables = tables + ["composed (document) AS (\n\(sql)\n)"]
        return """
            WITH RECURSIVE \(tables.joined(separator: ",\n"))
            SELECT start, substr(bytes, start, 65536)
            FROM (SELECT convert_to(document::text, 'UTF8') AS bytes FROM composed OFFSET 0) c
            CROSS JOIN LATERAL generate_series(1, octet_length(bytes), 65536) AS p (start)
            """
            .replacing(/\{([a-z_]+)\}/) { source(String($0.output.1)) }
    }
}

extension FactQuery where Facts == [UInt8]? {
    /// A composed document as a fact; `nil` when there is nothing that it could be about.
    package static func document(_ composition: Composition, of ids: [UUID]) -> FactQuery {
        FactQuery(composition.name, composition.present, ids.map { .uuid($0) }) { try $0.composed }
    }
}

extension Reader {
    /// A composed document as JSON, now or as it was; `nil` when there is, or was, nothing that it could be about.
    ///
    /// - Parameters:
    ///   - ids: The ids of its path.
    ///   - numbers: What its query says, in order.
    /// - Throws: `StorageError` when the database does not answer.
    package func document(
        _ composition: Composition,
        of ids: [UUID],
        _ numbers: [Int64?] = [],
        asOf moment: Moment? = nil,
        in tenant: Tenant
    ) async throws(StorageError) -> [UInt8]? {
        let organisation = tenant.organisationID
        let statement =
            if let moment {
                composition.statement(ids, numbers, asOf: moment, of: organisation)
            } else {
                composition.statement(ids, numbers, of: organisation)
            }
        let rows = try await read([statement], in: moment.map { tenant.at($0) } ?? tenant)[0]
        do {
            return try rows.composed
        } catch {
            throw StorageError(error)
        }
    }
}

extension Rows {
    /// The document that a composition sent in pieces, each with the place of its first byte, counted from 1; `nil` when
    /// there is nothing that it could be about.
    var composed: [UInt8]? {
        get throws(PostgresError) {
            guard !isEmpty else { return nil }
            let length = indices.reduce(0) { sum, row in sum + withCell(row: row, column: 1) { $0?.count ?? 0 } }
            var document = [UInt8](repeating: 0, count: length)
            for (index, row) in enumerated() {
                let start = Int(try row.decode(0, as: Int32.self)) - 1
                withCell(row: index, column: 1) { piece in
                    guard let piece else { return }
                    document.withUnsafeMutableBytes { $0[start...].copyBytes(from: piece) }
                }
            }
            return document
        }
    }
}
