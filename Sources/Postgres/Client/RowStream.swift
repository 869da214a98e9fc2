/// The rows of one statement, a chunk at a time: each `next()` is one round trip that asks the server for as many rows
/// and no more. Nothing is read ahead, so a slow reader slows the server down, and memory holds one chunk.
///
/// It cannot be copied, and it is lent to the body of `withStream` alone: so it cannot outlive its lease, and no two
/// tasks can ask at once.
package struct RowStream: ~Copyable {
    private let lease: Lease
    private let opening: Batch
    private let fetch: Statement
    private let rowsAtATime: Int
    private var place = Place.before

    private enum Place {
        case before
        case inside
        case behind
    }

    /// One name will do: a session has one lease at a time, and a lease one stream.
    private static let cursor = "koers_stream"

    init(of query: Statement, after prelude: [Statement], rowsAtATime: Int, on lease: Lease) {
        precondition(rowsAtATime > 0, "A chunk has at least one row.")
        self.lease = lease
        self.rowsAtATime = rowsAtATime
        fetch = Statement(
            "next of \(query.name)",
            "FETCH FORWARD \(rowsAtATime) FROM \(Self.cursor)"
        )
        let declare = Statement(
            query.name,
            "DECLARE \(Self.cursor) NO SCROLL CURSOR FOR \(query.sql)",
            query.parameters
        )
        opening = Batch([Self.begin] + prelude + [declare, fetch])
    }

    private static let begin = Statement("begin reading", "BEGIN READ ONLY")

    /// The next rows, or nil when there are no more. All rows are of one snapshot: that of the first call.
    ///
    /// The first call waits for a free connection, at most `acquireTimeout`.
    /// - Throws: `cancelled` when the task was cancelled; when the session ended meanwhile, also because the reader stood
    ///   still for longer than the server's `idle_in_transaction_session_timeout`, `connection`, or `server` with the
    ///   server's last word (25P03) if that is read with the answer, and `isUnavailable` either way; else what the server
    ///   said. After an error there is nothing more.
    package mutating func next() async throws(PostgresError) -> Rows? {
        let batch: Batch
        switch place {
        case .before: batch = opening
        case .inside: batch = [fetch]
        case .behind: return nil
        }
        // Until it is known better: an error leaves the transaction of no use.
        place = .behind
        guard let rows = try await lease.send(batch).last else { return nil }
        if rows.count == rowsAtATime { place = .inside }
        return rows.isEmpty ? nil : rows
    }
}
