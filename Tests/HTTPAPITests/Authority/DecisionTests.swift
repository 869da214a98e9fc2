import Contract
import Foundation
import Testing

@Suite("A decision is taken under authority, or not at all", .koers)
struct DecisionTests {
    @Test("The mandatary takes what another proposed, and the chain is kept with it (AUT-01, AUT-11)")
    func taken() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let director = try await client.makeActor()
        let root = try await client.makeMandate(
            try client.person,
            ["subMandateAllowed": true, "ceilingCents": 25_000_000]
        )
        let mandate = try await client.makeMandate(
            director.person,
            ["parentId": .string(root.text), "ceilingCents": 10_000_000]
        )
        let content: JSON = ["mandateId": .string(mandate.text), "amountCents": 10_000_000]
        let path = try await client.propose(programme, "grant_subsidy", content)
        let tried = try await director.caller.take(path, to: "taken", query: "?dryRun=true").expect(200)
        #expect(tried["allowed"] == true)
        let taken = try await director.caller.take(path, to: "taken").expect(200)
        #expect(taken["status"] == "taken" && taken["takenById"] == .string(director.person.text))
        #expect(taken["takenAt"] == taken["updatedAt"])
        #expect(taken["chain"]?.array?.map { $0["mandateId"] } == [.string(mandate.text), .string(root.text)])
        #expect(taken["findings"]?.array?.count == 8)
        let found = try await client.get("/v1/decisions?restsOnMandateId=\(root.text)&status=taken").expect(200)
        #expect(found.results.map { $0["id"] } == [taken["id"]])
        let told = try await client.journal("&subject=\(encoded(path))")
        #expect(
            told.compactMap { $0["type"]?.string } == ["decision.created", "decision.proposed", "decision.taken"]
        )
        #expect(told.allSatisfy { $0["programmeId"] == .string(programme.text) })
        try await client.patch("/v1/mandates/\(root.text)", ["ceilingCents": 1]).expect(200)
        try await client.take("/v1/mandates/\(mandate.text)", to: "revoked", ["motivation": "x"]).expect(200)
        #expect(try await client.get(path).expect(200).json == taken.json, "what was taken stays valid")
        let own = try await director.caller.propose(programme, "grant_subsidy", ["mandateId": .string(root.text)])
        let refused = try await director.caller.take(own, to: "taken").expect(403, "no-authority")
        #expect(refused.blockers.contains("AUT-11"))
        try await Koers.current.stranger.take(path, to: "withdrawn", ["motivation": "x"]).expect(404)
    }

    @Test("Whoever acts for the body takes its own decision, and names it (AUT-01)")
    func body() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let alderman = try await client.makeActor("college")
        let former = try await client.makeActor("college", until: "2026-03-01")
        let path = try await client.propose(programme, "start_programme")
        #expect(try await alderman.caller.take(path, to: "taken").expect(403).blockers == ["AUT-01"])
        let resolution: JSON = ["resolution": "B&W 2026-014"]
        #expect(try await former.caller.take(path, to: "taken", resolution).expect(403).blockers == ["AUT-01"])
        let taken = try await alderman.caller.take(path, to: "taken", resolution).expect(200)
        #expect(taken["chain"] == [] && taken["resolution"] == "B&W 2026-014")
        let budget = try await client.propose(programme, "amend_budget")
        let refused = try await alderman.caller.take(budget, to: "taken", resolution).expect(403)
        #expect(refused.blockers == ["AUT-01", "AUT-02"] && refused.text.contains("de gemeenteraad"))
        let clerk = try await client.makeActor("council")
        let council = try await client.propose(programme, "amend_budget", ["body": "council"])
        try await clerk.caller.take(council, to: "taken", resolution).expect(200)
        let nobody = try Koers.current.caller(Koers.current.home.firstToken)
        try await nobody.post("/v1/decisions", Body.decision(programme)).expect(403, "no-authority")
    }

    @Test("Above the lowest ceiling it is refused, naming who may, also in parts (AUT-07)")
    func ceiling() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let (manager, director) = (try await client.makeActor(), try await client.makeActor())
        let partner = try await client.make("partners", Body.partner).id
        let root = try await client.makeMandate(
            director.person,
            ["code": .string("M-\(nextNumber())"), "subMandateAllowed": true, "ceilingCents": 10_000_000]
        )
        let mandate = try await client.makeMandate(
            manager.person,
            ["parentId": .string(root.text), "ceilingCents": 5_000_000]
        )
        func propose(_ cents: Int64, _ subject: String, _ kind: String = "grant_subsidy") async throws -> String {
            try await client.propose(
                programme,
                kind,
                [
                    "mandateId": .string(mandate.text), "amountCents": .number(NumberText(cents)),
                    "partnerId": .string(partner.text), "subject": .string(subject),
                ]
            )
        }
        let high = try await manager.caller.take(try await propose(6_200_000, "Hoog"), to: "taken").expect(403)
        #expect(high.blockers == ["AUT-07"])
        #expect(high.text.contains("€ 62.000,00") && high.text.contains("tot € 100.000,00"))
        try await manager.caller.take(try await propose(5_000_000, "Grens"), to: "taken").expect(200)
        try await manager.caller.take(try await propose(5_000_001, "Over"), to: "taken").expect(403)
        try await manager.caller.take(try await propose(3_000_000, "Delen"), to: "taken").expect(200)
        let second = try await manager.caller.take(try await propose(2_500_000, " dElen "), to: "taken").expect(403)
        #expect(second.blockers == ["AUT-07"] && second.text.contains("€ 55.000,00"))
        try await manager.caller.take(try await propose(2_000_000, "Delen", "engage_commitment"), to: "taken").expect(
            200
        )
        for cents in [-1, 1_000_000_000_001] as [Int64] {
            let body = Body.decision(programme).with(["amountCents": .number(NumberText(cents))])
            try await client.post("/v1/decisions", body).expect(400)
        }
        let unpriced = try await client.propose(programme, "grant_subsidy", ["mandateId": .string(mandate.text)])
        #expect(try await manager.caller.take(unpriced, to: "taken").expect(403).blockers == ["AUT-07"])
        let query = "kind=grant_subsidy&amountCents=6200000&personId=\(manager.person.text)"
        let check = try await client.get("/v1/authority-check?\(query)").expect(200)
        #expect(check["allowed"] == false)
        let able = (check["mayDecide"]?.array ?? []).compactMap { $0["personId"]?.string }
        #expect(able.contains(director.person.text) && !able.contains(manager.person.text))
        let ceilings = (check["mayDecide"]?.array ?? []).map { $0["ceilingCents"]?.integer ?? .max }
        #expect(ceilings == ceilings.sorted())
        let small = try await client.get("/v1/authority-check?\(query.replacing("6200000", with: "5000000"))").expect(
            200
        )
        #expect(small["allowed"] == true)
        let past = try await client.get(
            "/v1/authority-check?\(query.replacing("6200000", with: "1"))&onDate=2025-12-31"
        )
        #expect(past.expect(200)["allowed"] == false)
        let unknown = try await client.get("/v1/authority-check?kind=other&personId=\(UUID().text)").expect(400)
        #expect(unknown.errors == ["personId unknown_reference"])
    }

    @Test("A mandate that ends while it is proposed withholds it; under another it is proposed again (AUT-08)")
    func withheld() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let manager = try await client.makeActor()
        let mandate = try await client.makeMandate(manager.person)
        let path = try await client.propose(programme, "grant_subsidy", ["mandateId": .string(mandate.text)])
        try await client.take("/v1/mandates/\(mandate.text)", to: "revoked", ["motivation": "Nieuw besluit"]).expect(
            200
        )
        let stranger = try await client.makeActor()
        #expect(try await stranger.caller.take(path, to: "taken").expect(403).blockers == ["AUT-01", "AUT-08"])
        #expect(try await client.get(path).expect(200)["status"] == "proposed")
        let key = ["Idempotency-Key": UUID().text]
        let refused = try await manager.caller.post("\(path)/transitions", ["to": "taken"], key)
        #expect(refused.expect(409, "governance-refused").blockers == ["AUT-08"])
        let again = try await manager.caller.post("\(path)/transitions", ["to": "taken"], key).expect(409)
        #expect(again.field("Idempotent-Replayed") == "true" && again.blockers == ["AUT-08"])
        let withheld = try await client.get(path).expect(200)
        #expect(withheld["status"] == "withheld")
        let told = try await client.journal("&subject=\(encoded(path))")
        #expect(told.suffix(2).compactMap { $0["type"]?.string } == ["decision.withheld", "decision.refused"])
        try await manager.caller.take(path, to: "taken").expect(409, "invalid-transition")
        let next = try await client.makeMandate(manager.person)
        try await client.take(path, to: "proposed", ["mandateId": .string(next.text)]).expect(200)
        let taken = try await manager.caller.take(path, to: "taken").expect(200)
        #expect(taken["mandateId"] == .string(next.text))
    }

    @Test("The holder of the role decides, and the deputy while it is vacant")
    func role() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let (holder, deputy) = (try await client.makeActor(), try await client.makeActor())
        let role = try await client.makeRole("other", ["deputyPersonId": .string(deputy.person.text)])
        let body = Body.mandate(holder.person).without("mandataryPersonId").with(["mandataryRoleId": .string(role.text)]
        )
        let mandate = try await client.make("mandates", body)
        try await client.take(try mandate.location, to: "in_force").expect(200)
        let content: JSON = ["mandateId": .string(try mandate.id.text)]
        try await deputy.caller.take(try await client.propose(programme, "grant_subsidy", content), to: "taken").expect(
            200
        )
        let assignment = try await client.assess(holder.person, for: role)
        try await client.take(assignment, to: "active").expect(200)
        let path = try await client.propose(programme, "grant_subsidy", content)
        #expect(try await deputy.caller.take(path, to: "taken").expect(403).blockers == ["AUT-01"])
        try await holder.caller.take(path, to: "taken").expect(200)
    }

    @Test("Instructions are acknowledged, and another decides on the objection (AUT-09, AUT-03)")
    func instructionsAndObjection() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let manager = try await client.makeActor()
        let mandate = try await client.makeMandate(
            manager.person,
            ["instructions": "Meld het de wethouder.", "powers": ["grant_subsidy", "decide_objection"]]
        )
        let content: JSON = ["mandateId": .string(mandate.text)]
        let path = try await client.propose(programme, "grant_subsidy", content)
        #expect(try await manager.caller.take(path, to: "taken").expect(409).blockers == ["AUT-09"])
        let knowing: JSON = ["instructionsAcknowledged": true]
        let taken = try await manager.caller.take(path, to: "taken", knowing).expect(200)
        #expect(taken["instructionsAcknowledged"] == true)
        #expect(try await client.patch(path, ["subject": "Anders"]).expect(409).blockers == ["AUT-09"])
        try await client.patch(path, ["externalIds": ["zaaksysteem": .string("Z-\(nextNumber())")]]).expect(200)
        let missing = try await client.post("/v1/decisions", Body.decision(programme, "decide_objection")).expect(400)
        #expect(missing.errors == ["/objectionToId required"])
        let objection = content.with(["objectionToId": .string(try taken.id.text)])
        let onObjection = try await client.propose(programme, "decide_objection", objection)
        #expect(try await manager.caller.take(onObjection, to: "taken", knowing).expect(403).blockers == ["AUT-03"])
    }

    @Test("What was done without authority has no effect until the body itself ratifies it (AUT-10)")
    func ratified() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let alderman = try await client.makeActor("college")
        let done = try await client.make("decisions", Body.decision(programme).with(["withoutAuthority": true]))
        #expect(done["status"] == "unauthorised")
        let none = try await client.take(try done.location, to: "taken").expect(409, "invalid-transition")
        #expect(none["allowed"] == [])
        let ratifies: JSON = ["ratifiesId": .string(try done.id.text)]
        let resolution: JSON = ["resolution": "B&W 2026-020"]
        let manager = try await client.makeActor()
        let mandate = try await client.makeMandate(manager.person)
        let mandated = try await client.propose(
            programme,
            "grant_subsidy",
            ratifies.with(["mandateId": .string(mandate.text)])
        )
        #expect(try await manager.caller.take(mandated, to: "taken").expect(409).blockers == ["AUT-10"])
        let other = try await client.propose(programme, "award_contract", ratifies)
        #expect(try await alderman.caller.take(other, to: "taken", resolution).expect(409).blockers == ["AUT-10"])
        let path = try await client.propose(programme, "grant_subsidy", ratifies)
        let taken = try await alderman.caller.take(path, to: "taken", resolution).expect(200)
        let effective = try await client.get(try done.location).expect(200)
        #expect(effective["status"] == "taken" && effective["ratifiedById"] == taken["id"])
        let twice = try await client.propose(programme, "grant_subsidy", ratifies)
        #expect(try await alderman.caller.take(twice, to: "taken", resolution).expect(409).blockers == ["AUT-10"])
    }

    @Test("Only who may decide withdraws; rejecting and withdrawing say why")
    func withdrawn() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let alderman = try await client.makeActor("college")
        let path = try await client.propose(programme, "other")
        try await alderman.caller.take(path, to: "taken", ["resolution": "B&W 1"]).expect(200)
        #expect(try await client.take(path, to: "withdrawn").expect(400).errors == ["/motivation required"])
        #expect(try await client.take(path, to: "withdrawn", ["motivation": "x"]).expect(403).blockers == ["AUT-01"])
        try await alderman.caller.take(path, to: "withdrawn", ["motivation": "Vervallen"]).expect(200)
        let rejected = try await client.propose(programme, "other")
        try await alderman.caller.take(rejected, to: "rejected").expect(400)
        try await alderman.caller.take(rejected, to: "rejected", ["motivation": "Te duur"]).expect(200)
        let misplaced = try await alderman.caller.take(
            rejected,
            to: "rejected",
            ["motivation": "x", "resolution": "y"]
        )
        #expect(misplaced.expect(400).errors == ["/resolution unknown"])
    }
}
