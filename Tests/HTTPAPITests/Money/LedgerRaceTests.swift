import Contract
import Foundation
import Storage
import Testing

@Suite("Many who book at once lose no cent and take no line below nothing")
struct LedgerRaceTests {
    /// How often each client books; more by the environment.
    private static let rounds = ProcessInfo.processInfo.environment["KOERS_BOOKINGS"].flatMap { Int($0) } ?? 10

    @Test(
        "32 clients book random amounts on six lines, some twice under one key: the ledger adds up to the cent",
        .koers
    )
    func bookings() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        var lines: [String] = []
        for code in ["6.1", "6.5", "6.21", "6.22", "6.713", "7.1"] {
            lines.append(try await client.makeBudgetLine(of: programme, code, cents: 50_000_00))
        }
        let booked = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<32 {
                group.addTask { [lines] in try await Self.book(on: lines, client) }
            }
            return try await group.reduce(0, +)
        }
        var authorised: Int64 = 0
        for line in lines {
            let totals = try await client.totals(line)
            authorised += totals[0] ?? 0
            #expect((totals[3] ?? -1) >= 0)
        }
        #expect(authorised == 6 * 50_000_00 + booked)
        let ledger = try await koers.registry.verifyLedger(of: koers.home.id, at: koers.clock.now)
        #expect(ledger.differences == [])
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
    }

    /// Books, and sends every third booking once more under its key; what was booked together.
    private static func book(on lines: [String], _ client: Caller) async throws -> Int64 {
        var sum: Int64 = 0
        for round in 0..<rounds {
            let cents = Int64.random(in: -40_000_00...20_000_00)
            guard cents != 0, let line = lines.randomElement() else { continue }
            let key = ["Idempotency-Key": UUID().text]
            let answer = try await client.post("\(line)/entries", Body.entry(cents), key)
            if round % 3 == 0 {
                let again = try await client.post("\(line)/entries", Body.entry(cents), key)
                #expect(again.status == answer.status, "\(again)")
            }
            switch answer.status {
            case 201: sum += cents
            case 409: #expect(answer.blockers == ["BUD-04"], "\(answer)")
            default: Issue.record("\(answer)")
            }
        }
        return sum
    }

    @Test("Of two who take the last 40,000 of 60,000 at once exactly one succeeds, every time", .koers)
    func lastMoney() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        for number in 0..<10 {
            let line = try await client.makeBudgetLine(
                of: programme,
                cents: 60_000_00,
                ["budgetProgramme": .string("B\(number)")]
            )
            async let one = client.post("\(line)/entries", Body.entry(-40_000_00))
            async let other = client.post("\(line)/entries", Body.entry(-40_000_00))
            let statuses = try await [one.status, other.status].sorted()
            #expect(statuses == [201, 409])
            #expect(try await client.totals(line) == [20_000_00, 0, 0, 20_000_00])
        }
    }

    @Test("Who estimates while the budget is adopted comes before it or is refused, and nothing is in between", .koers)
    func adoption() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let line = try await client.makeBudgetLine(of: programme, cents: 1)
        let year = try await client.year()
        let ground: JSON = ["decisionId": .string(try await client.decideBudget(programme).text)]
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask { try await client.take(year, to: "adopted", ground).expect(200).status }
            for _ in 0..<16 {
                group.addTask { try await client.post("\(line)/entries", Body.entry(1)).status }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        let booked = statuses.count { $0 == 201 }
        #expect(statuses.allSatisfy { [200, 201, 409].contains($0) })
        #expect(try await client.totals(line).first == Int64(1 + booked))
        let told = try await client.journal("&subject=\(encoded(year))").last?["sequence"]?.integer ?? 0
        let late = try await client.journal("&type=budget_entry.created").compactMap { $0["sequence"]?.integer }
        #expect(late.allSatisfy { $0 < told }, "nothing is booked behind the adoption")
    }
}
