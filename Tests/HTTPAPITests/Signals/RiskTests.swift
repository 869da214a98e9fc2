import Contract
import Foundation
import Testing

@Suite("A risk is recorded, weighed and answered", .koers)
struct RiskTests {
    static let steps = ["open": ["mitigated", "occurred", "closed"], "mitigated": [], "occurred": [], "closed": []]

    private func risk(in status: String = "open", of programme: UUID? = nil, _ changes: JSON = [:]) async throws
        -> String
    {
        let client = try Koers.current.client
        let place = if let programme { programme } else { try await client.makeProgramme() }
        let path = try await client.make(client.collection("risks", of: place), Body.risk.with(changes)).location
        if status != "open" { try await client.take(path, to: status, ["motivation": "Voorbij"]).expect(200) }
        return path
    }

    @Test("Every step of the machine is taken, every other one is refused", arguments: steps.keys.sorted())
    func machine(from: String) async throws {
        let client = try Koers.current.client
        let path = try await risk(in: from)
        for to in Self.steps.keys.sorted() where Self.steps[from]?.contains(to) != true {
            let refused = try await client.take(path, to: to, ["motivation": "Toch"]).expect(409, "invalid-transition")
            #expect(refused["allowed"] == .array((Self.steps[from] ?? []).map { .string($0) }))
        }
        for to in Self.steps[from] ?? [] {
            let other = try await risk(in: from)
            #expect(
                try await client.take(other, to: to, ["motivation": "Zo is het"]).expect(200)["status"] == .string(to)
            )
        }
    }

    @Test("Closing needs a motivation; what came true or was mitigated speaks for itself")
    func motivation() async throws {
        let client = try Koers.current.client
        let path = try await risk()
        for changes in [[:], ["motivation": .null], ["motivation": " "]] as [JSON] {
            #expect(try await client.take(path, to: "closed", changes).expect(400).errors == ["/motivation required"])
        }
        try await client.take(path, to: "closed", ["motivation": "Het pand is gekocht"]).expect(200)
        let told = try await client.journal("&subject=\(encoded(path))&type=risk.closed")
        #expect(told.map { $0["reason"] } == ["Het pand is gekocht"])
        for status in ["mitigated", "occurred"] {
            try await client.take(try await risk(), to: status).expect(200)
        }
    }

    @Test("The score is the product, and the highest comes first when asked")
    func score() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        for (probability, impact) in [(1, 1), (5, 5), (2, 5), (3, 3)] as [(JSON, JSON)] {
            _ = try await risk(of: programme, ["probability": probability, "impact": impact])
        }
        let collection = "/v1/" + client.collection("risks", of: programme)
        let listed = try await client.get("\(collection)?sort=-score&limit=3").expect(200)
        #expect(listed.results.map { $0["score"] } == [25, 10, 9])
        #expect(try await client.get(try #require(listed["next"]?.string)).results.map { $0["score"] } == [1])
        #expect(try await client.get("\(collection)?scoreFrom=9&scoreUntil=10").results.count == 2)
        let path = try await risk(of: programme)
        let changed = try await client.patch(path, ["probability": 4]).expect(200)
        #expect(changed["score"] == 12 && changed["version"] == 2)
        #expect(try await client.patch(path, ["score": 1]).expect(400).errors == ["/score read_only"])
        for (member, value) in [("probability", 0), ("probability", 6), ("impact", 0), ("impact", 6)]
            as [(String, JSON)]
        {
            let answer = try await client.post(collection, Body.risk.with([(member): value])).expect(400)
            #expect(answer.errors.count == 1 && answer.errors[0].hasPrefix("/\(member) "))
        }
    }

    @Test("Its owner is a role of the programme itself, and it is found there only")
    func places() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let elsewhere = try await client.makeProgramme()
        let owner = try await client.makeRole(of: programme)
        let path = try await risk(of: programme, ["ownerRoleId": .string(owner.text)])
        let others = [
            try await client.makeRole(of: elsewhere), try await client.makeRole(), try await koers.stranger.makeRole(),
        ]
        for other in others {
            let refused = try await client.patch(path, ["ownerRoleId": .string(other.text)]).expect(400)
            #expect(refused.errors == ["/ownerRoleId unknown_reference"])
        }
        let wrong = path.replacing(programme.text, with: elsewhere.text)
        try await client.get(wrong).expect(404)
        try await client.patch(wrong, ["impact": 1]).expect(404)
        try await client.take(wrong, to: "occurred").expect(404)
        let collection = "/v1/" + client.collection("risks", of: programme)
        let found = try await client.get("\(collection)?ownerRoleId=\(owner.text)&status=open&expand=ownerRole").expect(
            200
        )
        #expect(found.results.map { $0["_expand"]?["ownerRole"]?["id"] } == [.string(owner.text)])
        #expect(try await client.patch(path, ["ownerRoleId": .null]).expect(200)["ownerRoleId"] == .null)
    }

    @Test("The same key takes a step once, and a stale version takes none")
    func onceOnly() async throws {
        let client = try Koers.current.client
        let path = try await risk()
        try await client.patch(path, ["response": "Werving in elke wijk"]).expect(200)
        try await client.post("\(path)/transitions", ["to": "occurred"], ["If-Match": "\"1\""]).expect(412)
        let key = ["Idempotency-Key": "\"risk-\(nextNumber())\""]
        let first = try await client.post("\(path)/transitions", ["to": "occurred"], key).expect(200)
        let again = try await client.post("\(path)/transitions", ["to": "occurred"], key).expect(200)
        #expect(again.field("Idempotent-Replayed") == "true" && again.bytes == first.bytes)
        #expect(try await client.journal("&subject=\(encoded(path))").count == 3)
    }
}
