import Foundation
import Postgres
import Testing

import class TestSupport.Gate

/// What becomes of a request whose task is cancelled, at each stage of its way, with a real server.
///
/// Everyone is answered at once, the statement ends on the server, and the pool is as it was.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct CancellationTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    /// Runs the work, cancels it as soon as the condition holds, and gives back what it threw.
    private func cancelled(
        when isReady: () async throws -> Bool,
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws -> PostgresError? {
        let task = Task { try await work() }
        #expect(try await eventually(within: .seconds(20), isReady))
        let start = ContinuousClock.now
        task.cancel()
        let result = await task.result
        #expect(ContinuousClock.now - start < .seconds(1), "the waiter is answered at once")
        guard case .failure(let error) = result else { return nil }
        return error as? PostgresError
    }

    /// As `withClient`, with a second one that looks on.
    private func withWatchedClient(
        _ url: String? = nil,
        configure: @escaping (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (_ client: PostgresClient, _ watcher: PostgresClient) async throws -> Void
    ) async throws {
        try await withClient(url, configure: configure) { client in
            try await use(PostgresClient(patientConfiguration(), logger: quiet)) { watcher in
                #expect(try await eventually { client.state.isReady && client.statistics.idleConnections > 0 })
                try await body(client, watcher)
                #expect(
                    try await eventually {
                        let now = client.statistics
                        return now.waiters == 0 && now.leasedConnections == 0 && now.connectionsLost == 0
                            && now.idleConnections > 0
                    },
                    "the pool is whole again: \(client.statistics)"
                )
                #expect(try await client.read(one).count == 1)
                #expect(try await client.execute("SELECT 1").count == 1)
            }
        }
    }

    @Test func `Connecting, after which the pool is made, and nothing is left of the attempt`() async throws {
        let gate = try ScratchCluster.shared.get().gate()
        gate.set(.silent)
        try await withClient(gate.url(), configure: { $0.connectTimeout = .seconds(2) }) { client in
            let read = try await cancelled(when: { client.statistics.waiters == 1 }) { _ = try await client.read(one) }
            #expect(read?.kind == .cancelled)
            let lease = try await cancelled(when: { client.statistics.waiters == 1 }) {
                try await client.execute("SELECT 1")
            }
            #expect(lease?.kind == .cancelled)
            #expect(try await eventually { client.statistics.waiters == 0 })
            gate.set(.open)
            #expect(try await eventually { client.isAtRest })
            #expect(try await client.read(one).count == 1)
        }
        try await gate.closeAndFindNothingLeft()
    }

    @Test func `In line for a lease, which the next in line gets`() async throws {
        try await withWatchedClient(configure: { $0.leasedConnections = 1 }) { client, _ in
            try await client.withConnection { lease in
                _ = try await lease.send(one)
                let error = try await cancelled(when: { client.statistics.waiters == 1 }) {
                    try await client.execute("SELECT 1")
                }
                #expect(error?.kind == .cancelled)
                #expect(try await eventually { client.statistics.waiters == 0 })
            }
            #expect(client.statistics.cancellationsSent == 0)
        }
    }

    @Test func `A lease that was cancelled in line may ask again, and then waits in turn`() async throws {
        try await withWatchedClient(configure: { $0.leasedConnections = 1 }) { client, _ in
            let holder = Turnstile(places: 0)
            async let held: Void = client.withConnection { lease in
                _ = try await lease.send(one)
                await holder.enter()
            }
            #expect(try await eventually { client.statistics.leasedConnections == 1 })
            async let asked: Void = client.withConnection { lease in
                let first = try await cancelled(when: { client.statistics.waiters == 1 }) {
                    _ = try await lease.send(one)
                }
                #expect(first?.kind == .cancelled)
                #expect(try await eventually { client.statistics.waiters == 0 })
                let second = Task { try await lease.send(one) }
                #expect(try await eventually { client.statistics.waiters == 1 })
                await holder.leave()
                #expect(try await second.value.count == 1)
            }
            _ = try await (held, asked)
        }
    }

    @Test func `A read that the server works on`() async throws {
        try await withWatchedClient { client, watcher in
            let error = try await cancelled(when: { try await running("cancel_read", watcher) == 1 }) {
                _ = try await client.read([Statement("slow", "SELECT pg_sleep(50) AS cancel_read")])
            }
            #expect(error?.kind == .cancelled)
            #expect(try await eventually { try await running("cancel_read", watcher) == 0 })
            #expect(client.statistics.cancellationsSent == 1)
        }
    }

    @Test func `A read behind others in one pipe, which nobody else notices`() async throws {
        try await withWatchedClient(configure: { $0.readConnections = 1 }) { client, watcher in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let slow = Task { try await client.read([Statement("slow", "SELECT pg_sleep(50) AS cancel_pipe")]) }
                #expect(try await eventually { try await running("cancel_pipe", watcher) == 1 })
                let second = Task { try await client.read([Statement("slow", "SELECT pg_sleep(50) AS cancel_pipe")]) }
                let sent = client.statistics.batchesSent
                for number in Int64(0)..<20 {
                    group.addTask {
                        let rows = try await client.read([Statement("n", "SELECT $1::int8", [.int8(number)])])
                        #expect(try rows[0][0].decode(0, as: Int64.self) == number)
                    }
                }
                // Some are in the pipe, the others in the queue for it.
                #expect(
                    try await eventually {
                        client.statistics.batchesSent + client.statistics.waiters >= sent + 20
                    }
                )
                slow.cancel()
                second.cancel()
                try await group.waitForAll()
                for task in [slow, second] {
                    guard case .failure(let error as PostgresError) = await task.result else {
                        Issue.record("was not cancelled")
                        continue
                    }
                    #expect(error.kind == .cancelled)
                }
            }
        }
    }

    @Test func `A read whose rows are arriving`() async throws {
        let gate = try ScratchCluster.shared.get().gate()
        try await withWatchedClient(gate.url()) { client, watcher in
            let error = try await cancelled(when: { gate.traffic.contains { $0.toClient > 100_000 } }) {
                _ = try await client.read([
                    Statement(
                        "rows",
                        "SELECT repeat('x', 10000) AS cancel_rows, pg_sleep(0.001) FROM generate_series(1, 50000)"
                    )
                ])
            }
            #expect(error?.kind == .cancelled)
            #expect(try await eventually { try await running("cancel_rows", watcher) == 0 })
        }
        try await gate.closeAndFindNothingLeft()
    }

    @Test func `A lease's statement, whose transaction is rolled back`() async throws {
        try await withWatchedClient { client, watcher in
            try await watcher.execute("CREATE TABLE cancel_lease (id int8)")
            let error = try await cancelled(when: { try await running("cancel_sleep", watcher) == 1 }) {
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin, Statement("insert", "INSERT INTO cancel_lease VALUES (1)")])
                    _ = try await lease.send([Statement("slow", "SELECT pg_sleep(50) AS cancel_sleep")])
                }
            }
            #expect(error?.kind == .cancelled)
            #expect(try await eventually { try await running("cancel_sleep", watcher) == 0 })
            #expect(try await watcher.execute("SELECT FROM cancel_lease").isEmpty)
            try await watcher.execute("DROP TABLE cancel_lease")
        }
    }

    @Test func `A lease is of no use after its cancellation, also to who goes on`() async throws {
        try await withWatchedClient { client, watcher in
            let error = try await cancelled(when: { try await running("cancel_broken", watcher) == 1 }) {
                try await client.withConnection { lease in
                    _ = try? await lease.send([Statement("slow", "SELECT pg_sleep(50) AS cancel_broken")])
                    _ = try await Task { try await lease.send(one) }.value
                }
            }
            #expect(error?.kind == .connection)
        }
    }

    @Test func `A commit, whose outcome is unknown`() async throws {
        try await withWatchedClient { client, watcher in
            try await watcher.withConnection { lease in
                try await lease.run(
                    script: """
                        CREATE TABLE cancel_commit (id int8);
                        CREATE FUNCTION cancel_commit() RETURNS trigger LANGUAGE plpgsql
                          AS $$ BEGIN PERFORM pg_sleep(50); RETURN NULL; END; $$;
                        CREATE CONSTRAINT TRIGGER cancel_commit AFTER INSERT ON cancel_commit
                          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cancel_commit();
                        """,
                    named: "slow commit"
                )
            }
            let isCommitting = {
                try await watcher.execute(
                    "SELECT FROM pg_stat_activity WHERE query = 'COMMIT' AND wait_event = 'PgSleep'"
                ).count == 1
            }
            let error = try await cancelled(when: isCommitting) {
                try await client.withConnection { lease in
                    _ = try await lease.send([
                        .begin, Statement("insert", "INSERT INTO cancel_commit VALUES (1)"), .commit,
                    ])
                }
            }
            #expect(error?.kind == .outcomeUnknown)
            #expect(error?.isUnavailable == true)
            #expect(try await eventually { try await !isCommitting() })
            try await watcher.execute("DROP TABLE cancel_commit")
            try await watcher.execute("DROP FUNCTION cancel_commit")
        }
    }

    @Test func `A script`() async throws {
        try await withWatchedClient { client, watcher in
            let error = try await cancelled(when: { try await running("cancel_script", watcher) == 1 }) {
                try await client.withConnection { lease in
                    try await lease.run(script: "SELECT 1; SELECT pg_sleep(50) AS cancel_script;", named: "script")
                }
            }
            #expect(error?.kind == .outcomeUnknown)
            #expect(try await eventually { try await running("cancel_script", watcher) == 0 })
        }
    }

    @Test func `A script inside a transaction, which is rolled back when the script has ended`() async throws {
        try await withWatchedClient(configure: { $0.leasedConnections = 1 }) { client, watcher in
            let error = try await cancelled(when: { try await running("cancel_inside", watcher) == 1 }) {
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin])
                    try await lease.run(script: "SELECT pg_sleep(50) AS cancel_inside", named: "script")
                }
            }
            #expect(error?.kind == .outcomeUnknown)
            #expect(try await eventually { client.statistics.upkeepsSent > 0 })
        }
    }

    @Test func `Two hundred at random moments, beside as many that must not notice`() async throws {
        try await withWatchedClient(configure: { $0.acquireTimeout = .seconds(30) }) { client, watcher in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in Int64(0)..<200 {
                    group.addTask {
                        let task = Task {
                            if number.isMultiple(of: 2) {
                                _ = try await client.read([Statement("nap", "SELECT pg_sleep(0.2) AS cancel_storm")])
                            } else {
                                try await client.execute("SELECT pg_sleep(0.2) AS cancel_storm")
                            }
                        }
                        // Any moment in the life of a statement may be the one in which it is cancelled.
                        try await Task.sleep(for: .milliseconds(Int.random(in: 0...400)))
                        task.cancel()
                        if case .failure(let error as PostgresError) = await task.result {
                            #expect(error.kind == .cancelled, "\(error.debugDescription)")
                        }
                    }
                    group.addTask {
                        try await Task.sleep(for: .milliseconds(Int.random(in: 0...400)))
                        let rows = try await client.read([Statement("n", "SELECT $1::int8", [.int8(number)])])
                        #expect(try rows[0][0].decode(0, as: Int64.self) == number)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await eventually { try await running("cancel_storm", watcher) == 0 })
        }
    }
}
