import Synchronization

extension PostgresClient {
    /// Reads a result that may be larger than memory: a cursor in a read-only transaction on one leased connection.
    ///
    /// The connection is taken by the first `next()` and given back when the body returns or throws, also because its
    /// task was cancelled; the server then drops the cursor. It is held for as long as the reader takes, so no more than
    /// `PostgresConfiguration.streams` run at a time: writers keep the rest of the leased connections.
    /// - Parameters:
    ///   - query: One SELECT, with its parameters.
    ///   - prelude: What goes before it in the same transaction, such as entering a tenant.
    ///   - rowsAtATime: Rows in a chunk, at most; what is held in memory is one chunk.
    /// - Throws: what the body throws; `poolExhausted` at once when as many streams run as may.
    package nonisolated(nonsending) func withStream<R: Sendable>(
        of query: Statement,
        after prelude: [Statement] = [],
        rowsAtATime: Int,
        _ body: nonisolated(nonsending) (inout RowStream) async throws -> R
    ) async throws -> R {
        guard streamPlaces.take() else {
            throw PostgresError(.poolExhausted, "Too many large results are being read at once.")
        }
        defer { streamPlaces.giveBack() }
        return try await withConnection { lease in
            var stream = RowStream(of: query, after: prelude, rowsAtATime: rowsAtATime, on: lease)
            return try await body(&stream)
        }
    }
}

/// How many more streams may begin.
final class StreamPlaces: Sendable {
    private let free: Mutex<Int>

    init(_ places: Int) {
        free = Mutex(places)
    }

    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    func giveBack() {
        free.withLock { $0 += 1 }
    }
}
