import Metrics
import Synchronization
import Testing

@testable import Postgres

/// What becomes of work that is left with the loop when it ends.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionLoopTests {
    private final class Flag: Sendable {
        private let flag = Atomic<Bool>(false)
        var isSet: Bool { flag.load(ordering: .acquiring) }
        func set() { flag.store(true, ordering: .releasing) }
    }

    private actor Idle: LoopClient {
        nonisolated let loop: ConnectionLoop
        let poller: Poller
        let hasEnded: Flag
        var count = 0
        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        init(_ loop: ConnectionLoop, _ poller: sending Poller, hasEnded: Flag) {
            self.loop = loop
            self.poller = poller
            self.hasEnded = hasEnded
        }

        func waitForEvents() { poller.wait(milliseconds: nil) { _ in } }
        func handle(_: PoolMessage) {}
        func endTurn() {}
        var expectsAnswers: Bool { false }
        func end() { hasEnded.set() }
        func increment() { count += 1 }
    }

    @Test func `Jobs that come after the stop are run, never two at a time`() async throws {
        let poller = try Poller()
        let loop = ConnectionLoop(waker: poller.waker)
        let hasEnded = Flag()
        let client = Idle(loop, poller, hasEnded: hasEnded)
        try loop.start(client)
        loop.stop()
        #expect(!loop.post(.shutDown))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<500 { await client.increment() } }
            }
        }
        #expect(await client.count == 4000)
        #expect(try await eventually { hasEnded.isSet })
    }

    private final class Weak: Sendable {
        private weak let loop: ConnectionLoop?
        var isGone: Bool { loop == nil }
        init(_ loop: ConnectionLoop) { self.loop = loop }
    }

    @Test func `A loop is kept while a job is left with it, and freed when the last of them lets go of it`()
        async throws
    {
        var loops: [Weak] = []
        for _ in 0..<500 {
            let poller = try Poller()
            let loop = ConnectionLoop(waker: poller.waker)
            let client = Idle(loop, poller, hasEnded: Flag())
            try loop.start(client)
            loops.append(Weak(loop))
            let task = Task { [client] in await client.increment() }
            loop.stop()
            await task.value
        }
        let all = loops
        let areGone = try await eventually { all.allSatisfy(\.isGone) }
        #expect(areGone)
    }

    /// Expects answers that never come, so that only messages wake it.
    private actor Expectant: LoopClient {
        nonisolated let loop: ConnectionLoop
        nonisolated let waits = Atomic<Int>(0)
        let poller: Poller
        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        init(_ loop: ConnectionLoop, _ poller: sending Poller) {
            self.loop = loop
            self.poller = poller
        }

        func waitForEvents() {
            waits.add(1, ordering: .releasing)
            poller.wait(milliseconds: nil) { _ in }
        }

        func handle(_ message: PoolMessage) {
            if case .read(let submission) = message { submission.answer(.success([])) }
        }

        func endTurn() {}
        var expectsAnswers: Bool { true }
        func end() {}
    }

    @Test func `What can wait for the next answer wakes nobody, and comes with whatever does`() async throws {
        let poller = try Poller()
        let loop = ConnectionLoop(waker: poller.waker)
        let client = Expectant(loop, poller)
        try loop.start(client)
        defer { loop.stop() }
        #expect(try await eventually { client.waits.load(ordering: .acquiring) == 1 })
        let isAnswered = Flag()
        let patient = Task {
            _ = await Self.read(sharesSync: true, on: loop)
            isAnswered.set()
        }
        try await Task.sleep(for: .milliseconds(200))
        #expect(!isAnswered.isSet)
        #expect(client.waits.load(ordering: .acquiring) == 1)
        _ = await Self.read(sharesSync: false, on: loop)
        await patient.value
    }

    private static func read(sharesSync: Bool, on loop: ConnectionLoop) async -> Submission.Answer {
        await withCheckedContinuation { continuation in
            let submission = Submission(
                id: 1,
                work: .batch([]),
                isRead: true,
                sharesSync: sharesSync,
                counters: Counters(PostgresMetrics(pool: "loop", factory: NOOPMetricsHandler.instance)),
                continuation: continuation
            )
            #expect(loop.post(.read(submission)))
        }
    }
}
