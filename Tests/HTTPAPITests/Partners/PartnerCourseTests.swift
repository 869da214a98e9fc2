import Contract
import Foundation
import Testing

@Suite("Where a partner stands, and where the relation should go", .koers)
struct PartnerCourseTests {
    private func relation() async throws -> String {
        let client = try Koers.current.client
        return try await client.makeRelation(of: try await client.makeProgramme())
    }

    @Test("A position answers every question, is signed, and never changes (PRT-01)")
    func positions() async throws {
        let koers = try Koers.current
        let client = koers.client
        let path = try await relation() + "/positions"
        for member in ["influence", "dependence", "alternativeIfLost"] {
            let refused = try await client.post(path, Body.position.without(member)).expect(409, "governance-refused")
            #expect(refused.blockers == ["PRT-01"])
            #expect(
                try await client.post(path, Body.position.with([(member): .null])).expect(409).blockers == ["PRT-01"]
            )
        }
        #expect(
            try await client.post(path, Body.position.with(["alternativeIfLost": " \n"])).expect(409).blockers
                == ["PRT-01"]
        )
        for (value, status) in [(0, 201), (100, 201), (-1, 400), (101, 400)] as [(JSON, Int)] {
            try await client.post(path, Body.position.with(["influence": value])).expect(status)
        }
        let signer = Body.position.with(["assessorId": .string(try client.person.text)])
        #expect(try await client.post(path, signer).expect(400).errors == ["/assessorId read_only"])
        try await koers.caller(koers.home.firstToken).post(path, Body.position).expect(403, "no-authority")
        #expect(
            try await client.post(path, Body.position.with(["assessedDate": "2026-03-03"])).expect(400).errors
                == ["/assessedDate maximum"]
        )
        let today = try await client.post(path, Body.position.without("assessedDate")).expect(201)
        let person = try client.person.text
        #expect(today["assessedDate"] == "2026-03-02" && today["assessorId"] == .string(person))
        try await client.patch(today.location, ["influence": 1]).expect(405)
        let listed = try await client.get("\(path)?sort=-assessedDate&assessedDateFrom=2026-03-02").expect(200)
        #expect(listed.results.map { $0["id"] } == [today["id"]])
    }

    @Test("Enough people agree on a direction, each once (PRT-02)")
    func participants() async throws {
        let client = try Koers.current.client
        let path = try await relation() + "/directions"
        let (one, two) = (try client.person, try client.municipality.sponsor.required)
        let direction = try await client.post(path, Body.direction(one)).expect(201).location
        #expect(try await client.take(direction, to: "agreed").expect(409, "governance-refused").blockers == ["PRT-02"])
        let twice: JSON = ["participantIds": [.string(one.text), .string(one.text)]]
        #expect(try await client.patch(direction, twice).expect(400).errors == ["/participantIds unique_items"])
        let shouted: JSON = ["participantIds": [.string(one.text), .string(one.uuidString)]]
        try await client.patch(direction, shouted).expect(200)
        #expect(try await client.take(direction, to: "agreed").expect(409).blockers == ["PRT-02"])
        try await client.patch(direction, ["participantIds": [.string(one.text), .string(two.text)]]).expect(200)
        try await client.take(direction, to: "agreed").expect(200)
        #expect(try await client.patch(direction, ["rationale": "Anders"]).expect(409).blockers == ["PRT-02"])
        let foreign = try await Koers.current.stranger.makePerson()
        #expect(
            try await client.post(path, Body.direction(foreign)).expect(400).errors
                == ["/participantIds/0 unknown_reference"]
        )
        let contradiction: JSON = ["vertical": "down", "horizontal": "right"]
        #expect(try await client.post(path, Body.direction(one).with(contradiction)).expect(409).blockers == ["PRT-02"])
        let left = try await client.post(path, Body.direction(one).with(["horizontal": "left"])).expect(201).location
        #expect(try await client.patch(left, contradiction).expect(409).blockers == ["PRT-02"])
        try await client.take(left, to: "abandoned").expect(400)
        try await client.take(left, to: "abandoned", ["motivation": "Een betere keuze"]).expect(200)
    }

    @Test("A newer position asks to look at the directions that run, an older one does not (PRT-02)")
    func reassess() async throws {
        let client = try Koers.current.client
        let path = try await relation()
        try await client.post("\(path)/positions", Body.position).expect(201)
        let agreed = try await client.agree(path)
        let over = try await client.agree(path)
        try await client.take(over, to: "abandoned", ["motivation": "Voorbij"]).expect(200)
        try await client.post("\(path)/positions", Body.position.with(["assessedDate": "2024-06-01"])).expect(201)
        #expect(try await client.get(agreed)["reassess"] == false)
        try await client.post("\(path)/positions", Body.position.with(["assessedDate": "2026-02-01"])).expect(201)
        let marked = try await client.get(agreed).expect(200)
        #expect(marked["reassess"] == true && marked["version"] == 3)
        #expect(try await client.get(over)["reassess"] == false)
        let told = try await client.journal("&subject=\(encoded(agreed))&type=direction.updated")
        #expect(told.count == 1)
        #expect(try await client.get("\(path)/directions?reassess=true").expect(200).results.count == 1)
        try await client.patch(agreed, ["reassess": true]).expect(400)
        #expect(try await client.patch(agreed, ["reassess": false]).expect(200)["reassess"] == false)
    }

    @Test("While support is eroded no direction is added, and what runs goes on (VIS-05)")
    func eroded() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let vision = try await client.makeCarriedVision(of: programme)
        let path = try await client.makeRelation(of: programme)
        let agreed = try await client.agree(path)
        try await client.endorse(vision.path, vision.stakeholders[2], "withdrawn").expect(201)
        let refused = try await client.post("\(path)/directions", Body.direction()).expect(409, "governance-refused")
        #expect(refused.blockers == ["VIS-05"])
        try await client.take(agreed, to: "in_progress").expect(200)
        try await client.post("\(path)/positions", Body.position).expect(201)
        try await client.endorse(vision.path, vision.stakeholders[2]).expect(201)
        try await client.post("\(path)/directions", Body.direction()).expect(201)
    }

    @Test("Actions belong to a direction of the same relation that was agreed (PRT-03)")
    func actions() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let role = try await client.makeRole(of: programme)
        let (path, other) = (
            try await client.makeRelation(of: programme), try await client.makeRelation(of: programme)
        )
        let direction = try await client.post("\(path)/directions", Body.direction()).expect(201)
        let body = Body.action(try direction.id, role)
        #expect(try await client.post("\(path)/actions", body).expect(409).blockers == ["PRT-03"])
        #expect(
            try await client.post("\(other)/actions", body).expect(400).errors == ["/directionId unknown_reference"]
        )
        let foreign = try await client.makeRole(of: try await client.makeProgramme())
        let agreed = try UUID(uuidString: String(try await client.agree(path).suffix(36))).required
        #expect(
            try await client.post("\(path)/actions", Body.action(agreed, foreign)).expect(400).errors
                == ["/ownerRoleId unknown_reference"]
        )
        let action = try await client.post("\(path)/actions", Body.action(agreed, role)).expect(201).location
        try await client.patch(action, ["dueDate": "2028-02-29"]).expect(200)
        try await client.take(action, to: "cancelled").expect(400)
        try await client.take(action, to: "done").expect(200)
        #expect(try await client.patch(action, ["dueDate": "2028-03-01"]).expect(409).blockers == ["PRT-03"])
        try await client.take(action, to: "open").expect(409, "invalid-transition")
        let abandoned = "\(path)/directions/\(agreed.text)"
        try await client.take(abandoned, to: "abandoned", ["motivation": "Klaar"]).expect(200)
        #expect(try await client.post("\(path)/actions", Body.action(agreed, role)).expect(409).blockers == ["PRT-03"])
    }
}
