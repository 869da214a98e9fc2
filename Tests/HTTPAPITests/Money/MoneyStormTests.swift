import Contract
import Foundation
import Testing

@Suite("32 clients promise, spend, give back, move, amend and book at random, and are cut off at random")
struct MoneyStormTests {
    private static let clients = 32
    /// How much is done by all of them together; more by the environment.
    private static let operations =
        ProcessInfo.processInfo.environment["KOERS_MONEY_OPERATIONS"].flatMap { Int($0) } ?? 384

    @Test("Whatever was answered happened once: the ledger adds up to the cent, and no line goes below nothing", .koers)
    func storm() async throws {
        let koers = try Koers.current
        let client = koers.client
        var grounds: [StormGround] = []
        for _ in 0..<3 { grounds.append(try await StormGround(client)) }
        let storm = MoneyStorm(over: grounds)
        let started = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.clients {
                group.addTask {
                    for _ in 0..<(Self.operations / Self.clients) { try await storm.act(client) }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - started).components.seconds
        let tally = storm.tally
        for ground in grounds { try await Self.check(ground, tally, client) }
        try await koers.expectSoundLedger()
        if Self.operations > 1000 { print("money storm: \(tally.counts.sorted { $0.key < $1.key }), \(seconds) s") }
    }

    /// What Koers shows of the ground is what its answers add up to.
    private static func check(_ ground: StormGround, _ tally: MoneyStorm.Tally, _ client: Caller) async throws {
        var (committed, realised): (Int64, Int64) = (0, 0)
        for line in ground.lines {
            let totals = try await client.totals(line).compactMap(\.self)
            #expect(totals[3] >= 0 && totals[1] >= 0, "\(totals)")
            #expect(totals[0] == StormGround.cents + (tally.moved[line] ?? 0), "each booked move counts once")
            committed += totals[1]
            realised += totals[2]
        }
        #expect(realised == tally.realised[ground.programme] ?? 0, "each answered realisation counts once")
        #expect(try await client.totals(ground.income)[2] == tally.received[ground.programme] ?? 0)
        let open = try await all("\(ground.commitments)?fields=outstandingCents,amountCents", client)
        #expect(open.compactMap { $0["outstandingCents"]?.integer }.reduce(0, +) == committed)
        #expect(open.compactMap { $0["amountCents"]?.integer }.reduce(0, +) == tally.engaged[ground.programme] ?? 0)
    }

    private static func all(_ target: String, _ client: Caller) async throws -> [JSON] {
        var rows: [JSON] = []
        var next: String? = target + "&limit=500"
        while let page = next {
            let answer = try await client.get(page).expect(200)
            rows += answer.results
            next = answer["next"]?.string
        }
        return rows
    }
}
