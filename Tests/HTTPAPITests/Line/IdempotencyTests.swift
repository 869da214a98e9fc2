import Contract
import Foundation
import Storage
import Testing

@Suite("An Idempotency-Key makes a retry safe", .koers)
struct IdempotencyTests {
    private func key() -> [String: String] { ["Idempotency-Key": "\"key-\(nextNumber())\""] }

    @Test("A creation is replayed: the same status, body, Location and tag, and one record")
    func creation() async throws {
        let client = try Koers.current.client
        let key = key()
        let name: JSON = .string("Eenmaal \(nextNumber())")
        let first = try await client.post("/v1/teams", Body.team.with(["name": name]), key).expect(201)
        #expect(first.field("Idempotent-Replayed") == nil)
        let path = try first.location
        try await client.patch(path, ["policyField": "Anders"]).expect(200)
        for _ in 0..<2 {
            let again = try await client.post("/v1/teams", Body.team.with(["name": name]), key).expect(201)
            #expect(again.field("Idempotent-Replayed") == "true")
            #expect(again.bytes == first.bytes)
            #expect(try again.location == path)
            #expect(again.etag == first.etag)
        }
        #expect(try await client.get("/v1/teams?search=\(encoded(name.string ?? ""))").results.count == 1)
    }

    @Test("A change and a step are replayed, also when If-Match has gone stale since")
    func change() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let (patchKey, stepKey) = (key(), key())
        let patched = try await client.patch(path, ["name": "Twee"], ifMatch: "\"1\"", patchKey).expect(200)
        let stepped = try await client.post(
            "\(path)/transitions",
            ["to": "formation"],
            stepKey.merging(["If-Match": "\"2\""]) { $1 }
        ).expect(200)
        let patchedAgain = try await client.patch(path, ["name": "Twee"], ifMatch: "\"1\"", patchKey).expect(200)
        #expect(patchedAgain.bytes == patched.bytes)
        #expect(patchedAgain.etag == "\"2\"")
        #expect(patchedAgain.field("Location") == nil)
        let steppedAgain = try await client.post("\(path)/transitions", ["to": "formation"], stepKey).expect(200)
        #expect(steppedAgain.bytes == stepped.bytes)
        #expect(steppedAgain.field("Idempotent-Replayed") == "true")
        #expect(try await client.get(path)["version"] == 3)
    }

    @Test("A change of nothing is replayed too")
    func changeOfNothing() async throws {
        let client = try Koers.current.client
        let team = try await client.make("teams", Body.team)
        let key = key()
        let first = try await client.patch(try team.location, [:], key).expect(200)
        try await client.patch(try team.location, ["name": "Verder"]).expect(200)
        let again = try await client.patch(try team.location, [:], key).expect(200)
        #expect(again.bytes == first.bytes)
        #expect(again.field("Idempotent-Replayed") == "true")
    }

    @Test("A refusal by the rules is replayed with its blockers, and stands in the journal once")
    func refusal() async throws {
        let client = try Koers.current.client
        let key = key()
        let challenge = try await client.makeChallenge(["strategicGoalSet": false])
        let programme = try await client.make("programmes", Body.programme(challenge: challenge)).id
        let first = try await client.post("/v1/programmes/\(programme.text)/transitions", ["to": "formation"], key)
        first.expect(409, "governance-refused")
        try await client.patch("/v1/challenges/\(challenge.text)", ["strategicGoalSet": true]).expect(200)
        let again = try await client.post("/v1/programmes/\(programme.text)/transitions", ["to": "formation"], key)
        again.expect(409, "governance-refused")
        #expect(again.field("Idempotent-Replayed") == "true")
        for member in ["type", "title", "status", "detail", "blockers"] {
            #expect(again[member] == first[member], "\(member)")
        }
        #expect(try await client.journal("&type=programme.refused&programmeId=\(programme.text)").count == 1)
        try await client.step(programme, to: "formation").expect(200)
    }

    @Test("The same key with another request is refused")
    func mismatch() async throws {
        let client = try Koers.current.client
        let key = key()
        let team = try await client.post("/v1/teams", Body.team, key).expect(201)
        try await client.post("/v1/teams", Body.team.with(["name": "Anders"]), key).expect(422, "idempotency-mismatch")
        try await client.post("/v1/persons", Body.person, key).expect(422, "idempotency-mismatch")
        try await client.patch(try team.location, ["name": "Anders"], key).expect(422, "idempotency-mismatch")
        try await client.post("/v1/teams", Body.team, key).expect(201)
    }

    @Test("A UUID is one key with and without its quotes, in capitals or not")
    func quotes() async throws {
        let client = try Koers.current.client
        let uuid = UUID().text
        let bare = try await client.post("/v1/teams", Body.team, ["Idempotency-Key": uuid]).expect(201)
        let quoted = try await client.post("/v1/teams", Body.team, ["Idempotency-Key": "\"\(uuid)\""]).expect(201)
        #expect(bare.bytes == quoted.bytes)
        let capitals = try await client.post("/v1/teams", Body.team, ["Idempotency-Key": uuid.uppercased()])
        #expect(capitals.expect(201).bytes == bare.bytes)
        for wrong in [
            "bare", "\"\"", "\"open", "\"a\"\"b\"", "\(uuid)x", "'\(uuid)'",
            "\"\(String(repeating: "k", count: 201))\"",
        ] {
            let refused = try await client.post("/v1/teams", Body.team, ["Idempotency-Key": wrong]).expect(400)
            #expect(refused.errors == ["Idempotency-Key pattern"], "\(wrong)")
        }
    }

    @Test("What was no answer is not stored: 400, 404, 412, 428, 409 of a taken value")
    func notStored() async throws {
        let client = try Koers.current.client
        let key = key()
        try await client.post("/v1/teams", ["name": "x"], key).expect(400)
        try await client.post("/v1/persons", Body.person.with(["teamId": .string(UUID().text)]), key).expect(400)
        try await client.patch("/v1/teams/\(UUID().text)", ["name": "x"], key).expect(404)
        let programme = try await client.make("programmes", Body.programme(challenge: client.makeChallenge()))
        try await client.patch(try programme.location, ["name": "x"], ifMatch: "\"9\"", key).expect(412)
        try await client.patch(try programme.location, ["name": "x"], ifMatch: nil, key).expect(428)
        let taken = Body.programme(challenge: try await client.makeChallenge()).with([
            "code": programme["code"] ?? .null
        ])
        try await client.post("/v1/programmes", taken, key).expect(409, "conflict")
        try await client.step(programme.id, to: "closed").expect(409, "invalid-transition")
        #expect(try await client.post("/v1/teams", Body.team, key).expect(201).field("Idempotent-Replayed") == nil)
    }

    @Test("A key is its client's own")
    func perClient() async throws {
        let koers = try Koers.current
        let key = key()
        let first = try await koers.client.post("/v1/teams", Body.team, key).expect(201)
        let second = try await koers.caller(koers.home.secondToken).post("/v1/teams", Body.team, key).expect(201)
        let stranger = try await koers.stranger.post("/v1/teams", Body.team, key).expect(201)
        #expect(Set([try first.id, try second.id, try stranger.id]).count == 3)
    }
}

