import Contract
import Foundation
import Testing

@Suite("A stakeholder is not quietly taken off the list (VIS-07)", .koers)
struct StakeholderTests {
    private func carried() async throws -> (programme: UUID, path: String, vision: CarriedVision) {
        let client = try Koers.current.client
        let programme = try await client.makeCompleteProgramme()
        return (programme, "/v1/programmes/\(programme.text)", try await client.makeCarriedVision(of: programme))
    }

    @Test("The sponsor asks, another person confirms; then it is required no more and its stances stay")
    func removal() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (programme, path, vision) = try await carried()
        let outsider = try await client.makePerson()
        let stakeholder = try await client.makeStakeholder(
            of: programme,
            "residents",
            ["representativeId": .string(outsider.text)]
        )
        let item = "\(path)/stakeholders/\(stakeholder.text)"
        #expect(try await client.programme(programme)["supportStatus"] == "eroded")
        let refused = try await client.post("\(item)/removal", ["motivation": "Lastig"])
        #expect(refused.expect(409, "governance-refused").blockers == ["VIS-07"])
        try await client.post("\(item)/removal/confirmation", [:]).expect(409, "invalid-transition")
        let pending = try await koers.sponsor.post("\(item)/removal", ["motivation": "Opgeheven"]).expect(200)
        #expect(pending["required"] == true && pending["endedAt"] == .null)
        #expect(pending["removal"]?["motivation"] == "Opgeheven" && pending["removal"]?["confirmedById"] == .null)
        #expect(try await client.programme(programme)["supportStatus"] == "eroded")
        try await koers.sponsor.post("\(item)/removal", ["motivation": "Nog eens"]).expect(409, "invalid-transition")
        let own = try await koers.sponsor.post("\(item)/removal/confirmation", [:])
        #expect(own.expect(409, "governance-refused").blockers == ["VIS-07"])
        let nobody = try await koers.caller(koers.home.firstToken).post("\(item)/removal/confirmation", [:])
        #expect(nobody.expect(403, "no-authority").blockers == ["VIS-07"])
        let done = try await client.send("POST", "\(item)/removal/confirmation").expect(200)
        #expect(done["required"] == false && done["endedAt"]?.string != nil)
        #expect(done["removal"]?["confirmedById"] == .string(try client.person.text))
        #expect(try await client.programme(programme)["supportStatus"] == "carried")
        try await client.post("\(item)/removal/confirmation", [:]).expect(409, "invalid-transition")
        try await koers.sponsor.post("\(item)/removal", ["motivation": "Nog eens"]).expect(409, "invalid-transition")
        let types = try await client.journal("&subject=\(encoded(item))").map { $0["type"] }
        #expect(
            types == [
                "stakeholder.created", "stakeholder.refused", "stakeholder.removal_requested", "stakeholder.refused",
                "stakeholder.refused", "stakeholder.removed",
            ]
        )
        #expect(try await client.get("\(vision.path)/support").expect(200)["stakeholders"]?.array?.count == 3)
    }

    @Test("The representative does not confirm, and a removed stakeholder has no voice but keeps its stances")
    func representative() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (programme, path, vision) = try await carried()
        let third = try await client.makePerson()
        let stakeholder = vision.stakeholders[2]
        let item = "\(path)/stakeholders/\(stakeholder.text)"
        try await koers.sponsor.post("\(item)/removal", ["motivation": "Opgeheven"]).expect(200)
        let refused = try await client.post("\(item)/removal/confirmation", [:])
        #expect(refused.expect(409, "governance-refused").blockers == ["VIS-07"])
        let swap = try await koers.sponsor.patch(item, ["representativeId": .string(third.text)])
        #expect(swap.expect(409, "governance-refused").blockers == ["VIS-07"], "nobody steps aside to confirm it")
        let confirmer = try await koers.caller(koers.makeToken(of: third))
        try await confirmer.post("\(item)/removal/confirmation", ["motivation": "Nagevraagd"]).expect(200)
        let voice = try await client.endorse(vision.path, stakeholder, "withdrawn")
        #expect(voice.expect(409, "governance-refused").blockers == ["VIS-07"])
        #expect(try await client.patch(item, ["name": "Anders"]).expect(409).blockers == ["VIS-07"])
        let support = try await client.get("\(vision.path)/support").expect(200)
        let kept = support["stakeholders"]?.array?.first { $0["stakeholderId"] == .string(stakeholder.text) }
        #expect(kept?["stance"] == "endorsed" && kept?["endedAt"]?.string != nil)
        #expect(try await client.patch(item, ["required": true]).expect(409).blockers == ["VIS-07"])
        #expect(try await client.programme(programme)["supportStatus"] == "carried")
    }

    @Test("Nobody makes himself the political sponsor of a programme that has one (VIS-04)")
    func sponsor() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeCompleteProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let manager = koers.client(Municipality.everyScope.subtracting(["organisation:admin"]))
        let me: JSON = .string(try koers.client.person.text)
        let refused = try await manager.patch(path, ["politicalSponsorId": me]).expect(403, "no-authority")
        #expect(refused.blockers == ["VIS-04"])
        try await manager.patch(path, ["politicalSponsorId": .null]).expect(403, "no-authority")
        try await manager.patch(path, ["name": "Anders"]).expect(200)
        try await koers.sponsor.patch(path, ["politicalSponsorId": me]).expect(200)
        let bare = try await koers.client.makeProgramme()
        try await manager.patch("/v1/programmes/\(bare.text)", ["politicalSponsorId": me]).expect(200)
    }

    @Test("One that is not required is removed at once, by a person")
    func optional() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeProgramme()
        let stakeholder = try await koers.client.makeStakeholder(of: programme, "residents", ["required": false])
        let target = "/v1/programmes/\(programme.text)/stakeholders/\(stakeholder.text)/removal"
        let nobody = koers.caller(koers.home.firstToken)
        #expect(try await nobody.post(target, ["motivation": "x"]).expect(403, "no-authority").blockers == ["VIS-07"])
        #expect(try await koers.client.post(target, ["motivation": " "]).expect(400).errors == ["/motivation pattern"])
        let removed = try await koers.client.post(target, ["motivation": "Verhuisd"]).expect(200)
        #expect(removed["endedAt"]?.string != nil)
    }

    @Test(
        "Required stays required, category and partner freeze at the first stance, the sponsor names the representative"
    )
    func changes() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeCompleteProgramme()
        let client = koers.client(Municipality.everyScope.subtracting(["organisation:admin"]))
        let stakeholder = try await koers.client.makeStakeholder(of: programme)
        let item = "/v1/programmes/\(programme.text)/stakeholders/\(stakeholder.text)"
        let partner = try await koers.client.make("partners", Body.partner).id
        try await client.patch(item, ["category": "residents", "partnerId": .string(partner.text)]).expect(200)
        let refused = try await client.patch(item, ["required": false]).expect(409, "governance-refused")
        #expect(refused.blockers == ["VIS-07"])
        let someone = try await koers.client.makePerson()
        let other: JSON = ["representativeId": .string(someone.text)]
        #expect(try await client.patch(item, other).expect(403, "no-authority").blockers == ["VIS-04"])
        let both = try await client.patch(item, other.with(["required": false])).expect(403, "no-authority")
        #expect(both.blockers == ["VIS-04", "VIS-07"], "all reasons at once")
        let vision = try await koers.client.makeSeekingVision(of: programme)
        try await koers.client.endorse(vision, stakeholder, "reservation").expect(201)
        for change in [["category": "director"], ["partnerId": .null]] as [JSON] {
            #expect(try await client.patch(item, change).expect(409).blockers == ["VIS-02"])
        }
        try await client.patch(item, ["category": "residents", "name": "Bewonersraad"]).expect(200)
        try await koers.sponsor.patch(item, other).expect(200)
        try await koers.client.patch(item, ["representativeId": .string(try client.person.text)]).expect(200)
        for (name, value) in [
            ("endedAt", "2026-01-01T00:00:00Z"), ("programmeId", .string(programme.text)), ("removal", .null),
        ] as [(String, JSON)] {
            #expect(try await client.patch(item, [(name): value]).expect(400).errors == ["/\(name) read_only"])
        }
        #expect(try await client.patch(item, ["name": .null]).status == 400)
    }
}
