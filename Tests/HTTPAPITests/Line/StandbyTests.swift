import Contract
import Foundation
import Storage
import TestSupport
import Testing

@Suite("Feed and dashboards may come from a standby, and nothing is decided on it", .timeLimit(.minutes(2)))
struct StandbyTests {
    @Test("It answers these and nothing else; too far behind or away, it is passed by")
    func standby() async throws {
        let pair = try await ServerPair.make()
        let cluster = try TestCluster(postgres: pair.primary)
        let template = try await Template.make(on: cluster)
        func run(maximumLag: Duration, _ body: @Sendable @escaping (Koers) async throws -> Void) async throws {
            try await Koers.run(
                on: cluster,
                database: template.database,
                municipalities: template.municipalities,
                pair: pair,
                maximumLag: maximumLag,
                body
            )
        }
        let replica = try TestCluster(postgres: pair.standby)
        try await run(maximumLag: .seconds(60)) { try await Self.answersItsOwn($0, replica) }
        try await run(maximumLag: .milliseconds(500)) { koers in
            try await Self.isPassedByWhenBehind(koers, replica)
            // No commit waits for a standby that is gone.
            try await cluster.execute("ALTER SYSTEM RESET synchronous_standby_names")
            try await cluster.execute("SELECT pg_reload_conf()")
            try await pair.killStandby()
            try await Self.isPassedByWhenAway(koers)
        }
        await pair.stop()
    }

    /// What it may be asked for.
    private static let answered: Set = ["listJournal", "getProgrammeDashboard", "getDashboard"]

    private static func answersItsOwn(_ koers: Koers, _ replica: TestCluster) async throws {
        let standby = try koers.standby.required
        let client = koers.client
        let world = try await client.makeWorld()
        let isInUse = await eventually { standby.standing == .inUse }
        #expect(isInUse)
        for operation in koers.contract.operations {
            let before = standby.statistics
            _ = try await client.ask(operation, of: world)
            let isItsOwn = answered.contains(operation.id)
            #expect(standby.statistics.asked - before.asked == (isItsOwn ? 1 : 0), "\(operation.id)")
            #expect(standby.statistics.answered - before.answered == (isItsOwn ? 1 : 0), "\(operation.id)")
        }
        // What is written while the standby replays nothing only the primary can know.
        try await replica.execute("SELECT pg_wal_replay_pause()")
        let team = try await client.make("teams", Body.team)
        let feed = try Self.feed(of: team)
        try await client.get(team.location).expect(200)
        #expect(try await client.get(feed).expect(200).results.isEmpty)
        try await replica.execute("SELECT pg_wal_replay_resume()")
        let isShown = await eventually { try await client.get(feed).results.count == 1 }
        #expect(isShown)
        #expect(standby.statistics.fallenBack == 0)
    }

    private static func isPassedByWhenBehind(_ koers: Koers, _ replica: TestCluster) async throws {
        let standby = try koers.standby.required
        let isInUse = await eventually { standby.standing == .inUse }
        #expect(isInUse)
        try await replica.execute("SELECT pg_wal_replay_pause()")
        let feed = try Self.feed(of: try await koers.client.make("teams", Body.team))
        let isPassedBy = await eventually { try await koers.client.get(feed).results.count == 1 }
        #expect(isPassedBy)
        #expect(standby.standing == .behind)
        try await replica.execute("SELECT pg_wal_replay_resume()")
        let isBack = await eventually { standby.standing == .inUse }
        #expect(isBack)
    }

    private static func isPassedByWhenAway(_ koers: Koers) async throws {
        let standby = try koers.standby.required
        for _ in 0..<20 { try await koers.client.get("/v1/journal").expect(200) }
        let isAway = await eventually { if case .away = standby.standing { true } else { false } }
        #expect(isAway)
    }

    private static func feed(of team: Answer) throws -> String {
        "/v1/journal?type=team.created&subject=\(encoded(try team.location))"
    }
}

extension Standby.Statistics {
    /// Reads that might have gone to the standby.
    fileprivate var asked: Int { answered + fallenBack + passedBy }
}
