import Contract
import Domain
import Foundation
import Testing

@Suite("A mandate is drawn up, comes into force, is narrowed and ends", .koers)
struct MandateTests {
    @Test("It is for either a role or a person, and server-owned members are refused")
    func recorded() async throws {
        let client = try Koers.current.client
        let person = try client.person
        let role = try await client.makeRole()
        let body = Body.mandate(person)
        let neither = try await client.post("/v1/mandates", body.without("mandataryPersonId")).expect(400)
        #expect(neither.errors == ["/mandataryRoleId required"])
        let both = try await client.post("/v1/mandates", body.with(["mandataryRoleId": .string(role.text)])).expect(400)
        #expect(both.errors == ["/mandataryPersonId unknown"])
        for member in ["status", "inForceAt", "revokedAt", "id"] {
            let refused = try await client.post("/v1/mandates", body.with([(member): "x"])).expect(400)
            #expect(refused.errors == ["/\(member) read_only"])
        }
        for (change, error) in [
            (["powers": []], "/powers min_items"), (["powers": ["rule_the_world"]], "/powers/0 enum"),
            (["ceilingCents": -1], "/ceilingCents minimum"),
            (["ceilingCents": 1_000_000_000_001], "/ceilingCents maximum"),
            (["ceilingCents": try JSON(parsing: Array("1.5".utf8))], "/ceilingCents type"),
            (["maxDepth": 11], "/maxDepth maximum"),
            (["untilDate": "2025-12-31"], "/untilDate minimum"), (["fromDate": "2026-02-29"], "/fromDate format"),
            (["mandataryConsentDate": "2099-01-01"], "/mandataryConsentDate maximum"),
            (["parentId": .string(person.text)], "/parentId unknown_reference"),
        ] as [(JSON, String)] {
            #expect(try await client.post("/v1/mandates", body.with(change)).expect(400).errors == [error])
        }
        let made = try await client.post("/v1/mandates", body.with(["ceilingCents": 1_000_000_000_000])).expect(201)
        #expect(made["status"] == "draft" && made["maxDepth"] == 1 && made["subMandateAllowed"] == false)
        #expect(made["external"] == false && made["case"] == .null && made["inForceAt"] == .null)
        let stranger = try Koers.current.stranger
        try await stranger.get(try made.location).expect(404)
        let theirs = try await stranger.post("/v1/mandates", body).expect(400)
        #expect(theirs.errors == ["/mandataryPersonId unknown_reference"])
    }

    @Test("A code is given once")
    func code() async throws {
        let client = try Koers.current.client
        let body = Body.mandate(try client.person).with(["code": .string("M-\(nextNumber())")])
        try await client.post("/v1/mandates", body).expect(201)
        try await client.post("/v1/mandates", body).expect(409, "conflict")
    }

    @Test("The council's budget right is not mandated (AUT-02), and a refusal is told")
    func reserved() async throws {
        let client = try Koers.current.client
        let body = Body.mandate(try client.person)
        for change in [
            ["powers": ["amend_budget"]], ["body": "council", "powers": ["transfer_budget"]],
            ["kind": "power_of_attorney"], ["kind": "authorisation", "powers": ["award_contract"]],
        ] as [JSON] {
            let refused = try await client.post("/v1/mandates", body.with(change)).expect(409, "governance-refused")
            #expect(refused.blockers == ["AUT-02"])
        }
        #expect(try await client.journal("&type=mandate.refused").count >= 4)
        let draft = try await client.make("mandates", body)
        let widened = try await client.patch(try draft.location, ["powers": ["amend_budget"]])
        #expect(widened.expect(409).blockers == ["AUT-02"])
    }

