import Contract
import Foundation
import Storage
import Testing

@Suite("A year is adopted and closed by the council, and what was promised for it is settled")
struct FiscalYearStepTests {
    /// A programme with lines in two years: the first is adopted, with so much on it; the second is estimated.
    private static func twoYears(_ client: Caller, now: Int64, later: Int64) async throws -> (Funds, later: Funds) {
        let programme = try await client.makeProgramme()
        let (first, second) = (MoneyWorld.nextYear(), MoneyWorld.nextYear())
        #expect(second == first + 1)
        let line = try await client.makeBudgetLine(of: programme, year: first, cents: now)
        let next = try await client.makeBudgetLine(of: programme, year: second, cents: later)
        try await client.adopt(first, of: programme)
        return (
            Funds(programme: programme, year: first, lines: [line, next]),
            later: Funds(programme: programme, year: second, lines: [next])
        )
    }

    @Test(
        "Adoption names a taken decision of the council, and engages what waited in the order of the promises",
        .koers
    )
    func adoption() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (_, later) = try await Self.twoYears(client, now: 1, later: 100_00)
        let first = try await client.engage(later, 60_00)
        let second = try await client.engage(later, 50_00)
        let third = try await client.engage(later, 40_00)
        #expect(try await client.totals(later.line) == [100_00, 0, 0, 100_00])
        let year = try await client.year(later.year)
        #expect(try await client.take(year, to: "adopted").expect(400).errors == ["/decisionId required"])
        let unknown: JSON = ["decisionId": .string(UUID().text)]
        let nowhere = try await client.take(year, to: "adopted", unknown).expect(400)
        #expect(nowhere.errors == ["/decisionId unknown_reference"], "\(nowhere)")
        let other: JSON = ["decisionId": .string(try await client.decide(later.programme, "other").text)]
        let unfit = try await client.take(year, to: "adopted", other).expect(409, "governance-refused")
        #expect(unfit.blockers == ["BUD-05"] && unfit.text.contains("niet over de begroting"))
        let decision = try await client.decideBudget(later.programme)
        let adopted = try await client.take(year, to: "adopted", ["decisionId": .string(decision.text)]).expect(200)
        #expect(adopted["adoptedDate"] == "2026-03-02" && adopted["adoptionDecisionId"] == .string(decision.text))
        func line(_ path: String) async throws -> JSON? { try await client.get(path).expect(200)["lines"]?[0] }
        #expect(try await line(first)?["status"] == "engaged")
        let loose = try await line(second)
        #expect(loose?["status"] == "subject_to_budget" && loose?["invokeBeforeDate"] == "2026-03-30")
        #expect(loose?["unfundedCents"] == 50_00)
        #expect(try await line(third)?["status"] == "engaged")
        #expect(try await client.totals(later.line) == [100_00, 100_00, 0, 0])
        #expect(try await client.get(later.line).expect(200)["unfundedCents"] == 50_00)
        let entries = try await client.get("\(later.line)/entries?kind=engagement").expect(200).results
        #expect(
            Set(entries.compactMap { $0["commitmentId"]?.string }) == Set([first, third].map { String($0.suffix(36)) })
        )
        #expect(try await client.journal("&subject=\(encoded(second))").count == 2)
        try await koers.expectSoundLedger()
    }

    @Test("The proviso is invoked within four weeks; after that the line takes nothing new until it is covered", .koers)
    func proviso() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (_, later) = try await Self.twoYears(client, now: 1, later: 100_00)
        let covered = try await client.engage(later, 60_00)
        let loose = [try await client.engage(later, 50_00), try await client.engage(later, 45_00)]
        try await client.adopt(later.year, of: later.programme)
        let decision = try await client.decide(later.programme, "engage_commitment", ["amountCents": 100_00])
        let small = Body.commitment(decision, (later.line, 1_00))
        try await client.post(later.commitments, small).expect(201)
        let ground: JSON = ["ground": "no_budget"]
        #expect(try await client.post("\(covered)/release", ground).expect(409).blockers == ["BUD-06"])
        try koers.clock.set(to: "2026-03-30T21:59:59.990Z")
        let invoked = try await client.post("\(loose[0])/release", ground).expect(200)
        #expect(invoked["status"] == "released" && invoked["lines"]?[0]?["unfundedCents"] == 0)
        #expect(try await client.get(later.line).expect(200)["unfundedCents"] == 45_00)
        try koers.clock.set(to: "2026-03-30T22:00:00Z")
        let late = try await client.post("\(loose[1])/release", ground).expect(409)
        #expect(late.blockers == ["BUD-06"] && late.text.contains("30 maart 2026"))
        let full = try await client.post(later.commitments, small).expect(409)
        #expect(full.blockers == ["BUD-06"] && full.text.contains("€ 45,00 toegezegd zonder dekking"))
        let short = try await client.post("\(loose[1])/funding", [:]).expect(409)
        #expect(short.blockers == ["BUD-01"] && short.text.contains("€ 39,00 vrij"))
        try await client.post("\(covered)/release", ["ground": "agreed"]).expect(200)
        let funded = try await client.post("\(loose[1])/funding", ["motivation": "Er is ruimte"]).expect(200)
        #expect(funded["lines"]?[0]?["status"] == "engaged" && funded["lines"]?[0]?["invokeBeforeDate"] == .null)
        try await client.post("\(loose[1])/funding", [:]).expect(409, "invalid-transition")
        #expect(try await client.get(later.line).expect(200)["unfundedCents"] == 0)
        try await client.post(later.commitments, small).expect(201)
        try await koers.expectSoundLedger()
    }

    @Test(
        "Closing carries what is open over with its money, by a decision of the council, and freezes the year",
        .koers
    )
    func closing() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (funds, later) = try await Self.twoYears(client, now: 100_00, later: 50_00)
        let path = try await client.engage(funds, 60_00, 20_00)
        try await client.post("\(path)/realisations", Body.realisation(funds.line, 25_00)).expect(201)
        let year = try await client.year(funds.year)
        let open = try await client.take(year, to: "closed").expect(409)
        #expect(open.blockers == ["BUD-08"] && open.text.contains("raadsbesluit"))
        let ground: JSON = ["decisionId": .string(try await client.decideBudget(funds.programme).text)]
        let early = try await client.take(year, to: "closed", ground).expect(409)
        #expect(early.blockers == ["BUD-08"] && early.text.contains("is geraamd"))
        try await client.adopt(later.year, of: later.programme)
        let closed = try await client.take(year, to: "closed", ground).expect(200)
        #expect(closed["carryOverDecisionId"] == ground["decisionId"])
        let after = try await client.get(path).expect(200)
        #expect(after["amountCents"] == 115_00 && after["releasedCents"] == 35_00 && after["outstandingCents"] == 55_00)
        #expect(after["lines"]?.array?.map { $0["status"] } == ["completed", "engaged"])
        #expect(after["lines"]?[1]?["amountCents"] == 55_00)
        #expect(try await client.totals(funds.line) == [65_00, 0, 25_00, 40_00], "what was free stays free")
        #expect(try await client.totals(later.line) == [85_00, 55_00, 0, 30_00])
        let kinds = try await client.get("\(later.line)/entries").expect(200).results.compactMap { $0["kind"]?.string }
        #expect(kinds.sorted() == ["amendment", "engagement", "engagement", "estimate"])
        #expect(
            try await client.post("\(path)/realisations", Body.realisation(funds.line, -1)).expect(409).blockers == [
                "BUD-08"
            ]
        )
        try await client.post("\(path)/realisations", Body.realisation(later.line, 55_00)).expect(201)
        try await client.take(try await client.year(later.year), to: "closed").expect(200)
        try await koers.expectSoundLedger()
    }

    @Test("A decision of 31 December in Amsterdam is in time, one of a millisecond later is not", .koers)
    func newYear() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let year = try await client.year(2026)
        func decide(at text: String) async throws -> JSON {
            let path = try await client.propose(programme, "amend_budget", ["body": "council"])
            let clerk = try await client.makeActor("council")
            try koers.clock.set(to: text)
            let taken = try await clerk.caller.take(path, to: "taken", ["resolution": "Raad"]).expect(200)
            return ["decisionId": .string(try taken.id.text)]
        }
        let inTime = try await decide(at: "2026-12-31T22:59:59.999Z")
        let late = try await decide(at: "2026-12-31T23:00:00.000Z")
        let refused = try await client.take(year, to: "adopted", late).expect(409)
        #expect(refused.blockers == ["BUD-05"] && refused.text.contains("31 december 2026"))
        let adopted = try await client.take(year, to: "adopted", inTime).expect(200)
        #expect(adopted["adoptedDate"] == "2027-01-01")
    }

    @Test("Promises for a year come before its adoption or find it adopted; none is left behind", .koers)
    func race() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (_, later) = try await Self.twoYears(client, now: 1, later: 100_000_00)
        let decision = try await client.decide(later.programme, "engage_commitment", ["amountCents": 100_000_00])
        let ground: JSON = ["decisionId": .string(try await client.decideBudget(later.programme).text)]
        let year = try await client.year(later.year)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask {
                    if number == 8 { try await client.take(year, to: "adopted", ground).expect(200) }
                    try await client.post(later.commitments, Body.commitment(decision, (later.line, 1_00))).expect(201)
                }
            }
            try await group.waitForAll()
        }
        let made = try await client.get("\(later.commitments)?limit=100").expect(200).results
        #expect(made.count == 16 && made.allSatisfy { $0["lines"]?[0]?["status"] == "engaged" })
        #expect(try await client.totals(later.line) == [100_000_00, 16_00, 0, 99_984_00])
        try await koers.expectSoundLedger()
    }
}
