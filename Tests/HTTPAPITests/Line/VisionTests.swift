import Contract
import Crypto
import Domain
import Foundation
import Testing

@Suite("A vision is carried by everyone who steers, or it is not adopted", .koers)
struct VisionTests {
    @Test("A vision goes from draft to adopted, and the programme follows")
    func adoption() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let before = try await client.programme(programme)
        #expect(before["supportStatus"] == "none" && before["visionId"] == .null)
        let first = try await client.makeCarriedVision(of: programme)
        let adopted = try await client.get(first.path).expect(200)
        #expect(adopted["status"] == "adopted" && adopted["number"] == 1 && adopted["version"] == 3)
        #expect(adopted["adoptedAt"]?.string != nil && adopted["supersededAt"] == .null)
        let carried = try await client.programme(programme)
        #expect(carried["supportStatus"] == "carried" && carried["supportDeadlineDate"] == .null)
        #expect(carried["visionId"] == adopted["id"])
        #expect(carried["version"] == 2)
        let second = try await client.makeSeekingVision(of: programme)
        for stakeholder in first.stakeholders { try await client.endorse(second, stakeholder).expect(201) }
        try await client.post("\(second)/transitions", ["to": "adopted"]).expect(200)
        let superseded = try await client.get(first.path).expect(200)
        #expect(superseded["status"] == "superseded" && superseded["supersededAt"]?.string != nil)
        let visions = try await client.get("/v1/programmes/\(programme.text)/visions?status=adopted").expect(200)
        #expect(visions.results.map { $0["number"] } == [2])
        #expect(try await client.programme(programme)["visionId"] == visions.results[0]["id"])
        let types = try await client.journal("&programmeId=\(programme.text)").compactMap { $0["type"]?.string }
        #expect(types.suffix(3) == ["vision.superseded", "vision.adopted", "programme.updated"])
        let expanded = try await client.get("/v1/programmes/\(programme.text)?expand=vision").expect(200)
        #expect(expanded["_expand"]?["vision"]?["number"] == 2)
    }

    @Test("The digest is that of the text in NFC, and changes with it")
    func digest() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let collection = "programmes/\(programme.text)/visions"
        let (decomposed, composed) = ("Caf\u{65}\u{301} voor iedereen 👨‍👩‍👧", "Caf\u{E9} voor iedereen 👨‍👩‍👧")
        let body: JSON = ["statement": .string(decomposed), "intendedReality": "مرحبا"]
        let vision = try await client.make(collection, body)
        let hash = SHA256.hash(data: Data("\(composed)\n\nمرحبا".utf8)).map { String(format: "%02x", $0) }.joined()
        #expect(vision["digest"] == .string(hash))
        #expect(vision["statement"] == .string(decomposed), "the text itself stays as it was given")
        let same = try await client.make(collection, body.with(["statement": .string(composed)]))
        #expect(same["digest"] == .string(hash) && same["number"] == 2)
        let changed = try await client.patch(try vision.location, ["intendedReality": "مرحبا!"]).expect(200)
        #expect(changed["digest"] != .string(hash))
    }

    @Test(
        "Every pair of statuses: the steps that there are, and no others",
        arguments: [
            "draft", "seeking_support", "adopted", "superseded",
        ]
    )
    func machine(from: String) async throws {
        let client = try Koers.current.client
        let steps = ["draft": ["seeking_support"], "seeking_support": ["adopted", "draft"]]
        for to in ["draft", "seeking_support", "adopted", "superseded"] where steps[from]?.contains(to) != true {
            let path = try await vision(in: from)
            let before = try await client.get(path).expect(200)
            for query in ["", "?dryRun=true"] {
                let refused = try await client.post("\(path)/transitions\(query)", ["to": .string(to)])
                refused.expect(409, "invalid-transition")
                #expect(refused["allowed"] == .array((steps[from] ?? []).map { .string($0) }))
            }
            #expect(try await client.get(path).bytes == before.bytes)
        }
    }

    private func vision(in status: String) async throws -> String {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        switch status {
        case "draft": return try await client.make("programmes/\(programme.text)/visions", Body.vision).location
        case "seeking_support": return try await client.makeSeekingVision(of: programme)
        case "adopted": return try await client.makeCarriedVision(of: programme).path
        default:
            let path = try await client.makeSeekingVision(of: programme)
            try await client.post("\(path)/transitions", ["to": "draft"]).expect(201)
            return path
        }
    }

    @Test("Back to draft makes a new number with the same text and without endorsements")
    func backToDraft() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let stakeholder = try await client.makeStakeholder(of: programme)
        let path = try await client.makeSeekingVision(of: programme)
        try await client.endorse(path, stakeholder).expect(201)
        let key = ["Idempotency-Key": "\"draft-\(nextNumber())\""]
        let draft = try await client.post("\(path)/transitions", ["to": "draft"], key).expect(201)
        #expect(draft["number"] == 2 && draft["status"] == "draft" && draft["version"] == 1)
        #expect(draft["digest"] == (try await client.get(path)["digest"]))
        #expect(try await client.get(path)["status"] == "superseded")
        #expect(try await client.get(try draft.location).expect(200).bytes == draft.bytes)
        let again = try await client.post("\(path)/transitions", ["to": "draft"], key).expect(201)
        #expect(again.field("Idempotent-Replayed") == "true")
        #expect(again.bytes == draft.bytes && again.field("Location") == draft.field("Location"))
        try await client.endorse(path, stakeholder).expect(409, "governance-refused")
        try await client.endorse(try draft.location, stakeholder).expect(409, "governance-refused")
        try await client.post("\(try draft.location)/transitions", ["to": "seeking_support"]).expect(200)
        let support = try await client.get("\(try draft.location)/support").expect(200)
        #expect(support["stakeholders"]?.array?.map { $0["stance"] } == [.null])
        #expect(support["missing"] == [.string(stakeholder.text)])
    }

    @Test("What support is sought for is frozen (VIS-09)")
    func frozenText() async throws {
        let client = try Koers.current.client
        for status in ["seeking_support", "adopted", "superseded"] {
            let path = try await vision(in: status)
            let refused = try await client.patch(path, ["statement": "Iets anders."])
            #expect(refused.expect(409, "governance-refused").blockers == ["VIS-09"])
            try await client.patch(path, ["statement": .string("Iedereen telt mee.")]).expect(200)
            try await client.patch(path, ["externalIds": ["dms": .string("V-\(nextNumber())")]]).expect(200)
        }
        let draft = try await vision(in: "draft")
        #expect(try await client.patch(draft, ["statement": "Iets anders."]).expect(200)["version"] == 2)
    }

    @Test("Adoption is refused with all its reasons at once, and support tells them before (VIS-01, VIS-02)")
    func refusedAdoption() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let silent = try await client.makeStakeholder(of: programme, "executive")
        let doubting = try await client.makeStakeholder(of: programme, "director")
        let optional = try await client.makeStakeholder(of: programme, "residents", ["required": false])
        let path = try await client.makeSeekingVision(of: programme)
        try await client.endorse(path, doubting, "endorsed").expect(201)
        try await client.endorse(path, doubting, "reservation", ["note": "Te vaag"]).expect(201)
        try await client.endorse(path, optional, "refused").expect(201)
        let refused = try await client.post("\(path)/transitions", ["to": "adopted"])
        #expect(refused.expect(409, "governance-refused").blockers == ["VIS-01", "VIS-02"])
        let support = try await client.get("\(path)/support").expect(200)
        #expect(support["adoptable"] == false)
        #expect(Set(support["missing"]?.array ?? []) == [.string(silent.text), .string(doubting.text)])
        #expect(support["findings"]?.array?.filter { $0["status"] == "breached" } == refused["blockers"]?.array)
        let told = support["stakeholders"]?.array?.first { $0["stakeholderId"] == .string(doubting.text) }
        #expect(told?["stance"] == "reservation" && told?["note"] == "Te vaag")
        #expect(told?["givenById"] == .string(try client.person.text))
        let dryRun = try await client.post("\(path)/transitions?dryRun=true", ["to": "adopted"]).expect(200)
        #expect(dryRun["allowed"] == false && dryRun["findings"] == support["findings"])
        #expect(try await client.programme(programme)["supportStatus"] == "none")
        let endorsements = try await client.get("\(path)/endorsements?sort=givenAt").expect(200)
        #expect(endorsements.results.map { $0["stance"] } == ["endorsed", "reservation", "refused"])
    }

    @Test("A stance is given by the representative and by nobody else (VIS-04)")
    func representative() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let stakeholder = try await client.makeStakeholder(
            of: programme,
            "director",
            ["representativeId": .string(try koers.home.sponsor.required.text)]
        )
        let path = try await client.makeSeekingVision(of: programme)
        for caller in [client, koers.caller(koers.home.firstToken)] {
            let refused = try await caller.endorse(path, stakeholder).expect(403, "no-authority")
            #expect(refused.blockers == ["VIS-04"])
            let dryRun = try await caller.endorse(path, stakeholder, query: "?dryRun=true").expect(200)
            #expect(dryRun["allowed"] == false)
        }
        let given = try await koers.sponsor.endorse(path, stakeholder).expect(201)
        #expect(given["givenById"] == .string(try koers.home.sponsor.required.text))
        let body: JSON = ["givenById": .string(try client.person.text), "givenAt": "2026-01-01T00:00:00Z"]
        let forged = try await koers.sponsor.endorse(path, stakeholder, "endorsed", body).expect(400)
        #expect(forged.errors == ["/givenAt read_only", "/givenById read_only"])
        let refusals = try await client.journal("&type=endorsement.refused&programmeId=\(programme.text)")
        #expect(refusals.count == 2)
        #expect(refusals[0]["subject"] == .string("\(path)/endorsements"))
    }

    @Test("A stakeholder of another programme has no voice here, and a place that is not there is not found")
    func places() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (here, there) = (try await client.makeProgramme(), try await client.makeProgramme())
        let path = try await client.makeSeekingVision(of: here)
        let foreign = try await client.makeStakeholder(of: there)
        #expect(try await client.endorse(path, foreign).expect(400).errors == ["/stakeholderId unknown_reference"])
        let own = try await client.makeStakeholder(of: here)
        let stance = try await client.endorse(path, own).expect(201)
        let moved = { (target: String) in target.replacing(here.text, with: there.text) }
        for target in [
            path, "\(path)/support", "\(path)/endorsements", try stance.location,
            "/v1/programmes/\(here.text)/stakeholders/\(own.text)",
        ] {
            try await client.get(target).expect(200)
            try await client.get(moved(target)).expect(404, "not-found")
            guard !target.hasSuffix("support"), !target.hasSuffix("endorsements") else { continue }
            try await client.get("\(moved(target))?asOf=\(koers.clock.now.rfc3339)").expect(404, "not-found")
        }
        try await client.patch(moved(path), ["statement": "Elders"]).expect(404)
        try await client.post("\(moved(path))/transitions", ["to": "draft"]).expect(404)
        try await client.endorse(moved(path), own).expect(404)
        let nowhere = "/v1/programmes/\(UUID().text)"
        try await client.get("\(nowhere)/stakeholders").expect(404)
        try await client.get("\(nowhere)/visions?search=x&count=exact").expect(404)
        try await client.post("\(nowhere)/visions", Body.vision).expect(404)
        try await client.post("\(nowhere)/stakeholders", Body.stakeholder(try client.person)).expect(404)
    }

    @Test("Lists of a programme show that programme's own, filtered, sorted and paged")
    func lists() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let other = try await client.makeProgramme()
        let collection = "/v1/programmes/\(programme.text)/stakeholders"
        for (name, category) in [("Zorg", "social_partner"), ("Academie", "director"), ("Midden", "executive")] {
            _ = try await client.makeStakeholder(of: programme, category, ["name": .string(name)])
        }
        _ = try await client.makeStakeholder(of: other, "director", ["name": "Elders"])
        func names(_ query: String) async throws -> [String] {
            try await client.get(collection + query).expect(200).results.compactMap { $0["name"]?.string }
        }
        #expect(try await names("?sort=name") == ["Academie", "Midden", "Zorg"])
        #expect(try await names("?sort=-category,name") == ["Zorg", "Midden", "Academie"])
        #expect(try await names("?category=director,executive&sort=name") == ["Academie", "Midden"])
        #expect(try await names("?search=zor") == ["Zorg"])
        #expect(try await names("?required=false") == [])
        let first = try await client.get("\(collection)?sort=name&limit=2&count=exact&fields=name").expect(200)
        #expect(first["totalCount"] == 3)
        let next = try #require(first["next"]?.string)
        #expect(next.hasPrefix(collection))
        #expect(try await client.get(next).expect(200).results.map { $0["name"] } == ["Zorg"])
        let expanded = try await client.get("\(collection)?expand=representative,partner&limit=1").expect(200)
        #expect(expanded.results[0]["_expand"]?["representative"]?["displayName"] == "Anna de Boer")
    }
}