@Suite("An answer is replayed for a day")
struct IdempotencyLifetimeTests {
    @Test("After 24 hours a key is new again", .koers)
    func lifetime() async throws {
        let koers = try Koers.current
        let key = ["Idempotency-Key": "\"daily\""]
        let first = try await koers.client.post("/v1/teams", Body.team, key).expect(201)
        koers.clock.advance(by: .seconds(24 * 3600 - 1))
        let again = try await koers.client.post("/v1/teams", Body.team, key).expect(201)
        #expect(again.bytes == first.bytes)
        koers.clock.advance(by: .seconds(2))
        let other = try await koers.client.post("/v1/teams", Body.team.with(["name": "Nieuw"]), key).expect(201)
        #expect(other["name"] == "Nieuw")
        #expect(other.field("Idempotent-Replayed") == nil)
    }

    @Test("After 24 hours an answer is forgotten, by however many servers; a younger one stays", .koers)
    func forgotten() async throws {
        let koers = try Koers.current
        let store = try await Store(koers.app)
        let count = 2 * Store.expiredAnswersAtOnce + 1
        try await koers.client.post("/v1/teams", Body.team, ["Idempotency-Key": "\"first\""]).expect(201)
        try await koers.sql(
            """
            INSERT INTO koers.idempotency_key SELECT organisation_id, client_id, 'more-' || n, request_hash, status, \
            journal_sequence, stored_at FROM koers.idempotency_key, generate_series(2, \(count)) AS n
            """
        )
        koers.clock.advance(by: .seconds(24 * 3600 - 1))
        let key = ["Idempotency-Key": "\"young\""]
        let young = try await koers.client.post("/v1/teams", Body.team.with(["name": "Jong"]), key).expect(201)
        #expect(try await store.forgetExpiredAnswers(at: koers.clock.now) == 0)
        koers.clock.advance(by: .seconds(1))
        let now = koers.clock.now
        async let one = store.forgetExpiredAnswers(at: now)
        async let other = store.forgetExpiredAnswers(at: now)
        let forgotten = try await one + other
        #expect(forgotten == count)
        #expect(try await koers.sql("SELECT key FROM koers.idempotency_key") == "young")
        let again = try await koers.client.post("/v1/teams", Body.team.with(["name": "Jong"]), key).expect(201)
        #expect(again.bytes == young.bytes)
    }
}
