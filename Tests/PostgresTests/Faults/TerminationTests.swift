import Postgres
import Testing

/// An administrator ends a session, whatever it is doing just then.
@Suite(.timeLimit(.minutes(3)))
struct TerminationTests {
    private let one: Batch = [Statement("one", "SELECT 1")]
    private let pid = Statement("pid", "SELECT pg_backend_pid()")

    /// Two clients: what happens to the first, the second brings about.
    private func withAdministrator(
        as name: String = "koers",
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (_ client: PostgresClient, _ administrator: PostgresClient) async throws -> Void
    ) async throws {
        let url = try ScratchCluster.shared.get().url()
        try await withClient("\(url)&application_name=\(name)", configure: configure) { client in
            try await use(PostgresClient(patientConfiguration(), logger: quiet)) { administrator in
                #expect(try await eventually { client.isAtRest && administrator.isAtRest })
                try await body(client, administrator)
                #expect(try await eventually { client.isAtRest }, "\(client.statistics)")
                #expect(try await client.read(one).count == 1)
                #expect(try await client.execute("SELECT 1").count == 1)
            }
        }
    }

    private func terminate(_ process: Int32, _ administrator: PostgresClient) async throws {
        try await administrator.execute("SELECT pg_terminate_backend($1)", [.int4(process)])
    }

    /// Terminates the session that sleeps under this mark, once it does.
    private func terminateSleeper(_ mark: String, _ administrator: PostgresClient) async throws {
        let isTerminated = try await eventually(within: .seconds(20)) {
            try await !administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                    + "AND wait_event = 'PgSleep' AND query LIKE '%' || $1::text || '%'",
                [.text(mark)]
            ).isEmpty
        }
        #expect(isTerminated)
    }

    @Test func `An idle session is replaced before anyone meets it`() async throws {
        try await withAdministrator { client, administrator in
            let idle = try await client.execute("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self)
            try await terminate(idle, administrator)
            #expect(try await eventually { client.statistics.connectionsLost == 1 && client.isAtRest })
            let next = try await client.execute("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self)
            #expect(next != idle)
            #expect(client.statistics.serverErrors == 0)
        }
    }

    @Test(arguments: [false, true])
    func `Everyone whose read is in the pipe of an ended session is told so`(sharesSync: Bool) async throws {
        let mark = "ended_read_\(sharesSync)"
        try await withAdministrator(configure: { $0.readConnections = 1 }) { client, administrator in
            try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                group.addTask {
                    await #expect(throws: PostgresError.self) {
                        let slow = Statement("slow", "SELECT pg_sleep(50) AS \(mark)")
                        return try await client.read(Batch([slow], sharesSync: sharesSync))
                    }
                }
                #expect(try await eventually { client.statistics.batchesSent == 1 })
                for _ in 0..<2 {
                    group.addTask {
                        await #expect(throws: PostgresError.self) {
                            try await client.read(Batch(one.statements, sharesSync: sharesSync))
                        }
                    }
                }
                #expect(try await eventually { client.statistics.batchesSent == 3 })
                try await terminateSleeper(mark, administrator)
                var errors: [PostgresError?] = []
                for try await error in group { errors.append(error) }
                #expect(errors.allSatisfy { $0?.isUnavailable == true })
                // The server gave its reason to the one whose statement ran; the others know that it is gone.
                #expect(errors.count { $0?.sqlState == .adminShutdown } == 1)
                #expect(errors.count { $0?.kind == .connection } == 2)
            }
            // Counted when everyone has been answered.
            #expect(try await eventually { client.statistics.connectionsLost == 1 })
        }
    }

    @Test func `A lease whose statement runs is told so, and nothing of its transaction is kept`() async throws {
        try await withAdministrator { client, administrator in
            try await administrator.execute("CREATE TABLE ended_lease (id int8)")
            async let error = #expect(throws: PostgresError.self) {
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin, Statement("insert", "INSERT INTO ended_lease VALUES (1)")])
                    _ = try await lease.send([Statement("slow", "SELECT pg_sleep(50) AS ended_lease"), .commit])
                }
            }
            try await terminateSleeper("ended_lease", administrator)
            let told = await error
            #expect(told?.kind == .server)
            #expect(told?.sqlState == .adminShutdown)
            #expect(told?.isUnavailable == true)
            #expect(try await administrator.execute("SELECT FROM ended_lease").isEmpty)
            try await administrator.execute("DROP TABLE ended_lease")
        }
    }

    @Test func `All sessions ended under load: everyone is answered, what is acknowledged is kept`() async throws {
        try await withAdministrator(as: "ended_load") { client, administrator in
            try await administrator.execute("CREATE TABLE ended_load (id int8)")
            let isOver = ContinuousClock.now + .seconds(2)
            let acknowledged = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for writer in Int64(0)..<8 {
                    group.addTask {
                        var kept: [Int64] = []
                        for number in (writer * 1_000_000)... where ContinuousClock.now < isOver {
                            do {
                                try await client.withConnection { lease in
                                    _ = try await lease.send([.begin, Statement("look", "SELECT 1")])
                                    _ = try await lease.send([
                                        Statement("insert", "INSERT INTO ended_load VALUES ($1)", [.int8(number)]),
                                        .commit,
                                    ])
                                }
                                kept.append(number)
                            } catch let error as PostgresError {
                                #expect(error.isUnavailable, "\(error.debugDescription)")
                            }
                            guard ContinuousClock.now < isOver else { break }
                        }
                        return kept
                    }
                }
                group.addTask {
                    while ContinuousClock.now < isOver {
                        try await administrator.execute(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ended_load'"
                        )
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    return []
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let rows = try await administrator.execute("SELECT id, count(*) FROM ended_load GROUP BY id")
            let kept = try rows.map { try ($0.decode(0, as: Int64.self), $0.decode(1, as: Int64.self)) }
            #expect(kept.allSatisfy { $0.1 == 1 })
            #expect(Set(kept.map(\.0)).isSuperset(of: acknowledged))
            #expect(!acknowledged.isEmpty && client.statistics.connectionsLost > 0)
            try await administrator.execute("DROP TABLE ended_load")
        }
    }
}
