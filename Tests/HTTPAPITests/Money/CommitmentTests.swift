import Contract
import Foundation
import Testing

@Suite("Money is promised under authority and within what is free", .koers)
struct CommitmentTests {
    @Test("A commitment on a taken decision takes its room at once, line by line, and every cent is an entry")
    func engaged() async throws {
        let koers = try Koers.current
        let client = koers.client
        let funds = try await client.makeFunds(60_000_00, 10_000_00)
        let decision = try await client.decide(funds.programme, "engage_commitment", ["amountCents": 50_000_00])
        let body = Body.commitment(
            decision,
            (funds.lines[0], 15_000_00),
            (funds.lines[1], 10_000_00),
            (funds.lines[0], 25_000_00)
        )
        let tried = try await client.post("\(funds.commitments)?dryRun=true", body).expect(200)
        #expect(tried["allowed"] == true && tried["findings"]?.array?.count == 6)
        let made = try await client.post(funds.commitments, body).expect(201)
        #expect(made["status"] == "engaged" && made["amountCents"] == 50_000_00)
        let person = try client.person
        #expect(made["outstandingCents"] == 50_000_00 && made["engagedById"] == .string(person.text))
        let lines = try #require(made["lines"]?.array)
        #expect(
            lines.map { $0["amountCents"]?.integer } == [40_000_00, 10_000_00],
            "amounts on one line are one amount"
        )
        #expect(lines.map { $0["status"] } == ["engaged", "engaged"])
        #expect(try await client.totals(funds.lines[0]) == [60_000_00, 40_000_00, 0, 20_000_00])
        #expect(try await client.totals(funds.lines[1]) == [10_000_00, 10_000_00, 0, 0])
        let entries = try await client.get("\(funds.lines[0])/entries?kind=engagement").expect(200).results
        #expect(entries.map { $0["commitmentId"] } == [made["id"]])
        let told = try await client.journal("&programmeId=\(funds.programme.text)").suffix(5)
        #expect(
            told.map { $0["type"] } == [
                "commitment.created", "budget_entry.created", "budget_entry.created", "budget_line.updated",
                "budget_line.updated",
            ]
        )
        #expect(told.first?["decisionId"] == .string(decision.text))
        for (query, count) in [
            ("kind=other&status=engaged", 1), ("decisionId=\(decision.text)", 1), ("kind=subsidy", 0),
            ("budgetLineId=\(funds.lines[1].suffix(36))", 1), ("budgetLineId=\(UUID().text)", 0),
            ("search=verplicht", 1),
        ] {
            #expect(
                try await client.get("\(funds.commitments)?\(query)").expect(200).results.count == count,
                "\(query)"
            )
        }
        let path = try made.location
        try await client.patch(path, ["code": .string("V-\(nextNumber())")]).expect(200)
        #expect(try await client.patch(path, ["subject": "Anders"]).expect(400).errors == ["/subject read_only"])
        try await koers.stranger.get(path).expect(404)
    }

    @Test("Who asks more than is free hears how much that is, and nothing changed (BUD-01)")
    func room() async throws {
        let client = try Koers.current.client
        let funds = try await client.makeFunds(60_000_00)
        let decision = try await client.decide(funds.programme, "engage_commitment", ["amountCents": 1_000_000_000_000])
        func ask(_ amounts: Int64...) async throws -> Answer {
            let lines = amounts.map { cents -> JSON in
                ["budgetLineId": .string(String(funds.line.suffix(36))), "amountCents": .cents(cents)]
            }
            return try await client.post(
                funds.commitments,
                Body.commitment(decision).with(["lines": .array(lines)])
            )
        }
        let refused = try await ask(30_000_00, 30_000_01).expect(409, "governance-refused")
        #expect(refused.blockers == ["BUD-01"])
        #expect(refused.text.contains("€ 60.000,00 vrij") && refused.text.contains("€ 60.000,01"))
        #expect(refused.text.contains("hevel budget over"))
        #expect(try await client.totals(funds.line) == [60_000_00, 0, 0, 60_000_00])
        try await ask(60_000_00).expect(201)
        #expect(try await ask(1).expect(409).blockers == ["BUD-01"])
        let told = try await client.journal("&subject=\(encoded(funds.commitments))")
        #expect(told.allSatisfy { $0["type"] == "commitment.refused" } && told.count == 2)
    }

    @Test("Amounts have their bounds, and sums beyond what a line can hold are no request")
    func bounds() async throws {
        let client = try Koers.current.client
        let funds = try await client.makeFunds(1_000_000_000_000)
        let income = try await client.makeFunds(1, programme: funds.programme, ["direction": "income"])
        let decision = try await client.decide(funds.programme, "engage_commitment", ["amountCents": 1_000_000_000_000])
        func errors(_ line: String, _ cents: JSON, times: Int = 1) async throws -> [String] {
            let lines = (0..<times).map { _ -> JSON in
                ["budgetLineId": .string(String(line.suffix(36))), "amountCents": cents]
            }
            let body = Body.commitment(decision).with(["lines": .array(lines)])
            return try await client.post(funds.commitments, body).expect(400).errors
        }
        #expect(try await errors(funds.line, 0) == ["/lines/0/amountCents minimum"])
        #expect(try await errors(funds.line, -1) == ["/lines/0/amountCents minimum"])
        #expect(try await errors(funds.line, 1_000_000_000_001) == ["/lines/0/amountCents maximum"])
        #expect(try await errors(funds.line, try JSON(parsing: "0.5")) == ["/lines/0/amountCents type"])
        #expect(try await errors(funds.line, 1_000_000_000_000, times: 101) == ["/lines max_items"])
        #expect(try await errors(income.line, 1) == ["/lines/0/budgetLineId enum"])
        #expect(try await errors(UUID().text, 1) == ["/lines/0/budgetLineId unknown_reference"])
        let elsewhere = try await client.makeFunds(1)
        #expect(try await errors(elsewhere.line, 1) == ["/lines/0/budgetLineId unknown_reference"])
        // A hundred times ten billion is the most that a line holds; what is there already makes it one too many.
        let whole = try await client.post(funds.commitments, Body.commitment(decision, (funds.line, 1_000_000_000_000)))
        whole.expect(201)
        #expect(try await errors(funds.line, 1_000_000_000_000, times: 100) == ["/lines maximum"])
        let missing = Body.commitment(UUID(), (funds.line, 1))
        #expect(
            try await client.post(funds.commitments, missing).expect(400).errors == ["/decisionId unknown_reference"]
        )
        for name in ["status", "engagedById", "outstandingCents"] {
            let body = Body.commitment(decision, (funds.line, 1)).with([name: 1] as JSON)
            #expect(try await client.post(funds.commitments, body).expect(400).errors == ["/\(name) read_only"])
        }
    }

    @Test("A commitment fits the decision that it rests on, and all on one decision together do (AUT-01)")
    func decision() async throws {
        let client = try Koers.current.client
        let funds = try await client.makeFunds(60_000_00)
        let (one, other) = (
            try await client.make("partners", Body.partner).id, try await client.make("partners", Body.partner).id
        )
        let decision = try await client.decide(
            funds.programme,
            "grant_subsidy",
            ["amountCents": 40_000_00, "partnerId": .string(one.text)]
        )
        let body = Body.commitment(decision, (funds.line, 25_000_00)).with([
            "kind": "subsidy", "partnerId": .string(one.text),
        ])
        for (change, flaw) in [
            (["kind": "contract"], "een opdracht gunnen"), (["partnerId": .string(other.text)], "dezelfde partner"),
            (["partnerId": .null], "dezelfde partner"),
        ] as [(JSON, String)] {
            let refused = try await client.post(funds.commitments, body.with(change)).expect(403, "no-authority")
            #expect(refused.blockers == ["AUT-01"] && refused.text.contains(flaw), "\(flaw)")
        }
        let first = try await client.post(funds.commitments, body).expect(201)
        let second = try await client.post(funds.commitments, body).expect(403)
        #expect(second.blockers == ["AUT-01"] && second.text.contains("€ 50.000,00 zijn toegezegd"))
        let rest = body.with([
            "lines": [["budgetLineId": .string(String(funds.line.suffix(36))), "amountCents": 15_000_00]]
        ])
        try await client.post(funds.commitments, rest).expect(201)
        try await client.post("\(first.location)/release", ["ground": "agreed"]).expect(200)
        try await client.post(funds.commitments, body).expect(201)
        let elsewhere = try await client.makeFunds(60_000_00)
        let strange = body.with([
            "lines": [["budgetLineId": .string(String(elsewhere.line.suffix(36))), "amountCents": 1]]
        ])
        let foreign = try await client.post(elsewhere.commitments, strange).expect(403)
        #expect(foreign.blockers == ["AUT-01"] && foreign.text.contains("ander programma"))
    }

    @Test("What another proposed is taken by engaging on it, in one transaction")
    func taken() async throws {
        let client = try Koers.current.client
        let funds = try await client.makeFunds(60_000_00)
        let director = try await client.makeActor()
        let mandate = try await client.makeMandate(director.person, ["ceilingCents": 50_000_00])
        func propose(_ cents: Int64, _ changes: JSON = [:]) async throws -> String {
            try await client.propose(
                funds.programme,
                "engage_commitment",
                (["mandateId": .string(mandate.text), "amountCents": .cents(cents)] as JSON).with(changes)
            )
        }
        let path = try await propose(40_000_00)
        let id = try UUID(uuidString: String(path.suffix(36))).required
        let body = Body.commitment(id, (funds.line, 40_000_00))
        let own = try await client.post(funds.commitments, body).expect(403, "no-authority")
        #expect(own.blockers.contains("AUT-11") && own.blockers.contains("AUT-01"))
        #expect(try await client.get(path).expect(200)["status"] == "proposed")
        let key = ["Idempotency-Key": "\"verplichting\""]
        let made = try await director.caller.post(funds.commitments, body, key).expect(201)
        let again = try await director.caller.post(funds.commitments, body, key).expect(201)
        #expect(again.bytes == made.bytes && again.field("Idempotent-Replayed") == "true")
        let decision = try await client.get(path).expect(200)
        #expect(decision["status"] == "taken" && decision["takenById"] == .string(director.person.text))
        #expect(decision["chain"]?.array?.count == 1 && decision["findings"]?.array?.count == 8)
        #expect(try await client.totals(funds.line) == [60_000_00, 40_000_00, 0, 20_000_00])
        let high = try await propose(50_000_01)
        let beyond = Body.commitment(try UUID(uuidString: String(high.suffix(36))).required, (funds.line, 1))
        #expect(try await director.caller.post(funds.commitments, beyond).expect(403).blockers == ["AUT-07"])
        let full = try await propose(30_000_00, ["subject": "Past niet"])
        let tooMuch = Body.commitment(try UUID(uuidString: String(full.suffix(36))).required, (funds.line, 30_000_00))
        #expect(try await director.caller.post(funds.commitments, tooMuch).expect(409).blockers == ["BUD-01"])
        #expect(
            try await client.get(full).expect(200)["status"] == "proposed",
            "what is refused takes no decision either"
        )
    }

    @Test("A proposal whose mandate ended is withheld by whoever engages on it (AUT-08); instructions are acknowledged")
    func withheld() async throws {
        let client = try Koers.current.client
        let funds = try await client.makeFunds(60_000_00)
        let director = try await client.makeActor()
        let mandate = try await client.makeMandate(director.person, ["instructions": "Meld het de wethouder."])
        let content: JSON = ["mandateId": .string(mandate.text), "amountCents": 10_000_00]
        let path = try await client.propose(funds.programme, "engage_commitment", content)
        let body = Body.commitment(try UUID(uuidString: String(path.suffix(36))).required, (funds.line, 10_000_00))
        #expect(try await director.caller.post(funds.commitments, body).expect(409).blockers == ["AUT-09"])
        let knowing = body.with(["instructionsAcknowledged": true])
        let made = try await director.caller.post(funds.commitments, knowing).expect(201)
        #expect(made["instructionsAcknowledged"] == nil)
        #expect(try await client.get(path).expect(200)["instructionsAcknowledged"] == true)
        let late = try await director.caller.post(funds.commitments, knowing).expect(400)
        #expect(late.errors == ["/instructionsAcknowledged unknown"])
        let next = try await client.propose(funds.programme, "engage_commitment", content)
        try await client.take("/v1/mandates/\(mandate.text)", to: "revoked", ["motivation": "Nieuw besluit"]).expect(
            200
        )
        let onNext = Body.commitment(try UUID(uuidString: String(next.suffix(36))).required, (funds.line, 10_000_00))
        let refused = try await director.caller.post(
            funds.commitments,
            onNext.with(["instructionsAcknowledged": true])
        ).expect(409)
        #expect(refused.blockers == ["AUT-08"])
        #expect(try await client.get(next).expect(200)["status"] == "withheld")
        #expect(try await director.caller.post(funds.commitments, onNext).expect(403).blockers == ["AUT-01"])
    }

    @Test("A line per calendar year: what is not adopted yet waits, and takes nothing from any line (BUD-06)")
    func years() async throws {
        let client = try Koers.current.client
        let funds = try await client.makeFunds(60_000_00)
        let later = try await client.makeBudgetLine(of: funds.programme, year: MoneyWorld.nextYear(), cents: 1)
        let both = Funds(programme: funds.programme, year: funds.year, lines: [funds.line, later])
        let path = try await client.engage(both, 20_000_00, 90_000_00)
        let made = try await client.get(path).expect(200)
        #expect(made["lines"]?.array?.map { $0["status"] } == ["engaged", "subject_to_budget"])
        #expect(made["outstandingCents"] == 110_000_00)
        #expect(try await client.totals(later) == [1, 0, 0, 1])
        let spent = try await client.post("\(path)/realisations", Body.realisation(later, 1)).expect(409)
        #expect(spent.blockers == ["BUD-07"] && spent.text.contains("wacht nog op de begroting"))
        let named: JSON = ["lines": [["budgetLineId": .string(String(later.suffix(36)))]]]
        let early = try await client.post("\(path)/release", named.with(["ground": "no_budget"])).expect(409)
        #expect(early.blockers == ["BUD-06"] && early.text.contains("nog niet vastgesteld"))
        let released = try await client.post("\(path)/release", named.with(["ground": "agreed"])).expect(200)
        #expect(released["lines"]?.array?.map { $0["status"] } == ["engaged", "released"])
        #expect(released["status"] == "engaged" && released["outstandingCents"] == 20_000_00)
        #expect(try await client.get("\(later)/entries?kind=release").expect(200).results == [])
    }

    @Test("While support is eroded nothing new is promised but for a statutory task; what runs goes on (VIS-05)")
    func support() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let vision = try await client.makeCarriedVision(of: programme)
        let funds = try await client.makeFunds(60_000_00, programme: programme)
        let path = try await client.engage(funds, 10_000_00)
        let task = try await client.makeEffort(of: programme, changing: ["kind": "statutory_task"])
        try await client.endorse(vision.path, vision.stakeholders[2], "withdrawn").expect(201)
        let decision = try await client.decide(programme, "engage_commitment", ["amountCents": 10_000_00])
        let body = Body.commitment(decision, (funds.line, 5_000_00))
        let refused = try await client.post(funds.commitments, body).expect(409)
        #expect(refused.blockers == ["VIS-05"] && refused.text.contains("wettelijke taak"))
        let project = try await client.makeEffort(of: programme)
        let serving = { (effort: UUID) in body.with(["effortId": .string(effort.text)]) }
        #expect(try await client.post(funds.commitments, serving(project)).expect(409).blockers == ["VIS-05"])
        try await client.post(funds.commitments, serving(task)).expect(201)
        try await client.post("\(path)/realisations", Body.realisation(funds.line, 10_000_00)).expect(201)
        try await client.endorse(vision.path, vision.stakeholders[2]).expect(201)
        try await client.post(funds.commitments, body).expect(201)
    }

    @Test("A programme closes only when nothing is open (BUD-11), and promises nothing after that")
    func closed() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let funds = try await client.makeFunds(60_000_00, programme: programme)
        let path = try await client.engage(funds, 10_000_00)
        let proposal = try await client.propose(programme, "engage_commitment", ["amountCents": 1])
        try await Koers.current.sql("UPDATE koers.programme SET phase = 'wind_down' WHERE id = '\(programme.text)'")
        let readiness = try await client.get("/v1/programmes/\(programme.text)/readiness?to=closed").expect(200)
        let finding = readiness["findings"]?.array?.first { $0["rule"] == "BUD-11" }
        #expect(finding?["status"] == "breached")
        #expect(finding?["subjects"]?.array?.map { $0["type"] } == ["commitment", "decision"])
        #expect(try await client.step(programme, to: "closed").expect(409).blockers == ["BUD-11"])
        try await client.post("\(path)/release", [:]).expect(200)
        try await client.take(proposal, to: "rejected", ["motivation": "Niet nodig"]).expect(200)
        let decision = try await client.decide(programme, "engage_commitment", ["amountCents": 1])
        try await client.step(programme, to: "closed").expect(200)
        let late = try await client.post(funds.commitments, Body.commitment(decision, (funds.line, 1))).expect(409)
        #expect(late.blockers == ["BUD-11"])
    }
}