    @Test("It comes into force with its foundation, and from outside with both consents (AUT-04, AUT-05)")
    func inForce() async throws {
        let client = try Koers.current.client
        let body = Body.mandate(try client.person).without("foundingDecision").with(["external": true])
        let path = try await client.make("mandates", body).location
        let refused = try await client.take(path, to: "in_force").expect(409, "governance-refused")
        #expect(refused.blockers == ["AUT-04", "AUT-05"])
        try await client.patch(path, ["foundingDecision": "Mandaatbesluit", "mandataryConsentDate": "2026-02-01"])
            .expect(200)
        #expect(try await client.take(path, to: "in_force").expect(409).blockers == ["AUT-04"])
        try await client.patch(path, ["employerConsentDate": "2026-02-03"]).expect(200)
        let inForce = try await client.take(path, to: "in_force").expect(200)
        #expect(inForce["status"] == "in_force" && inForce["inForceAt"] == inForce["updatedAt"])
        let again = try await client.take(path, to: "in_force").expect(409, "invalid-transition")
        #expect(again["allowed"] == ["revoked"])
        #expect(try await client.take(path, to: "revoked").expect(400).errors == ["/motivation required"])
        let revoked = try await client.take(path, to: "revoked", ["motivation": "Vertrokken"]).expect(200)
        #expect(revoked["revokedAt"] == revoked["updatedAt"])
        try await client.take(path, to: "in_force").expect(409, "invalid-transition")
    }

    @Test("A sub-mandate lies only where and as deep as it may (AUT-06)")
    func subMandates() async throws {
        let client = try Koers.current.client
        let person = try client.person
        let open: JSON = ["subMandateAllowed": true, "maxDepth": 2]
        let root = try await client.makeMandate(person, open)
        let middle = try await client.makeMandate(person, open.with(["parentId": .string(root.text)]))
        let leaf = try await client.makeMandate(person, ["parentId": .string(middle.text)])
        let body = Body.mandate(person)
        let below = try await client.post("/v1/mandates", body.with(["parentId": .string(leaf.text)])).expect(409)
        #expect(
            below.blockers == ["AUT-06"] && below.text.contains("geen ondermandaat") && below.text.contains("niveau 3")
        )
        let other = body.with(["parentId": .string(root.text), "body": "mayor", "powers": ["other"]])
        #expect(try await client.post("/v1/mandates", other).expect(409).blockers == ["AUT-06"])
        let draft = try await client.make("mandates", body.with(["parentId": .string(middle.text)]))
        try await client.take("/v1/mandates/\(root.text)", to: "revoked", ["motivation": "Nieuw besluit"]).expect(200)
        #expect(try await client.take(try draft.location, to: "in_force").expect(409).blockers == ["AUT-06"])
    }

    @Test("In force it is only narrowed; kind, body and parent never change")
    func narrowing() async throws {
        let client = try Koers.current.client
        let mandate = try await client.makeMandate(try client.person, ["ceilingCents": 5_000_000])
        let path = "/v1/mandates/\(mandate.text)"
        for member in ["kind", "body", "parentId"] {
            #expect(try await client.patch(path, [(member): "x"]).expect(400).errors == ["/\(member) read_only"])
        }
        let wider = try await client.patch(path, ["ceilingCents": 5_000_001]).expect(409)
        #expect(wider.blockers == ["AUT-06"])
        let past = try await client.patch(path, ["untilDate": "2026-03-01"]).expect(409)
        #expect(past.blockers == ["AUT-08"])
        try await client.patch(path, ["ceilingCents": 4_999_999], ifMatch: "\"1\"").expect(412)
        let narrowed = try await client.patch(path, ["ceilingCents": 4_999_999, "untilDate": "2026-03-02"]).expect(200)
        #expect(narrowed["ceilingCents"] == 4_999_999)
    }

    @Test("Its chain is what all links grant together, computed when asked")
    func chain() async throws {
        let client = try Koers.current.client
        let person = try client.person
        let root = try await client.makeMandate(
            person,
            ["subMandateAllowed": true, "ceilingCents": 25_000_000, "powers": ["grant_subsidy", "other"]]
        )
        let leaf = try await client.makeMandate(person, ["parentId": .string(root.text), "untilDate": "2026-10-31"])
        let path = "/v1/mandates/\(leaf.text)/chain"
        let chain = try await client.get(path).expect(200)
        #expect(chain["links"]?.array?.map { $0["mandateId"] } == [.string(leaf.text), .string(root.text)])
        #expect(chain["powers"] == ["grant_subsidy"] && chain["ceilingCents"] == 25_000_000)
        #expect(chain["untilDate"] == "2026-10-31" && chain["holds"] == true)
        try await client.patch("/v1/mandates/\(root.text)", ["ceilingCents": 1, "powers": ["other"]]).expect(200)
        let narrowed = try await client.get(path).expect(200)
        #expect(narrowed["powers"] == [] && narrowed["ceilingCents"] == 1)
        try await client.take("/v1/mandates/\(root.text)", to: "revoked", ["motivation": "Klaar"]).expect(200)
        #expect(try await client.get(path).expect(200)["holds"] == false)
        #expect(try await client.get("/v1/mandates/\(leaf.text)").expect(200)["status"] == "in_force")
        try await Koers.current.stranger.get(path).expect(404)
        try await client.get("/v1/mandates/\(person.text)/chain").expect(404)
    }

    @Test("The register is found by power, holder and status")
    func register() async throws {
        let client = try Koers.current.client
        let person = try await client.makePerson()
        let mandate = try await client.makeMandate(person, ["powers": ["assign_role"], "ceilingCents": 700])
        for query in [
            "mandataryPersonId=\(person.text)",
            "mandataryPersonId=\(person.text)&powers=assign_role,other&status=in_force",
            "mandataryPersonId=\(person.text)&ceilingCentsFrom=700&ceilingCentsUntil=700&sort=-ceilingCents,untilDate",
        ] {
            let found = try await client.get("/v1/mandates?\(query)&expand=mandataryPerson").expect(200).results
            #expect(found.map { $0["id"] } == [.string(mandate.text)], "\(query)")
        }
        let none = try await client.get("/v1/mandates?mandataryPersonId=\(person.text)&powers=other").expect(200)
        #expect(none.results.isEmpty)
    }
}

