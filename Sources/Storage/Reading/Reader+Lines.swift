import Domain
import Postgres

extension Reader {
    /// Every resource of a list that the filters let through, in the order of its key, as JSON with one resource a line.
    ///
    /// The list may be larger than memory: it is read through a cursor on one connection, in chunks of some hundred
    /// kilobytes, and the next one is asked for when `write` has returned. All of it is of one moment.
    /// - Parameter write: Takes the next lines, each ended by a line feed. What it throws ends the reading.
    /// - Throws: `StorageError` when the database does not answer, or as many lists as may are being read like this.
    package nonisolated(nonsending) func lines(
        of resource: Resource,
        filters: [Filter],
        in tenant: Tenant,
        _ write: nonisolated(nonsending) ([UInt8]) async throws -> Void
    ) async throws {
        var query = PageQuery(limit: 0, address: "")
        query.filters = filters
        let projection = catalogue.projection(of: resource, query.selection)
        let statement = PageStatement(
            resource: resource,
            place: .top,
            query: query,
            projection: projection,
            tenant: tenant
        )
        let transcoder = projection.transcoder
        do {
            try await client.withStream(
                of: statement.whole,
                after: topology.entering(tenant),
                rowsAtATime: Self.linesAtATime
            ) { stream in
                while let rows = try await stream.next() {
                    try await write(Self.lines(rows, transcoder))
                }
            }
        } catch let error as PostgresError {
            throw StorageError(error)
        }
    }

    /// A journal entry is one to four kilobytes.
    private static let linesAtATime = 100

    private static func lines(_ rows: Rows, _ transcoder: RowTranscoder) -> [UInt8] {
        JSONOutput.bytes(capacity: 2048 * rows.count) { json in
            for row in 0..<rows.count {
                rows.withUnsafeCells(ofRow: row) { transcoder.write($0, to: &json) }
                json.append(UInt8(ascii: "\n"))
            }
        }
    }
}
