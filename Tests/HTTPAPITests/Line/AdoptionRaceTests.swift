import Contract
import Foundation
import Storage
import Testing

@Suite("Stances and adoptions that meet")
struct AdoptionRaceTests {
    @Test("No vision is adopted over a required stance that is not an endorsement at that moment", .koers)
    func adoption() async throws {
        let koers = try Koers.current
        let client = koers.client
        var adoptions = 0
        var refusals = 0
        for _ in 0..<8 {
            let programme = try await client.makeProgramme()
            var stakeholders: [UUID] = []
            for category in ["executive", "director", "social_partner", "residents"] {
                stakeholders.append(try await client.makeStakeholder(of: programme, category))
            }
            let path = try await client.makeSeekingVision(of: programme)
            for stakeholder in stakeholders { try await client.endorse(path, stakeholder).expect(201) }
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for stakeholder in stakeholders.shuffled().prefix(2) {
                    for stance in [
                        "endorsed", ["withdrawn", "reservation", "refused"].randomElement() ?? "", "endorsed",
                    ] {
                        group.addTask { try await client.endorse(path, stakeholder, stance) }
                    }
                }
                for _ in 0..<8 {
                    group.addTask { try await client.post("\(path)/transitions", ["to": "adopted"]) }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            for answer in answers { #expect([200, 201, 409].contains(answer.status), "\(answer)") }
            adoptions += answers.count { $0.status == 200 }
            refusals += answers.count { $0.problem == "governance-refused" }
            #expect(answers.count { $0.status == 200 } <= 1)
            try await expectCarried(programme, path, stakeholders)
        }
        #expect(adoptions > 0 && refusals > 0, "\(adoptions) adoptions and \(refusals) refusals: no race was run")
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
    }

    /// Replays the journal: what was the latest stance of each when the vision was adopted, and what is support now?
    private func expectCarried(_ programme: UUID, _ path: String, _ stakeholders: [UUID]) async throws {
        let client = try Koers.current.client
        var latest: [String: String] = [:]
        var isAdopted = false
        for entry in try await client.journal("&programmeId=\(programme.text)") {
            switch entry["type"]?.string {
            case "endorsement.created":
                latest[entry["data"]?["stakeholderId"]?.string ?? ""] = entry["data"]?["stance"]?.string
            case "vision.adopted":
                isAdopted = true
                #expect(stakeholders.allSatisfy { latest[$0.text] == "endorsed" }, "adopted over \(latest)")
            default: break
            }
        }
        let isCarried = stakeholders.allSatisfy { latest[$0.text] == "endorsed" }
        let shown = try await client.programme(programme)
        #expect(shown["supportStatus"] == (isAdopted ? (isCarried ? "carried" : "eroded") : "none"))
        let support = try await client.get("\(path)/support").expect(200)
        for told in support["stakeholders"]?.array ?? [] {
            #expect(
                told["stance"]?.string == latest[told["stakeholderId"]?.string ?? ""],
                "the latest is the last written"
            )
        }
    }

    @Test(
        "Of two visions that are adopted at once one is adopted at every moment, and never the older over the newer",
        .koers
    )
    func twoVisions() async throws {
        let koers = try Koers.current
        let client = koers.client
        for _ in 0..<8 {
            let programme = try await client.makeProgramme()
            var stakeholders: [UUID] = []
            for category in ["executive", "director", "social_partner"] {
                stakeholders.append(try await client.makeStakeholder(of: programme, category))
            }
            let visions = [
                try await client.makeSeekingVision(of: programme), try await client.makeSeekingVision(of: programme),
            ]
            for vision in visions {
                for stakeholder in stakeholders { try await client.endorse(vision, stakeholder).expect(201) }
            }
            async let first = client.post("\(visions[0])/transitions", ["to": "adopted"])
            async let second = client.post("\(visions[1])/transitions", ["to": "adopted"])
            let answers = try await [first, second]
            answers[1].expect(200)
            if answers[0].status != 200 { #expect(answers[0].expect(409).blockers == ["VIS-03"]) }
            let adopted = try await client.get("/v1/programmes/\(programme.text)/visions?status=adopted").expect(200)
            #expect(adopted.results.map { $0["number"] } == [2])
            #expect(try await client.programme(programme)["visionId"] == adopted.results[0]["id"])
        }
    }

    @Test("Visions that are drawn up at once get numbers without gaps", .koers)
    func numbers() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<20 {
                group.addTask { try await client.make("programmes/\(programme.text)/visions", Body.vision) }
            }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.compactMap { $0["number"]?.integer }.sorted() == (1...20).map(\.self))
    }
}
