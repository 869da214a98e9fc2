import Synchronization

/// One connection for one caller, for as long as the body of `withConnection` runs.
package final class Lease: Sendable {
    private let id: UInt64
    private let client: PostgresClient
    private let hasEnded = Atomic<Bool>(false)

    init(id: UInt64, client: PostgresClient) {
        self.id = id
        self.client = client
    }

    /// Runs one batch in one round trip.
    ///
    /// The first batch waits for a free connection, at most `acquireTimeout`; that wait ends at once when the task is
    /// cancelled. A batch under way is not cut off by a cancellation: its outcome matters.
    /// - Throws: the error of the first failing statement; `outcomeUnknown` when a COMMIT was interrupted; `closed`
    ///   after the lease has ended.
    package nonisolated(nonsending) func send(_ batch: Batch) async throws(PostgresError) -> [Rows] {
        guard !hasEnded.load(ordering: .acquiring) else { throw PostgresError(.closed, "The lease has ended.") }
        try batch.check(forSharedConnection: false)
        let id = id
        return try await client.submit(batch) { .send($0, id) }
    }

    func end() {
        hasEnded.store(true, ordering: .releasing)
        _ = client.post(.release(id))
    }
}
