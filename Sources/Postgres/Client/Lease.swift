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
    /// The first batch waits for a free connection, at most `acquireTimeout`. When the task is cancelled this ends at
    /// once, the statement is ended on the server, and the transaction is rolled back.
    /// - Throws: the error of the first failing statement; `cancelled`; `outcomeUnknown` when a COMMIT was interrupted,
    ///   also by a cancellation; `closed` after the lease has ended.
    package nonisolated(nonsending) func send(_ batch: Batch) async throws(PostgresError) -> [Rows] {
        guard !hasEnded.load(ordering: .acquiring) else { throw PostgresError(.closed, "The lease has ended.") }
        try batch.check(forSharedConnection: false)
        guard !batch.statements.isEmpty else { return [] }
        let id = id
        return try await client.submit(.batch(batch.statements)) { .send($0, id) }
    }

    /// Runs SQL of any number of statements, without parameters and results: for migrations.
    ///
    /// Without BEGIN in it, and outside a transaction, the server runs the whole text as one transaction. Nothing else
    /// may be sent on this lease meanwhile. `debugDescription` of an error says at which character it stands.
    /// - Throws: the error of the first failing statement; `outcomeUnknown` when the connection was lost or the task
    ///   cancelled meanwhile.
    package nonisolated(nonsending) func run(script sql: String, named name: String) async throws(PostgresError) {
        guard !hasEnded.load(ordering: .acquiring) else { throw PostgresError(.closed, "The lease has ended.") }
        let statement = Statement(name, sql)
        guard !sql.utf8.contains(0) else {
            throw PostgresError(
                .server,
                "The script contains the character U+0000.",
                sqlState: .characterNotInRepertoire,
                statement: name
            )
        }
        let id = id
        _ = try await client.submit(.script(statement)) { .send($0, id) }
    }

    func end() {
        hasEnded.store(true, ordering: .releasing)
        _ = client.post(.release(id))
    }
}
