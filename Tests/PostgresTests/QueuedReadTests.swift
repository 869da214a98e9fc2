import Testing

import class TestSupport.Gate

@testable import Postgres

/// Reads that may take long wait in one queue. Those of these tests take until the test lets them end.
@Suite(.timeLimit(.minutes(1)))
struct QueuedReadTests {
    /// The advisory lock of one test.
    private let key = Int64.random(in: 1...Int64.max)

    /// Ends when nobody holds the lock, and tells the microsecond of it.
    private var held: Batch {
        [
            Statement(
                "held",
                """
                SELECT pg_advisory_xact_lock_shared(\(key)), (extract(epoch FROM clock_timestamp()) * 1000000)::int8
                """
            )
        ]
    }

    /// Holds the lock while the body runs.
    private func withLock(_ client: PostgresClient, _ body: () async throws -> Void) async throws {
        try await client.withConnection { lease in
            _ = try await lease.send([.begin, Statement("lock", "SELECT pg_advisory_xact_lock(\(key))")])
            try await body()
            _ = try await lease.send([.rollback])
        }
    }

    /// Runs the body when there are so many readers.
    private func withReaders(
        _ count: Int,
        _ url: String? = nil,
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresClient) async throws -> Void
    ) async throws {
        try await withClient(
            url,
            configure: {
                $0.readConnections = count
                configure(&$0)
            }
        ) { client in
            #expect(try await eventually { client.statistics.readConnections == count })
            try await body(client)
        }
    }

    /// Waits until so many batches, of leases too, were sent or are queued. Exact while none of them ends.
    private func haveCome(_ count: Int, _ client: PostgresClient) async throws {
        #expect(try await eventually { client.statistics.batchesSent + client.statistics.waiters == count })
    }

    private func nobodyWaits(_ client: PostgresClient) async throws {
        #expect(try await eventually { client.statistics.waiters == 0 })
    }

    @Test func `A reader has room for four of them`() {
        #expect(ReaderLoad(outstanding: 9, unshared: 3).hasRoom)
        #expect(!ReaderLoad(outstanding: 4, unshared: 4).hasRoom)
    }

    @Test func `They are answered in the order in which they came, and then nobody waits`() async throws {
        try await withReaders(1) { client in
            try await withThrowingTaskGroup(of: (number: Int, microsecond: Int64).self) { group in
                try await withLock(client) {
                    for number in 0..<10 {
                        group.addTask {
                            (number, try await client.read(held)[0][0].decode(1))
                        }
                        try await haveCome(number + 2, client)
                    }
                    #expect(client.statistics.waiters >= 6)
                }
                var answered: [(number: Int, microsecond: Int64)] = []
                for try await each in group { answered.append(each) }
                answered.sort { $0.number < $1.number }
                #expect(answered.map(\.microsecond) == answered.map(\.microsecond).sorted())
            }
            try await nobodyWaits(client)
        }
    }

    @Test func `Behind one that takes long stand three at most, and all others are answered`() async throws {
        try await withReaders(3) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await withLock(client) {
                    group.addTask { _ = try await client.read(held) }
                    try await haveCome(2, client)
                    for _ in 0..<40 { group.addTask { _ = try await client.read([Statement("one", "SELECT 1")]) } }
                    for _ in 0..<37 { try await group.next() }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `Where a new reader is gone at once, whoever waited for it has an error or the next one's answer`()
        async throws
    {
        @Sendable func lean(_ configuration: inout PostgresConfiguration) {
            configuration.readConnections = 1
            configuration.leasedConnections = 0
        }
        let one: Batch = [Statement("one", "SELECT 1")]
        let places = Array(try await Conversation(configure: lean).cutsOfGreeting(.toClient))
        let last = try #require(places.last)
        for _ in 0..<5 {
            let gate = try ScratchCluster.shared.get().gate()
            defer { gate.close() }
            gate.cut { $0 == 0 ? Gate.Cut(.toClient, after: last + 1) : nil }
            gate.set(.silent)
            try await withClient(gate.url(), inTurn: false, configure: lean) { client in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<5 {
                        group.addTask {
                            do {
                                _ = try await client.read(one)
                            } catch let error as PostgresError {
                                #expect(error.kind == .connection)
                            }
                        }
                    }
                    #expect(try await eventually { client.statistics.waiters == 5 })
                    gate.set(.open)
                    try await group.waitForAll()
                }
                _ = try await client.read(one)
                #expect(client.statistics.connectionsOpened + client.statistics.connectionsFailed == 2)
                try await nobodyWaits(client)
            }
        }
    }

    @Test func `One that is cancelled in the queue is answered at once and never sent`() async throws {
        try await withReaders(1) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await withLock(client) {
                    for _ in 0..<6 { group.addTask { _ = try await client.read(held) } }
                    try await haveCome(7, client)
                    let last = Task { try await client.read(held) }
                    try await haveCome(8, client)
                    last.cancel()
                    let error = await #expect(throws: PostgresError.self) { _ = try await last.value }
                    #expect(error?.kind == .cancelled)
                }
                try await group.waitForAll()
                // The lock, its end, and six reads.
                #expect(client.statistics.batchesSent == 8)
                #expect(client.statistics.cancellationsSent == 0)
            }
        }
    }

    @Test func `One that waits too long in the queue is told so in time, and never sent`() async throws {
        let gate = try ScratchCluster.shared.get().gate()
        try await withReaders(
            1,
            gate.url(),
            configure: {
                $0.readTimeout = .milliseconds(400)
                $0.drainTimeout = .milliseconds(100)
            }
        ) { client in
            // No answer comes, and no request to cancel arrives, so no room either.
            gate.set(.stalled(.toServer))
            let start = ContinuousClock.now
            await withTaskGroup(of: PostgresError.Kind?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let error = await #expect(throws: PostgresError.self) { _ = try await client.read(held) }
                        return error?.kind
                    }
                }
                for await kind in group { #expect(kind == .timeout) }
            }
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(client.statistics.batchesSent <= 4)
            try await nobodyWaits(client)
        }
        gate.close()
    }

    @Test func `When the only reader is lost, the queued ones are answered by the next`() async throws {
        try await withReaders(1) { client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                try await withLock(client) {
                    for _ in 0..<8 { group.addTask { (try? await client.read(held)) != nil } }
                    try await haveCome(9, client)
                    try await client.execute(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                        WHERE query LIKE '%lock_shared(\(key))%' AND pid <> pg_backend_pid()
                        """
                    )
                    // Those in its pipe: four, or three where it had been silent before the fourth came.
                    for _ in 0..<3 {
                        let isAnswered = try await group.next()
                        #expect(isAnswered == false)
                    }
                }
                var answered = 0
                for try await isAnswered in group where isAnswered { answered += 1 }
                #expect(answered == 4 || answered == 5, "\(answered)")
            }
            #expect(client.statistics.connectionsLost == 1)
        }
    }

    @Test func `More than may wait are refused at once`() async throws {
        try await withReaders(1, configure: { $0.maximumWaiters = 2 }) { client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                try await withLock(client) {
                    for _ in 0..<10 {
                        group.addTask {
                            do {
                                _ = try await client.read(held)
                                return false
                            } catch let error as PostgresError where error.kind == .poolExhausted {
                                return true
                            }
                        }
                    }
                    for _ in 0..<4 {
                        let isRefused = try await group.next()
                        #expect(isRefused == true)
                    }
                }
                var answered = 0
                for try await isRefused in group where !isRefused { answered += 1 }
                #expect(answered == 5 || answered == 6, "\(answered)")
            }
        }
    }

    @Test(arguments: [true, false])
    func `At its end the client answers what is queued, with rows or with an error`(isInTime: Bool) async throws {
        var configuration = try patientConfiguration()
        configuration.readConnections = 1
        configuration.drainTimeout = isInTime ? .seconds(20) : .milliseconds(200)
        let client = PostgresClient(configuration, logger: quiet)
        let running = Task { await client.run() }
        #expect(try await eventually { client.statistics.readConnections == 1 })
        try await withClient { other in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                try await withLock(other) {
                    for _ in 0..<8 { group.addTask { (try? await client.read(held)) != nil } }
                    try await haveCome(8, client)
                    running.cancel()
                    if !isInTime { await running.value }
                    let isClosed = try await eventually { client.state == .closed }
                    #expect(isClosed)
                }
                for try await isAnswered in group { #expect(isAnswered == isInTime) }
            }
        }
        await running.value
    }
}
