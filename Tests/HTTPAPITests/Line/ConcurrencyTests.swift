import Contract
import Foundation
import Storage
import Testing

@Suite("Many clients at once lose nothing and double nothing")
struct ConcurrencyTests {
    @Test("A hundred clients patch one programme: its version and its journal count the successes", .koers)
    func patches() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let successes = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for number in 0..<100 {
                group.addTask { try await Self.patch(path, "Naam \(number)", koers.client) }
            }
            return try await group.reduce(into: [Int64]()) { if let version = $1 { $0.append(version) } }
        }
        #expect(successes.count > 0)
        #expect(Set(successes).count == successes.count, "no two clients made the same version")
        let programmeNow = try await koers.client.get(path).expect(200)
        #expect(programmeNow["version"]?.integer == Int64(1 + successes.count))
        #expect(successes.max() == programmeNow["version"]?.integer)
        let updates = try await koers.client.journal("&subject=\(encoded(path))&type=programme.updated")
        #expect(updates.count == successes.count)
        #expect(updates.compactMap { $0["data"]?["version"]?.integer } == (2...Int64(1 + successes.count)).map(\.self))
    }

    /// Reads and patches until it succeeded, a bounded number of times; the version that it made.
    private static func patch(_ path: String, _ name: String, _ client: Caller) async throws -> Int64? {
        for _ in 0..<8 {
            let tag = try #require(try await client.get(path).expect(200).etag)
            let answer = try await client.patch(path, ["name": .string(name)], ifMatch: tag)
            if answer.status == 200 { return answer["version"]?.integer }
            answer.expect(412, "precondition-failed")
        }
        return nil
    }

    @Test("Fifty creations under one key make one record", .koers)
    func creations() async throws {
        let koers = try Koers.current
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<50 {
                group.addTask { try await koers.client.post("/v1/teams", Body.team, ["Idempotency-Key": "\"one\""]) }
            }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        let created = answers.filter { $0.status == 201 }
        #expect(created.count >= 1)
        #expect(Set(created.map(\.bytes)).count == 1)
        #expect(created.count { $0.field("Idempotent-Replayed") == nil } == 1)
        for answer in answers where answer.status != 201 { answer.expect(409, "idempotency-conflict") }
        #expect(try await koers.client.get("/v1/teams").results.count == 1)
        #expect(try await koers.client.journal("&type=team.created").count == 1)
    }

    @Test("Twenty clients take one step: one takes it, the others are told where it stands", .koers)
    func steps() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeProgramme()
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await koers.client.step(
                        programme,
                        to: number.isMultiple(of: 2) ? "formation" : "rejected",
                        ["motivation": "Nu"]
                    )
                }
            }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        let taken = answers.filter { $0.status == 200 }
        for answer in answers where answer.status != 200 { answer.expect(409, "invalid-transition") }
        let phases = taken.compactMap { $0["phase"]?.string }
        #expect(["formation", "rejected"].contains(phases.first ?? ""))
        #expect(phases.count { $0 == "formation" } <= 1 && phases.count { $0 == "rejected" } == 1)
        let version = try await koers.client.get("/v1/programmes/\(programme.text)").expect(200)["version"]?.integer
        #expect(version == Int64(1 + taken.count))
    }

    @Test("Of twenty programmes with one code one is created", .koers)
    func codes() async throws {
        let koers = try Koers.current
        let body = Body.programme(challenge: try await koers.client.makeChallenge())
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<20 { group.addTask { try await koers.client.post("/v1/programmes", body) } }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.status == 201 } == 1)
        for answer in answers where answer.status != 201 { answer.expect(409, "conflict") }
    }

    @Test("The facts of a challenge never change under a programme that leaves exploration at that moment", .koers)
    func frozenFacts() async throws {
        let koers = try Koers.current
        for _ in 0..<10 {
            let challenge = try await koers.client.makeChallenge()
            let programme = try await koers.client.make("programmes", Body.programme(challenge: challenge)).id
            async let step = koers.client.step(programme, to: "formation")
            async let change = koers.client.patch("/v1/challenges/\(challenge.text)", ["strategicGoalSet": false])
            let (stepped, changed) = try await (step.status, change.status)
            #expect(Set([stepped, changed]) == [200, 409], "one of the two is refused: \(stepped), \(changed)")
        }
    }

    @Test("A record exists from its own createdAt on, however many are written at once", .koers)
    func asOf() async throws {
        let koers = try Koers.current
        let teams = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<40 { group.addTask { try await koers.client.make("teams", Body.team) } }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        for team in teams {
            let path = try team.location
            let born = try #require(team["createdAt"]?.string)
            #expect(try await koers.client.get("\(path)?asOf=\(born)").expect(200).bytes == team.bytes)
        }
    }

    @Test("Writers of many records leave a journal without gaps", .koers)
    func journal() async throws {
        let koers = try Koers.current
        let before = try await koers.client.journal().count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    _ = try await koers.client.make("teams", Body.team.with(["name": .string("T\(number)")]))
                }
            }
            try await group.waitForAll()
        }
        let entries = try await koers.client.journal()
        #expect(entries.compactMap { $0["sequence"]?.integer } == (1...Int64(before + 60)).map(\.self))
        let times = entries.compactMap { $0["occurredAt"]?.string }
        #expect(times == times.sorted())
        let verification = try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now)
        #expect(verification.firstBreach == nil)
        #expect(verification.entries == Int64(entries.count))
    }
}
