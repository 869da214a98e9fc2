import Postgres
import Testing

/// What callers meet when all connections are taken.
@Suite(.timeLimit(.minutes(1)))
struct WaitingTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    @Test func `Who waits too long for a lease is told so in time`() async throws {
        try await withClient(configure: {
            $0.leasedConnections = 1
            $0.acquireTimeout = .milliseconds(200)
        }) { client in
            #expect(try await eventually { client.statistics.idleConnections == 1 })
            try await client.withConnection { lease in
                _ = try await lease.send(one)
                let start = ContinuousClock.now
                let error = await #expect(throws: PostgresError.self) { try await client.execute("SELECT 1") }
                #expect(error?.kind == .timeout)
                #expect(error?.isUnavailable == true)
                #expect(ContinuousClock.now - start < .seconds(5))
            }
            #expect(try await client.execute("SELECT 1").count == 1)
        }
    }

    @Test func `More waiters than allowed are refused at once`() async throws {
        try await withClient(configure: {
            $0.leasedConnections = 1
            $0.maximumWaiters = 1
            $0.acquireTimeout = .seconds(3)
        }) { client in
            #expect(try await eventually { client.statistics.idleConnections == 1 })
            try await client.withConnection { lease in
                _ = try await lease.send(one)
                await withTaskGroup(of: PostgresError.Kind?.self) { group in
                    for _ in 0..<3 {
                        group.addTask {
                            let error = await #expect(throws: PostgresError.self) {
                                try await client.execute("SELECT 1")
                            }
                            return error?.kind
                        }
                    }
                    var kinds: [PostgresError.Kind?] = []
                    for await kind in group { kinds.append(kind) }
                    #expect(kinds.filter { $0 == .poolExhausted }.count == 2)
                    #expect(kinds.filter { $0 == .timeout }.count == 1)
                }
            }
        }
    }

    @Test func `Many transactions share few connections`() async throws {
        try await withClient(configure: { $0.acquireTimeout = .seconds(20) }) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        try await client.withConnection { lease in
                            let rows = try await lease.send([
                                .begin, Statement("echo", "SELECT $1::int8", [.int8(Int64(index))]),
                            ])
                            #expect(try rows[1][0].decode(0, as: Int64.self) == Int64(index))
                            _ = try await lease.send([.commit])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(client.statistics.connectionsOpened <= 6)
            #expect(client.statistics.roundTrips == 400)
            #expect(client.statistics.upkeepsSent == 0)
        }
    }

    @Test func `At its end the client lets what is under way finish`() async throws {
        let configuration = try patientConfiguration()
        let client = PostgresClient(configuration, logger: quiet)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let runner = Task { await client.run() }
            group.addTask {
                let rows = try await client.read([Statement("slow", "SELECT pg_sleep(0.3), 7::int8")])[0]
                #expect(try rows[0].decode(1, as: Int64.self) == 7)
            }
            #expect(try await eventually { client.statistics.batchesSent == 1 })
            runner.cancel()
            await runner.value
            try await group.waitForAll()
            #expect(client.state == .closed)
            let error = await #expect(throws: PostgresError.self) { try await client.read(one) }
            #expect(error?.kind == .closed)
        }
    }

    @Test func `A client that is stopped before it has begun ends all the same`() async throws {
        let configuration = try PostgresConfiguration(url: "postgres://127.0.0.1:9/koers")
        // Often, because it takes a moment in which the loop has stopped and not yet ended.
        for _ in 0..<300 {
            let client = PostgresClient(configuration, logger: quiet)
            let running = Task { await client.run() }
            running.cancel()
            await running.value
            #expect(try await eventually { client.state == .closed })
        }
    }
}
