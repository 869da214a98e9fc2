import Contract
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Koers finds the primary again when the standby takes its place", .timeLimit(.minutes(2)))
struct FailoverTests {
    @Test("Meanwhile 503 for readers and writers, then within five seconds as before, and nothing acknowledged is lost")
    func failover() async throws {
        let pair = try await ServerPair.make()
        let cluster = try TestCluster(postgres: pair.primary)
        let template = try await Template.make(on: cluster)
        try await Koers.run(
            on: cluster,
            database: template.database,
            municipalities: template.municipalities,
            patience: .seconds(1),
            pair: pair
        ) { koers in
            let world = try await koers.client.makeWorld()
            let load = HTTPLoad(koers, world)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await load.write() } }
                for _ in 0..<2 { group.addTask { try await load.read() } }
                let isUnderWay = await eventually { load.seen.made.count > 10 && load.hasRead(3) }
                #expect(isUnderWay)
                try await pair.killPrimary()
                let refusals = load.seen.refused
                let isRefused = await eventually { load.seen.refused > refusals + 20 }
                #expect(isRefused)
                try await pair.promote()
                let before = load.seen
                let isBack = await eventually(within: .seconds(5)) {
                    load.seen.made.count > before.made.count + 5 && load.hasRead(2, since: before)
                }
                #expect(isBack, "back within five seconds")
                group.cancelAll()
                try await group.waitForAll()
            }
            let seen = load.seen
            #expect(seen.strange.isEmpty, "\(seen.strange.prefix(3))")
            #expect(seen.longest < .seconds(10), "someone waited \(seen.longest)")
            // Each was asked for again under its key until it was answered.
            #expect(Set(seen.made.values).count == seen.made.count)
            let kept = try await TestCluster(postgres: pair.standby).execute(
                "SELECT count(*) FROM koers.team WHERE id IN (\(seen.made.values.map { "'\($0)'" }.joined(separator: ",")))",
                database: koers.database
            )
            #expect(Int(kept) == seen.made.count)
            // Its own connections, which nobody asked for anything meanwhile, may still have to find the new primary.
            let isWhole = await eventually {
                try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil
            }
            #expect(isWhole)
        }
        await pair.stop()
    }
}

/// Clients that make teams, and read these and what is composed of many resources, and what they were answered.
private final class HTTPLoad: Sendable {
    struct Seen {
        /// Ids by key.
        var made: [Int64: String] = [:]
        /// How often each path was read.
        var read: [String: Int] = [:]
        var refused = 0
        /// What was neither done nor a 503 with Retry-After.
        var strange: [String] = []
        var longest = Duration.zero
    }

    private let koers: Koers
    private let paths: [String]
    private let lastKey = Atomic<Int64>(0)
    private let notes = Mutex(Seen())

    init(_ koers: Koers, _ world: World) {
        self.koers = koers
        let programme = "/v1/programmes/\(world.programme.text)"
        paths = ["/v1/teams?limit=5", programme, "\(programme)/dashboard", "/v1/journal?limit=5"]
    }

    var seen: Seen { notes.withLock { $0 } }

    /// Whether each of the paths was read so often.
    func hasRead(_ times: Int, since before: Seen = Seen()) -> Bool {
        let now = seen.read
        return paths.allSatisfy { now[$0, default: 0] >= before.read[$0, default: 0] + times }
    }

    func write() async throws {
        while !Task.isCancelled {
            let key = lastKey.add(1, ordering: .relaxed).newValue
            var id: String?
            while id == nil, !Task.isCancelled {
                guard
                    let answer = try await ask(
                        { client in
                            try await client.post("/v1/teams", Body.team, ["Idempotency-Key": "\"team-\(key)\""])
                        },
                        expecting: 201
                    )
                else { continue }
                id = answer["id"]?.string
            }
            if let id { notes.withLock { $0.made[key] = id } }
        }
    }

    func read() async throws {
        var turn = 0
        while !Task.isCancelled {
            turn += 1
            let path = paths[turn % paths.count]
            if try await ask({ try await $0.get(path) }, expecting: 200) != nil {
                notes.withLock { $0.read[path, default: 0] += 1 }
            }
        }
    }

    private func ask(_ request: (Caller) async throws -> Answer, expecting status: Int) async throws -> Answer? {
        let start = ContinuousClock.now
        let answer: Answer
        do {
            answer = try await request(koers.client)
        } catch  where Task.isCancelled {
            return nil
        }
        let waited = ContinuousClock.now - start
        notes.withLock { seen in
            seen.longest = max(seen.longest, waited)
            if answer.status == 503, answer.retryAfter >= 1 {
                seen.refused += 1
            } else if answer.status != status {
                seen.strange.append(answer.description)
            }
        }
        guard answer.status != status else { return answer }
        // Between two questions, so that the load leaves the machine to those who take over.
        try? await Task.sleep(for: .milliseconds(20))
        return nil
    }
}
