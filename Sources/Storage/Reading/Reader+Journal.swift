import Domain
import Foundation
import Postgres

/// Which entries of the journal are on a page, and what comes behind them.
///
/// An entry never changes, so a page of many is settled before they are read, and they may then be read in parts.
package struct JournalPage: Sendable {
    /// In the order of the page.
    package let entries: [Entry]
    /// The address of the next page; `nil` on the last.
    package let next: String?
    /// What an entity tag is made of, as of `Page`.
    package let identity: [UInt8]

    package struct Entry: Hashable, Sendable {
        let sequence: Int64
        /// Whether there are no data, or no longer.
        let isBlank: Bool
    }
}

extension Reader {
    /// What is on a page of the journal.
    ///
    /// - Throws: `StorageError.invalidCursor` when the cursor is not one of the journal in this order.
    package func journalPage(_ query: PageQuery, in tenant: Tenant) async throws(StorageError) -> JournalPage {
        var query = query
        query.selection = Selection(fields: ["hash"])
        guard let found = try await rows(of: .journal, query, in: tenant) else {
            preconditionFailure("The journal lies in nothing that could be missing.")
        }
        let entries = try decoded {
            try found.rows.prefix(found.count).map { row in
                JournalPage.Entry(sequence: try row.decode(0), isBlank: try row.decode(found.rows.columnCount - 1))
            }
        }
        return JournalPage(entries: entries, next: found.next, identity: found.written.identity)
    }

    /// Some entries of a page of the journal as a JSON array.
    ///
    /// - Parameter entries: At least one of them, in the order of the page.
    /// - Returns: `nil` where a standby has not come so far: an entry is missing, or has data that are blank by now.
    package func journalEntries(
        _ entries: ArraySlice<JournalPage.Entry>,
        in tenant: Tenant
    ) async throws(StorageError) -> [UInt8]? {
        let projection = catalogue.projection(of: .journal)
        let statement = Self.entries(entries.map(\.sequence), projection, of: tenant.organisationID)
        let rows = try await read([statement], in: tenant)[0]
        guard rows.count == entries.count, let data = projection.place(of: "data") else { return nil }
        for (row, entry) in entries.enumerated() where entry.isBlank {
            guard rows.withCell(row: row, column: data, { $0 == nil }) else { return nil }
        }
        return projection.transcoder.array(rows, count: rows.count)
    }

    /// By their bounds too, in the order of the index: by the numbers alone PostgreSQL may read the whole journal, as long as
    /// it has not looked at it.
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
