import Testing

@testable import Postgres

/// Reads that may take long wait for whichever reader has room first.
@Suite(.timeLimit(.minutes(1)))
struct QueuedReadTests {
    private func nap(_ seconds: Double = 0.3, _ mark: String = "nap") -> Batch {
        [Statement("nap", "SELECT pg_sleep(\(seconds)) AS \(mark)")]
    }

    /// Runs the body when there are so many readers.
    private func withReaders(
        _ count: Int,
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresClient) async throws -> Void
    ) async throws {
        try await withClient(configure: {
            $0.readConnections = count
            configure(&$0)
        }) { client in
            #expect(try await eventually { client.statistics.readConnections == count })
            try await body(client)
        }
    }

    @Test func `A reader has room for four of them`() {
        #expect(ReaderLoad(outstanding: 9, unshared: 3).hasRoom)
        #expect(!ReaderLoad(outstanding: 4, unshared: 4).hasRoom)
    }

    @Test func `They are answered in the order in which they came`() async throws {
        try await withReaders(1) { client in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        _ = try await client.read(nap())
                        return number
                    }
                    #expect(try await eventually { client.statistics.batchesSent + client.statistics.waiters > number })
                }
                var answered: [Int] = []
                for try await number in group { answered.append(number) }
                #expect(answered == Array(0..<8))
            }
            #expect(try await eventually { client.statistics.waiters == 0 })
        }
    }

    @Test func `Behind one that takes long stand three at most, and all others are answered`() async throws {
        try await withReaders(3) { client in
            try await client.execute("CREATE TABLE queued_reads (id int8)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin, Statement("lock", "LOCK TABLE queued_reads")])
                    group.addTask { _ = try await client.read([Statement("held", "SELECT FROM queued_reads")]) }
                    #expect(try await eventually { try await running("FROM queued_reads", client) == 1 })
                    for _ in 0..<40 { group.addTask { _ = try await client.read(nap(0.01)) } }
                    for _ in 0..<37 { try await group.next() }
                    _ = try await lease.send([.rollback])
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `One that is cancelled in the queue is answered at once and never sent`() async throws {
        try await withReaders(1) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { _ = try await client.read(nap()) } }
                #expect(try await eventually { client.statistics.waiters >= 2 })
                let last = Task { try await client.read(nap()) }
                #expect(try await eventually { client.statistics.waiters >= 3 })
                last.cancel()
                let error = await #expect(throws: PostgresError.self) { _ = try await last.value }
                #expect(error?.kind == .cancelled)
                try await group.waitForAll()
                #expect(client.statistics.batchesSent == 6)
                #expect(client.statistics.cancellationsSent == 0)
            }
        }
    }

    @Test func `One that waits too long in the queue is told so in time, and never sent`() async throws {
        try await withReaders(1, configure: { $0.readTimeout = .milliseconds(400) }) { client in
            let start = ContinuousClock.now
            await withTaskGroup(of: PostgresError.Kind?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let error = await #expect(throws: PostgresError.self) {
                            _ = try await client.read(nap(20, "queued_for_too_long"))
                        }
                        return error?.kind
                    }
                }
                for await kind in group { #expect(kind == .timeout) }
            }
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(client.statistics.batchesSent <= 4)
            #expect(client.statistics.waiters == 0)
        }
    }

    @Test func `When the only reader is lost, the queued ones are answered by the next`() async throws {
        try await withReaders(1) { client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { (try? await client.read(nap(0.5, "its_reader_ends"))) != nil } }
                #expect(try await eventually { client.statistics.waiters >= 4 })
                try await client.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                    WHERE query LIKE '%its_reader_ends%' AND pid <> pg_backend_pid()
                    """
                )
                var answered = 0
                for try await isAnswered in group where isAnswered { answered += 1 }
                #expect(answered >= 4 && answered < 8, "\(answered)")
            }
            #expect(client.statistics.connectionsLost == 1)
        }
    }

    @Test func `More than may wait are refused at once`() async throws {
        try await withReaders(1, configure: { $0.maximumWaiters = 2 }) { client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        do {
                            _ = try await client.read(nap())
                            return false
                        } catch let error as PostgresError where error.kind == .poolExhausted {
                            return true
                        }
                    }
                }
                var refused = 0
                for try await isRefused in group where isRefused { refused += 1 }
                #expect(refused >= 4 && refused < 10, "\(refused)")
            }
        }
    }

    @Test func `At its end the client answers what is queued`() async throws {
        var configuration = try patientConfiguration()
        configuration.readConnections = 1
        let client = PostgresClient(configuration, logger: quiet)
        let running = Task { await client.run() }
        #expect(try await eventually { client.statistics.readConnections == 1 })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { _ = try await client.read(nap()) } }
            #expect(try await eventually { client.statistics.waiters >= 2 })
            running.cancel()
            await running.value
            try await group.waitForAll()
        }
        #expect(client.state == .closed)
    }
}
