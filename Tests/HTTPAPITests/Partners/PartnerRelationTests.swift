import Contract
import Foundation
import Testing

@Suite("What a partner is to a programme", .koers)
struct PartnerRelationTests {
    @Test("A partner has one form for a provision, in every programme, also when two ask at once (PRT-07)")
    func oneForm() async throws {
        let client = try Koers.current.client
        let (first, second) = (try await client.makeProgramme(), try await client.makeProgramme())
        let partner = try await client.make("partners", Body.partner).id
        let body = Body.partnerRelation(partner).with(["provision": "  Jongerenwerk "])
        func collection(_ programme: UUID) -> String { "/v1/" + client.collection("partner-relations", of: programme) }
        let path = try await client.post(collection(first), body).expect(201).location
        let again = body.with(["provision": "JONGERENWERK"])
        #expect(
            try await client.post(collection(first), again).expect(409, "governance-refused").blockers == ["PRT-07"]
        )
        let other = again.with(["form": "competing_supplier"])
        #expect(try await client.post(collection(second), other).expect(409).blockers == ["PRT-07"])
        let same = try await client.post(collection(second), again).expect(201).location
        #expect(try await client.patch(same, ["form": "competing_supplier"]).expect(409).blockers == ["PRT-07"])
        try await client.patch(same, ["provision": "Opvoedhulp", "form": "competing_supplier"]).expect(200)
        #expect(try await client.patch(same, ["provision": "jongerenwerk"]).expect(409).blockers == ["PRT-07"])
        try await client.patch(path, ["form": "network"]).expect(200)

        let rival = try await client.make("partners", Body.partner).id
        let forms = ["network", "competing_supplier"]
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for (index, programme) in [first, second].enumerated() {
                group.addTask {
                    let form = Body.partnerRelation(rival, forms[index]).with(["provision": "Opvang"])
                    return try await client.post(
                        "/v1/" + client.collection("partner-relations", of: programme),
                        form
                    ).status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.sorted() == [201, 409])
    }

