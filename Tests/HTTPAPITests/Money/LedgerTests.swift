import Contract
import Foundation
import Storage
import Testing

@Suite("Every cent of a budget line is an entry")
struct LedgerTests {
    @Test("A line begins with nothing; estimates add up, and the line says what its entries say", .koers)
    func estimates() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let line = try await client.makeBudgetLine(of: programme)
        #expect(try await client.totals(line) == [0, 0, 0, 0])
        let first = try await client.post("\(line)/entries", Body.entry(1_450_000_00)).expect(201)
        #expect(first["enteredById"]?.string == (try client.municipality.person.required.text))
        try await client.post("\(line)/entries", Body.entry(-450_000_01)).expect(201)
        #expect(try await client.totals(line) == [999_999_99, 0, 0, 999_999_99])
        #expect(try await client.get("\(line)/entries?kind=estimate&sort=amountCents").results.count == 2)
        let told = try await client.journal("&programmeId=\(programme.text)").compactMap { $0["type"]?.string }
        #expect(told.filter { $0 == "budget_entry.created" }.count == 2)
        #expect(told.filter { $0 == "budget_line.updated" }.count == 2)
        let ledger = try await koers.registry.verifyLedger(of: koers.home.id, at: koers.clock.now)
        #expect(ledger.differences == [] && ledger.entries >= 2)
    }

    @Test("Below what is committed and realised no estimate goes, and an expense never below nothing (BUD-04)", .koers)
    func floor() async throws {
        let client = try Koers.current.client
        let line = try await client.makeBudgetLine(of: try await client.makeProgramme(), cents: 100)
        let refused = try await client.post("\(line)/entries", Body.entry(-101)).expect(409, "governance-refused")
        #expect(refused.blockers == ["BUD-04"])
        try await client.post("\(line)/entries", Body.entry(-100)).expect(201)
        #expect(try await client.totals(line) == [0, 0, 0, 0])
    }

    @Test("Once the budget is adopted nothing is estimated (BUD-05), and a closed year is frozen (BUD-08)", .koers)
    func years() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let line = try await client.makeBudgetLine(of: programme, cents: 100)
        let income = try await client.makeBudgetLine(of: programme, "6.5", cents: 50, ["direction": "income"])
        let year = try await client.year()
        try await client.take(year, to: "closed").expect(409, "invalid-transition")
        try await client.adopt(2026, of: programme)
        #expect(try await client.post("\(line)/entries", Body.entry(1)).expect(409).blockers == ["BUD-05"])
        try await client.post("\(income)/entries", Body.entry(75, "receipt")).expect(201)
        #expect(try await client.totals(income) == [50, 0, 75, -25], "more may come in than was expected")
        try await client.post("\(line)/entries", Body.entry(1, "receipt")).expect(400)
        try await client.take(year, to: "closed").expect(200)
        let frozen = try await client.post("\(income)/entries", Body.entry(1, "receipt")).expect(409)
        #expect(frozen.blockers == ["BUD-08"])
        let late = try await client.make("task-fields", Body.taskField("7.1"))
        _ = late
        let opened = try await client.post(
            "/v1/programmes/\(programme.text)/budget-lines",
            Body.budgetLine("7.1")
        ).expect(409)
        #expect(opened.blockers == ["BUD-08"])
    }

    @Test("Amounts have their bounds: ten billion at once, a thousand billion on a line, and never nothing", .koers)
    func bounds() async throws {
        let client = try Koers.current.client
        let line = try await client.makeBudgetLine(of: try await client.makeProgramme(), cents: 1_000_000_000_000)
        func errors(_ cents: JSON) async throws -> [String] {
            let body: JSON = ["kind": "estimate", "amountCents": cents]
            return try await client.post("\(line)/entries", body).expect(400).errors
        }
        #expect(try await errors(1_000_000_000_001) == ["/amountCents maximum"])
        #expect(try await errors(-1_000_000_000_001) == ["/amountCents minimum"])
        #expect(try await errors(0) == ["/amountCents minimum"])
        #expect(try await errors(try JSON(parsing: "1.5")) == ["/amountCents type"])
        for _ in 1..<100 { try await client.post("\(line)/entries", Body.entry(1_000_000_000_000)).expect(201) }
        #expect(try await errors(1) == ["/amountCents maximum"])
        #expect(try await client.totals(line).first == 100_000_000_000_000)
    }

    @Test("One key books once, a foreign line is not found, and nobody writes a total or changes an entry", .koers)
    func hostile() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let line = try await client.makeBudgetLine(of: programme, cents: 100)
        let key = ["Idempotency-Key": "\"eenmaal\""]
        let first = try await client.post("\(line)/entries", Body.entry(7), key).expect(201)
        let again = try await client.post("\(line)/entries", Body.entry(7), key).expect(201)
        #expect(first.bytes == again.bytes && again.field("Idempotent-Replayed") == "true")
        #expect(try await client.totals(line).first == 107)
        try await koers.stranger.post("\(line)/entries", Body.entry(1)).expect(404)
        try await koers.stranger.get(line).expect(404)
        try await koers.client(["finance:read"]).post("\(line)/entries", Body.entry(1)).expect(403, "forbidden")
        let other = try await client.makeProgramme()
        let elsewhere = line.replacing(programme.text, with: other.text)
        try await client.post("\(elsewhere)/entries", Body.entry(1)).expect(404)
        let total = try await client.patch(line, ["freeCents": 1]).expect(400)
        #expect(total.errors == ["/freeCents read_only"])
        try await client.patch(line, ["policyField": "welzijn"], ifMatch: "\"1\"").expect(412)
        await #expect(throws: (any Error).self) {
            try await koers.sql("SET ROLE koers_app; UPDATE koers.budget_entry SET amount_cents = 1")
        }
    }

    @Test(
        "A total that is not the sum of its entries is found, and no line can go below nothing in the database",
        .koers
    )
    func verification() async throws {
        let koers = try Koers.current
        let client = koers.client
        let line = try await client.makeBudgetLine(of: try await client.makeProgramme(), cents: 100)
        let id = String(line.suffix(36))
        try await koers.sql("UPDATE koers.budget_line SET committed_cents = 30 WHERE id = '\(id)'")
        let ledger = try await koers.registry.verifyLedger(of: koers.home.id, at: koers.clock.now)
        let difference = ledger.differences.first { $0.budgetLineID.text == id }
        #expect(difference?.total == "committed" && difference?.saysCents == 30 && difference?.sumCents == "0")
        await #expect(throws: (any Error).self) {
            try await koers.sql("UPDATE koers.budget_line SET committed_cents = 101 WHERE id = '\(id)'")
        }
        try await koers.sql("UPDATE koers.budget_line SET committed_cents = 0 WHERE id = '\(id)'")
    }
}
