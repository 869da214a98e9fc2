import Contract
import Foundation
import Storage
import Testing

@Suite("What is promised is spent, set right or given back, and the ledger adds up", .koers)
struct RealisationTests {
    @Test("Spending moves money from committed to realised, at most what is outstanding (BUD-07)")
    func spent() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(60_000_00)
        let path = try await client.engage(funds, 40_000_00)
        func spend(_ cents: Int64, query: String = "") async throws -> Answer {
            try await client.post("\(path)/realisations\(query)", Body.realisation(funds.line, cents))
        }
        func state() async throws -> [JSON?] {
            let shown = try await client.get(path).expect(200)
            return [shown["status"], shown["realisedCents"], shown["outstandingCents"]]
        }
        let first = try await spend(15_000_00).expect(201)
        #expect(first["confirmedById"] == .string(try client.person.text))
        #expect(try await state() == ["partly_realised", 15_000_00, 25_000_00])
        #expect(try await client.totals(funds.line) == [60_000_00, 25_000_00, 15_000_00, 20_000_00])
        let beyond = try await spend(25_000_01).expect(409, "governance-refused")
        #expect(beyond.blockers == ["BUD-07"] && beyond.text.contains("€ 25.000,00 open"))
        try await spend(25_000_00).expect(201)
        #expect(try await state() == ["completed", 40_000_00, 0])
        #expect(try await client.totals(funds.line) == [60_000_00, 0, 40_000_00, 20_000_00], "free is what it was")
        #expect(try await spend(-40_000_01).expect(409).blockers == ["BUD-07"])
        try await spend(-40_000_00).expect(201)
        #expect(try await state() == ["engaged", 0, 40_000_00], "a mistake is set right by a counter-entry")
        let kinds = try await client.journal("&subject=\(encoded(path))").compactMap { $0["type"]?.string }
        #expect(
            kinds == ["commitment.created", "commitment.partly_realised", "commitment.completed", "commitment.engaged"]
        )
        let listed = try await client.get("\(path)/realisations?sort=-amountCents").expect(200).results
        #expect(listed.map { $0["amountCents"]?.integer } == [25_000_00, 15_000_00, -40_000_00])
        let entries = try await client.get("\(funds.line)/entries?kind=realisation").expect(200).results
        #expect(entries.count == 3 && entries.allSatisfy { $0["commitmentId"]?.string == String(path.suffix(36)) })
        let dry = try await spend(1, query: "?dryRun=true").expect(200)
        #expect(dry["allowed"] == true && dry["findings"]?.array?.count == 3)
    }

    @Test("What a realisation says is checked, and the delivery is confirmed by another than who decided (BUD-10)")
    func confirmed() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(60_000_00, 1)
        let director = try await client.makeActor()
        let mandate = try await client.makeMandate(director.person)
        let decision = try await client.propose(
            funds.programme,
            "engage_commitment",
            ["mandateId": .string(mandate.text), "amountCents": 10_000_00]
        )
        let body = Body.commitment(try UUID(uuidString: String(decision.suffix(36))).required, (funds.line, 10_000_00))
        let path = try await director.caller.post(funds.commitments, body).expect(201).location
        let own = try await director.caller.post("\(path)/realisations", Body.realisation(funds.line, 1)).expect(409)
        #expect(own.blockers == ["BUD-10"] && own.text.contains("Laat een ander de prestatie bevestigen"))
        try await client.post("\(path)/realisations", Body.realisation(funds.line, 1)).expect(201)
        func errors(_ changes: JSON) async throws -> [String] {
            try await client.post("\(path)/realisations", Body.realisation(funds.line, 1).with(changes)).expect(400)
                .errors
        }
        #expect(try await errors(["amountCents": 0]) == ["/amountCents minimum"])
        #expect(try await errors(["amountCents": 1_000_000_000_001]) == ["/amountCents maximum"])
        #expect(try await errors(["performedDate": "2099-01-01"]) == ["/performedDate maximum"])
        #expect(
            try await errors(["budgetLineId": .string(String(funds.lines[1].suffix(36)))])
                == ["/budgetLineId unknown_reference"],
            "of the programme, and not of the commitment"
        )
        #expect(try await errors(["confirmedById": .string(UUID().text)]) == ["/confirmedById read_only"])
        let nobody = koers.caller(koers.home.firstToken)
        try await nobody.post("\(path)/realisations", Body.realisation(funds.line, 1)).expect(403, "no-authority")
        try await koers.stranger.post("\(path)/realisations", Body.realisation(funds.line, 1)).expect(404)
    }

    @Test("A release gives the room back, whole or in part, and nothing of a closed year moves (BUD-07, BUD-08)")
    func released() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(60_000_00, 20_000_00)
        let path = try await client.engage(funds, 40_000_00, 10_000_00)
        try await client.post("\(path)/realisations", Body.realisation(funds.line, 15_000_00)).expect(201)
        func release(_ body: JSON) async throws -> Answer { try await client.post("\(path)/release", body) }
        func line(_ index: Int, _ cents: Int64?) -> JSON {
            let id: JSON = ["budgetLineId": .string(String(funds.lines[index].suffix(36)))]
            return cents.map { id.with(["amountCents": .cents($0)]) } ?? id
        }
        #expect(try await release(["lines": [line(0, 25_000_01)]]).expect(409).blockers == ["BUD-07"])
        let part = try await release(["lines": [line(0, 5_000_00)], "ground": "not_needed"]).expect(200)
        #expect(part["releasedCents"] == 5_000_00 && part["outstandingCents"] == 30_000_00)
        #expect(try await client.totals(funds.line) == [60_000_00, 20_000_00, 15_000_00, 25_000_00])
        let entry = try await client.get("\(funds.line)/entries?kind=release").expect(200).results
        #expect(entry.map { $0["amountCents"] } == [-5_000_00])
        #expect(entry.first?["description"] == "minder nodig dan toegezegd")
        #expect(
            try await release(["lines": [line(0, 1), line(0, 1)]]).expect(400).errors == [
                "/lines/1/budgetLineId unique_items"
            ]
        )
        let strange: JSON = ["budgetLineId": .string(UUID().text)]
        #expect(
            try await release(["lines": [strange]]).expect(400).errors == ["/lines/0/budgetLineId unknown_reference"]
        )
        let whole = try await release(["motivation": "De rest is niet nodig"]).expect(200)
        #expect(whole["status"] == "completed" && whole["outstandingCents"] == 0)
        #expect(whole["lines"]?.array?.map { $0["status"] } == ["completed", "released"])
        #expect(try await client.totals(funds.lines[1]) == [20_000_00, 0, 0, 20_000_00])
        try await release([:]).expect(409, "invalid-transition")
        let told = try await client.journal("&subject=\(encoded(path))").last
        #expect(told?["type"] == "commitment.completed" && told?["reason"] == "De rest is niet nodig")
        try await koers.sql("UPDATE koers.fiscal_year SET status = 'closed' WHERE year = \(funds.year)")
        let frozen = try await client.post("\(path)/realisations", Body.realisation(funds.line, -1)).expect(409)
        #expect(frozen.blockers == ["BUD-08"])
        let decision = try await client.decide(funds.programme, "engage_commitment", ["amountCents": 1])
        let late = try await client.post(funds.commitments, Body.commitment(decision, (funds.line, 1))).expect(409)
        #expect(late.blockers == ["BUD-08"])
    }

    @Test("What a line says that its commitments or its entries do not say is found")
    func verified() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(100_00)
        let path = try await client.engage(funds, 40_00)
        try await client.post("\(path)/realisations", Body.realisation(funds.line, 10_00)).expect(201)
        func differences() async throws -> [String] {
            let ledger = try await koers.registry.verifyLedger(of: koers.home.id, at: koers.clock.now)
            return ledger.differences.filter { $0.budgetLineID.text == String(funds.line.suffix(36)) }
                .map { "\($0.total) \($0.saysCents) \($0.sumCents) \($0.source.rawValue)" }
        }
        #expect(try await differences() == [])
        let id = path.suffix(36)
        try await koers.sql("UPDATE koers.commitment_line SET realised_cents = 1100 WHERE commitment_id = '\(id)'")
        #expect(
            try await differences() == [
                "committed 3000 2900 commitments", "realised 1000 1100 commitments", "realised 1100 1000 realisations",
            ]
        )
        try await koers.sql("UPDATE koers.commitment_line SET realised_cents = 1000 WHERE commitment_id = '\(id)'")
        await #expect(throws: (any Error).self) {
            try await koers.sql("UPDATE koers.commitment_line SET realised_cents = 4001 WHERE commitment_id = '\(id)'")
        }
        await #expect(throws: (any Error).self) {
            try await koers.sql("SET ROLE koers_app; UPDATE koers.realisation SET amount_cents = 1")
        }
    }
}