    @Test("A strategic partnership needs the partner's endorsement of the vision in force (PRT-05)")
    func strategic() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let partner = try await client.make("partners", Body.partner).id
        let collection = "/v1/" + client.collection("partner-relations", of: programme)
        let body = Body.partnerRelation(partner, "strategic_partnership")
        #expect(try await client.post(collection, body).expect(409).blockers == ["PRT-05"])
        let voice = try await client.makeStakeholder(
            of: programme,
            "social_partner",
            ["partnerId": .string(partner.text), "required": false]
        )
        let vision = try await client.makeCarriedVision(of: programme).path
        #expect(try await client.post(collection, body).expect(409).blockers == ["PRT-05"])
        try await client.endorse(vision, voice, "reservation").expect(201)
        #expect(try await client.post(collection, body).expect(409).blockers == ["PRT-05"])
        try await client.endorse(vision, voice).expect(201)
        let path = try await client.post(collection, body).expect(201).location
        try await client.endorse(vision, voice, "withdrawn").expect(201)
        try await client.patch(path, ["subsidySinceYear": 2016]).expect(200)
        let network = try await client.makeRelation(of: programme, with: partner)
        #expect(try await client.patch(network, ["form": "strategic_partnership"]).expect(409).blockers == ["PRT-05"])
    }

    @Test("A long subsidy is wound down with an announcement, a term and a motivation (PRT-04, Awb 4:51)")
    func windDown() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let path = try await client.makeRelation(of: programme, with: nil, ["subsidySinceYear": 2019])
        #expect(try await client.take(path, to: "winding_down").expect(409).blockers == ["PRT-04"])
        let term: JSON = ["announcedDate": "2026-02-28", "endDate": "2027-02-27", "motivation": "Eén aanbod"]
        #expect(try await client.take(path, to: "winding_down", term).expect(409).blockers == ["PRT-04"])
        let enough = term.with(["endDate": "2027-02-28"])
        #expect(
            try await client.take(path, to: "winding_down", enough.without("motivation")).expect(409).blockers == [
                "PRT-04"
            ]
        )
        let tomorrow = enough.with(["announcedDate": "2026-03-03", "endDate": "2028-01-01"])
        #expect(
            try await client.take(path, to: "winding_down", tomorrow).expect(400).errors == ["/announcedDate maximum"]
        )
        let reversed = enough.with(["endDate": "2026-02-27"])
        #expect(try await client.take(path, to: "winding_down", reversed).expect(400).errors == ["/endDate minimum"])
        #expect(try await client.patch(path, ["endDate": "2028-01-01"]).expect(400).errors == ["/endDate unknown"])

        let key = ["Idempotency-Key": "\"wind-down-\(nextNumber())\""]
        let step = (["to": "winding_down"] as JSON).with(enough)
        let first = try await client.post("\(path)/transitions", step, key).expect(200)
        #expect(first["windDownMotivation"] == "Eén aanbod" && first["endDate"] == "2027-02-28")
        let again = try await client.post("\(path)/transitions", step, key).expect(200)
        #expect(again.bytes == first.bytes && again.field("Idempotent-Replayed") == "true")
        let refused = try await client.take(path, to: "winding_down", enough).expect(409, "invalid-transition")
        #expect(refused["allowed"] == ["ended"])
        #expect(try await client.patch(path, ["endDate": "2027-02-27"]).expect(409).blockers == ["PRT-04"])
        try await client.patch(path, ["endDate": "2027-12-31"]).expect(200)
        let told = try await client.journal("&subject=\(encoded(path))&type=partner_relation.winding_down")
        #expect(told.map { $0["reason"] } == ["Eén aanbod"])
    }

    @Test("The years of predecessors count, also when partners name each other (PRT-04)")
    func predecessors() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let oldest = try await client.make("partners", Body.partner).id
        let old = try await client.make("partners", Body.partner.with(["predecessorIds": [.string(oldest.text)]])).id
        let new = try await client.make("partners", Body.partner.with(["predecessorIds": [.string(old.text)]])).id
        try await client.patch("/v1/partners/\(oldest.text)", ["predecessorIds": [.string(new.text)]]).expect(200)
        let provision: JSON = ["provision": .string("Opvang \(nextNumber())")]
        let path = try await client.makeRelation(of: programme, with: new, provision.with(["subsidySinceYear": 2026]))
        #expect(try await client.take(path, to: "winding_down", query: "?dryRun=true").expect(200)["allowed"] == true)
        let elsewhere: JSON = ["subsidySinceYear": 2010, "provision": "Iets anders"]
        _ = try await client.makeRelation(of: programme, with: oldest, elsewhere)
        #expect(try await client.take(path, to: "winding_down", query: "?dryRun=true").expect(200)["allowed"] == true)
        _ = try await client.makeRelation(of: programme, with: oldest, provision.with(["subsidySinceYear": 2020]))
        #expect(try await client.take(path, to: "winding_down").expect(409).blockers == ["PRT-04"])
    }

    @Test("A relation ends by a decision, once nothing runs in it any more (PRT-06)")
    func end() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let partner = try await client.make("partners", Body.partner).id
        let path = try await client.makeRelation(of: programme, with: partner)
        let about: JSON = ["partnerId": .string(partner.text)]
        let ground: JSON = [
            "decisionId": .string(try await client.decide(programme, "end_partner_relation", about).text)
        ]
        try await client.take(path, to: "ended", ground).expect(409, "invalid-transition")
        let agreement = try await client.make("\(path.dropFirst("/v1/".count))/agreements", Body.agreement).location
        try await client.take(path, to: "winding_down").expect(200)
        #expect(try await client.take(path, to: "ended").expect(400).errors == ["/decisionId required"])
        let refused = try await client.take(path, to: "ended", ground).expect(409, "governance-refused")
        #expect(refused.blockers == ["PRT-06"] && refused.text.contains("Subsidie 2026"))
        try await client.patch(agreement, ["untilDate": "2026-02-28"]).expect(200)
        let other: JSON = [
            "decisionId": .string(
                try await client.decide(
                    programme,
                    "end_partner_relation",
                    ["partnerId": .string(try await client.make("partners", Body.partner).id.text)]
                ).text
            )
        ]
        #expect(try await client.take(path, to: "ended", other).expect(403, "no-authority").blockers == ["AUT-01"])
        let term = ground.with(["endDate": "2027-01-01"])
        #expect(try await client.take(path, to: "ended", term).expect(400).errors == ["/endDate unknown"])
        let ended = try await client.take(path, to: "ended", ground).expect(200)
        #expect(ended["status"] == "ended" && ended["endDate"] == "2026-03-02")
        #expect(try await client.post("\(path)/agreements", Body.agreement).expect(409).blockers == ["PRT-06"])
        let told = try await client.journal("&subject=\(encoded(path))&type=partner_relation.ended")
        #expect(told.map { $0["decisionId"] } == [ground["decisionId"]])
        _ = try await client.makeRelation(of: programme, with: partner)
    }

    @Test("What is not subsidised is wound down without a term")
    func short() async throws {
        let client = try Koers.current.client
        let path = try await client.makeRelation(of: try await client.makeProgramme())
        try await client.post("\(path)/transitions", ["to": "winding_down"], ["If-Match": "\"7\""]).expect(412)
        let down = try await client.take(path, to: "winding_down").expect(200)
        #expect(down["endDate"] == .null && down["windDownMotivation"] == .null && down["status"] == "winding_down")
    }

    @Test("What the server keeps is read only, and references are of the organisation and the relation")
    func shapes() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let partner = try await client.make("partners", Body.partner).id
        let collection = "/v1/" + client.collection("partner-relations", of: programme)
        let body = Body.partnerRelation(partner)
        for (member, value) in [("status", "active"), ("windDownMotivation", "x"), ("endDate", "2027-01-01")] {
            let refused = try await client.post(collection, body.with([(member): .string(value)])).expect(400)
            #expect(refused.errors == ["/\(member) read_only"])
        }
        let foreign = try await koers.stranger.make("partners", Body.partner).id
        #expect(
            try await client.post(collection, Body.partnerRelation(foreign)).expect(400).errors
                == ["/partnerId unknown_reference"]
        )
        let path = try await client.post(collection, body).expect(201).location
        try await koers.stranger.get(path).expect(404)
        try await koers.stranger.patch(path, ["form": "network"]).expect(404)
        try await koers.stranger.post("\(path)/agreements", Body.agreement).expect(404)
        let other = try await client.makeProgramme()
        try await client.get(path.replacing(programme.text, with: other.text)).expect(404)
        try await client.post(path.replacing(programme.text, with: other.text) + "/positions", Body.position).expect(
            404
        )
        try await koers.client(["partners:read"]).post(collection, body).expect(403, "forbidden")
        try await client.patch(path, ["form": "network"], ifMatch: nil).expect(428)
        try await client.patch(path, ["form": "network"], ifMatch: "\"9\"").expect(412)
    }

    @Test("Agreements keep money in whole cents and days in order")
    func agreements() async throws {
        let client = try Koers.current.client
        let path = try await client.makeRelation(of: try await client.makeProgramme()) + "/agreements"
        for (amount, status) in [(0, 201), (-1, 400), (9_007_199_254_740_992, 400)] as [(JSON, Int)] {
            try await client.post(path, Body.agreement.with(["amountCents": amount])).expect(status)
        }
        for (until, status) in [("2025-12-31", 400), ("2026-01-01", 201), ("2027-02-29", 400), (.null, 201)]
            as [(JSON, Int)]
        {
            try await client.post(path, Body.agreement.with(["untilDate": until])).expect(status)
        }
        let listed = try await client.get("\(path)?sort=-untilDate&limit=1").expect(200)
        #expect(listed.results.map { $0["untilDate"] } == [.null])
    }
}
