import Domain
import Foundation
import Postgres

/// Which entries of the journal are on a page, and what comes behind them.
///
/// An entry never changes, so a page of many is settled before they are read, and they may then be read in parts.
package struct JournalPage: Sendable {
    /// In the order of the page.
    package let sequences: [Int64]
    /// The address of the next page; `nil` on the last.
    package let next: String?
    /// What an entity tag is made of, as of `Page`.
    package let identity: [UInt8]
}

extension Reader {
    /// What is on a page of the journal, read from its index.
    ///
    /// - Throws: `StorageError.invalidCursor` when the cursor is not one of the journal in this order.
    package func journalPage(_ query: PageQuery, in tenant: Tenant) async throws(StorageError) -> JournalPage {
        var query = query
        query.selection = Selection(fields: [])
        guard let found = try await rows(of: .journal, query, in: tenant) else {
            preconditionFailure("The journal lies in nothing that could be missing.")
        }
        let sequences = try decoded {
            try found.rows.prefix(found.count).map { try $0.decode(0, as: Int64.self) }
        }
        return JournalPage(sequences: sequences, next: found.next, identity: found.written.identity)
    }

    /// Some entries of the journal as a JSON array.
    ///
    /// - Parameter sequences: Their numbers, at least one, rising or falling.
    /// - Returns: `nil` where not all of them are there, because a standby has not come so far.
    package func journalEntries(
        _ sequences: some Collection<Int64>,
        in tenant: Tenant
    ) async throws(StorageError) -> [UInt8]? {
        let projection = catalogue.projection(of: .journal)
        let statement = Self.entries(Array(sequences), projection, of: tenant.organisationID)
        let rows = try await read([statement], in: tenant)[0]
        guard rows.count == sequences.count else { return nil }
        return projection.transcoder.array(rows, count: rows.count)
    }

    /// By their bounds too, in the order of the index: by the numbers alone PostgreSQL may read the whole journal, as long as
    /// it has not looked at the table.
    static func entries(_ sequences: [Int64], _ projection: Projection, of organisation: UUID) -> Statement {
        let (first, last) = (sequences[0], sequences[sequences.count - 1])
        return Statement(
            "entries of journal",
            """
            SELECT \(projection.sql) FROM api.journal v WHERE v.organisation_id = $1 AND v.sequence = ANY($2) \
            AND v.sequence >= $3 AND v.sequence <= $4 ORDER BY v.sequence \(first <= last ? "ASC" : "DESC")
            """,
            [.uuid(organisation), .int8Array(sequences), .int8(min(first, last)), .int8(max(first, last))]
        )
    }
}