@Suite("A mandate expires at midnight in Amsterdam, whatever its row still says")
struct MandateExpiryTests {
    static let midnights = [
        ("2026-12-31", "2026-12-31T23:00:00.000Z"), ("2027-02-28", "2027-02-28T23:00:00.000Z"),
        ("2026-03-28", "2026-03-28T23:00:00.000Z"), ("2026-03-29", "2026-03-29T22:00:00.000Z"),
        ("2026-10-25", "2026-10-25T23:00:00.000Z"),
    ]

    @Test("The last day counts whole", .koers, arguments: midnights)
    func midnight(day: String, midnight: String) async throws {
        let koers = try Koers.current
        let client = koers.client
        let mandate = try await client.makeMandate(try client.person, ["untilDate": .string(day)])
        let path = "/v1/mandates/\(mandate.text)"
        try koers.clock.set(to: midnight)
        koers.clock.set(to: koers.clock.now.advanced(byMilliseconds: -1))
        #expect(try await client.get(path).expect(200)["status"] == "in_force")
        let expired = try await client.get(path).expect(200)
        #expect(expired["status"] == "expired" && expired.etag == "\"2.1\"")
        #expect(try await client.get("/v1/mandates?status=expired").expect(200).results.count == 1)
        #expect(try await client.get("/v1/mandates?status=in_force").expect(200).results.isEmpty)
        try await client.take(path, to: "revoked", ["motivation": "x"]).expect(409, "invalid-transition")
        #expect(try await client.patch(path, ["ceilingCents": 1]).expect(409).blockers == ["AUT-06"])
        let told = try await client.journal("&type=mandate.expired")
        #expect(told.map { $0["effectiveAt"] } == [.string(midnight)])
    }
}
