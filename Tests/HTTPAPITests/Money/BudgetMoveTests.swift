import Contract
import Foundation
import Testing

@Suite("Budget moves on a decision, with every budget holder, and to the cent", .koers)
struct BudgetMoveTests {
    private func line(
        _ programme: UUID,
        _ code: String,
        _ year: Int64,
        _ cents: Int64,
        _ holder: BudgetHolder?,
        budgetProgramme: String = "SD"
    ) async throws -> String {
        try await Koers.current.client.makeBudgetLine(
            of: programme,
            code,
            year: year,
            cents: cents,
            [
                "budgetProgramme": .string(budgetProgramme),
                "budgetHolderRoleId": holder.map { .string($0.role.text) } ?? .null,
            ]
        )
    }

    @Test("A transfer is booked when every holder agreed and the college decided, and each entry leads back to it")
    func within() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let year = MoneyWorld.nextYear()
        let (one, other) = (
            try await client.makeBudgetHolder(in: programme), try await client.makeBudgetHolder(in: programme)
        )
        let giving = try await line(programme, "6.1", year, 100_00, one)
        let getting = try await line(programme, "6.5", year, 0, other)
        try await client.adopt(year, of: programme)
        let body = Body.transfer((giving, -25_00), (getting, 25_00)).with(["description": "Naar werk"])
        let path = try await client.make("budget-transfers", body).location
        let ground: JSON = [
            "decisionId": .string(try await client.decide(programme, "transfer_budget", ["amountCents": 25_00]).text)
        ]
        let early = try await client.take(path, to: "booked", ground).expect(409, "invalid-transition")
        #expect(early["allowed"] == ["withdrawn"])
        try await client.take(path, to: "agreed").expect(409, "invalid-transition")
        let stranger = try await client.makeActor()
        let refused = try await stranger.caller.post("\(path)/agreements", [:]).expect(409, "governance-refused")
        #expect(refused.blockers == ["BUD-03"])
        let half = try await one.caller.post("\(path)/agreements", ["motivation": "Er blijft genoeg over"]).expect(200)
        #expect(half["status"] == "proposed" && half["lines"]?.array?[1]["agreedById"] == .null)
        let again = try await one.caller.post("\(path)/agreements", [:]).expect(200)
        #expect(again.etag == half.etag, "who agreed agrees no more")
        let whole = try await other.caller.post("\(path)/agreements", [:]).expect(200)
        #expect(whole["status"] == "agreed")
        try await other.caller.post("\(path)/agreements", [:]).expect(409, "invalid-transition")
        #expect(try await client.take(path, to: "booked").expect(400).errors == ["/decisionId required"])
        let small: JSON = [
            "decisionId": .string(try await client.decide(programme, "transfer_budget", ["amountCents": 24_99]).text)
        ]
        #expect(try await client.take(path, to: "booked", small).expect(403, "no-authority").blockers == ["AUT-01"])
        let dry = try await client.take(path, to: "booked", ground, query: "?dryRun=true").expect(200)
        #expect(dry["allowed"] == true)
        let booked = try await client.take(path, to: "booked", ground).expect(200)
        #expect(booked["decisionId"] == ground["decisionId"] && booked["bookedAt"] == booked["updatedAt"])
        #expect(try await client.totals(giving) == [75_00, 0, 0, 75_00])
        #expect(try await client.totals(getting) == [25_00, 0, 0, 25_00])
        let entry = try await client.get("\(getting)/entries?kind=transfer").expect(200).results[0]
        #expect(entry["budgetTransferId"] == .line(path) && entry["amountCents"] == 25_00)
        let told = try await client.journal("&subject=\(encoded(path))")
        #expect(
            told.compactMap { $0["type"]?.string } == [
                "budget_transfer.created", "budget_transfer.refused", "budget_transfer.updated",
                "budget_transfer.agreed", "budget_transfer.refused", "budget_transfer.booked",
            ]
        )
        #expect(told[2]["reason"] == "Er blijft genoeg over" && told[5]["decisionId"] == ground["decisionId"])
        try await client.take(path, to: "withdrawn", ["motivation": "x"]).expect(409, "invalid-transition")
        try await koers.stranger.get(path).expect(404)
        try await koers.expectSoundLedger()
    }

    @Test(
        "Between budget programmes the council decides; what is bound stays; a line without holder waits (BUD-03, BUD-04)"
    )
    func between() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (programme, second) = (try await client.makeProgramme(), try await client.makeProgramme())
        let year = MoneyWorld.nextYear()
        let (one, other) = (
            try await client.makeBudgetHolder(in: programme), try await client.makeBudgetHolder(in: second)
        )
        let giving = try await line(programme, "6.1", year, 100_00, one)
        let getting = try await line(second, "7.1", year, 0, other, budgetProgramme: "LG")
        let orphan = try await line(programme, "6.5", year, 0, nil)
        try await client.adopt(year, of: programme)
        let path = try await client.makeAgreedTransfer(
            Body.transfer((giving, -60_00), (getting, 60_00)),
            by: one.caller,
            other.caller
        )
        func ground(_ body: String, _ kind: String = "transfer_budget", of owner: UUID) async throws -> JSON {
            ["decisionId": .string(try await client.decide(owner, kind, of: body, 500_00).text)]
        }
        let college = try await ground("college", of: programme)
        #expect(try await client.take(path, to: "booked", college).expect(409).blockers == ["BUD-03"])
        let stranger = try await ground("council", of: try await client.makeProgramme())
        #expect(try await client.take(path, to: "booked", stranger).expect(403).blockers == ["AUT-01"])
        let council = try await ground("council", of: second)
        let funds = Funds(programme: programme, year: year, lines: [giving])
        let promise = try await client.engage(funds, 50_00)
        let bound = try await client.take(path, to: "booked", council).expect(409)
        #expect(bound.blockers == ["BUD-04"] && bound.text.contains("€ 50,00"))
        try await client.post("\(promise)/release", [:]).expect(200)
        try await client.take(path, to: "booked", council).expect(200)
        #expect(try await client.totals(giving)[0] == 40_00)
        let lonely = try await client.make("budget-transfers", Body.transfer((giving, -1), (orphan, 1))).location
        let waits = try await one.caller.post("\(lonely)/agreements", [:]).expect(200)
        #expect(waits["status"] == "proposed")
        let refused = try await other.caller.post("\(lonely)/agreements", [:]).expect(409)
        #expect(refused.blockers == ["BUD-03"] && refused.text.contains("eerst een budgethouder"))
        try await client.take(lonely, to: "withdrawn", ["motivation": "Geen houder"]).expect(200)
        try await koers.expectSoundLedger()
    }

    @Test("It sums to zero in every year, in lines that are named once (BUD-02)")
    func neutral() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let (year, next) = (MoneyWorld.nextYear(), MoneyWorld.nextYear())
        let lines = [
            try await line(programme, "6.1", year, 100_00, nil), try await line(programme, "6.5", year, 0, nil),
            try await line(programme, "6.5", next, 0, nil),
        ]
        let income = try await client.makeBudgetLine(of: programme, "6.1", year: year, ["direction": "income"])
        func post(_ body: JSON) async throws -> Answer { try await client.post("/v1/budget-transfers", body) }
        for skewed in [
            Body.transfer((lines[0], -1), (lines[1], 2)), Body.transfer((lines[0], -1), (lines[2], 1)),
            Body.transfer((lines[0], -1), (income, 1)),
        ] {
            #expect(try await post(skewed).expect(409, "governance-refused").blockers == ["BUD-02"])
        }
        try await post(Body.transfer((lines[1], 5), (income, 5))).expect(201)
        #expect(try await post(Body.transfer((lines[0], 0), (lines[1], 0))).expect(400).errors == ["/lines minimum"])
        let twice = Body.transfer((lines[0], -1), (lines[0], 1))
        #expect(try await post(twice).expect(400).errors == ["/lines unique_items"])
        #expect(try await post([:]).expect(400).errors == ["/lines required"])
        let unknown = Body.transfer((lines[0], -1), ("/v1/x/\(UUID().text)", 1))
        #expect(try await post(unknown).expect(400).errors == ["/lines/1/budgetLineId unknown_reference"])
        let both = Body.transfer((lines[0], -1), (lines[1], 1)).with(["split": split(lines, 3)])
        #expect(try await post(both).expect(400).errors == ["/lines unknown"])
    }

    private func split(_ lines: [String], _ cents: Int64) -> JSON {
        [
            "amountCents": .cents(cents), "from": [["budgetLineId": .line(lines[0]), "share": 1]],
            "to": .array(lines.dropFirst().map { ["budgetLineId": .line($0), "share": 1] }),
        ]
    }

    @Test("One amount is split by shares, what is left over going to the largest remainders")
    func shares() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let year = MoneyWorld.nextYear()
        var lines: [String] = []
        for code in ["6.1", "6.5", "6.21", "7.1"] { lines.append(try await line(programme, code, year, 0, nil)) }
        let made = try await client.make("budget-transfers", ["split": split(lines, 100_00)])
        #expect(made["lines"]?.array?.map { $0["amountCents"]?.integer } == [-100_00, 33_34, 33_33, 33_33])
        let tiny = try await client.post("/v1/budget-transfers", ["split": split(lines, 2)])
        #expect(tiny.expect(400).errors == ["/split minimum"])
        let largest = try await client.make("budget-transfers", ["split": split(lines, 1_000_000_000_000)])
        let cents = largest["lines"]?.array?.compactMap { $0["amountCents"]?.integer } ?? []
        #expect(cents.reduce(0, +) == 0 && cents.dropFirst() == [333_333_333_334, 333_333_333_333, 333_333_333_333])
        let loop = split([lines[0], lines[0]], 10)
        #expect(
            try await client.post("/v1/budget-transfers", ["split": loop]).expect(400).errors == ["/split unique_items"]
        )
    }

    @Test("The council amends the budget, within its decision and before the year is over (BUD-05)")
    func amendment() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let line = try await line(programme, "6.1", 2026, 10_00, nil)
        let past = try await self.line(programme, "6.1", 2025, 10_00, nil)
        func decide(_ cents: Int64) async throws -> UUID {
            try await client.decide(programme, "amend_budget", of: "council", cents)
        }
        func post(_ body: JSON) async throws -> Answer { try await client.post("/v1/budget-amendments", body) }
        let decision = try await decide(50_00)
        let made = try await post(Body.amendment(line, 30_00, decision)).expect(201)
        #expect(try await client.totals(line) == [40_00, 0, 0, 40_00])
        let entry = try await client.get("\(line)/entries?kind=amendment").expect(200).results[0]
        #expect(entry["budgetAmendmentId"] == .string(try made.id.text))
        #expect(try await post(Body.amendment(line, 20_01, decision)).expect(403).blockers == ["AUT-01"])
        try await post(Body.amendment(line, -20_00, decision)).expect(201)
        let other = try await decide(500_00)
        #expect(try await post(Body.amendment(line, -20_01, other)).expect(409).blockers == ["BUD-04"])
        let late = try await post(Body.amendment(past, 1, other)).expect(409)
        #expect(late.blockers == ["BUD-05"] && late.text.contains("na 31 december 2025"))
        let college = try await client.decide(programme, "transfer_budget", ["amountCents": 10_00])
        #expect(try await post(Body.amendment(line, 1, college)).expect(403).blockers == ["AUT-01"])
        #expect(try await post(Body.amendment(line, 0, other)).expect(400).errors == ["/amountCents minimum"])
        let found = try await client.get(
            "/v1/budget-amendments?decisionId=\(decision.text)&expand=budgetLine,enteredBy"
        )
        #expect(
            found.expect(200).results.count == 2 && found.results[0]["_expand"]?["budgetLine"]?["taskField"] == "6.1"
        )
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await client.post("/v1/budget-amendments", Body.amendment(line, 150_00, other)).status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 201 } == 3 && statuses.count { $0 == 403 } == 5, "\(statuses)")
        try await koers.expectSoundLedger()
    }
}
