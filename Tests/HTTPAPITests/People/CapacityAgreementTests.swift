import Contract
import Foundation
import Testing

@Suite("A team pledges hours, and someone confirms them", .koers)
struct CapacityAgreementTests {
    static let steps = ["proposed": ["confirmed", "withdrawn"], "confirmed": ["withdrawn"], "withdrawn": []]
    static let ways = ["proposed": [], "confirmed": ["confirmed"], "withdrawn": ["withdrawn"]]

    private func agreement(in status: String = "proposed", _ changes: JSON = [:]) async throws -> String {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let team = try await client.make("teams", Body.team).id
        let path = try await client.make(
            client.collection("capacity-agreements", of: programme),
            Body.capacityAgreement(team).with(changes)
        ).location
        for to in Self.ways[status] ?? [] {
            try await client.take(path, to: to, ["motivation": "Zo afgesproken"]).expect(200)
        }
        return path
    }

    @Test("Every step of the machine is taken, every other one is refused", arguments: steps.keys.sorted())
    func machine(from: String) async throws {
        let client = try Koers.current.client
        let path = try await agreement(in: from)
        for to in Self.steps.keys.sorted() where Self.steps[from]?.contains(to) != true {
            let refused = try await client.take(path, to: to, ["motivation": "Toch"])
            refused.expect(409, "invalid-transition")
            #expect(refused["allowed"] == .array((Self.steps[from] ?? []).map { .string($0) }))
        }
        for to in Self.steps[from] ?? [] {
            let other = try await agreement(in: from)
            #expect(
                try await client.take(other, to: to, ["motivation": "Zo is het"]).expect(200)["status"] == .string(to)
            )
        }
    }

    @Test("Who pledged and who confirmed are the persons of the credentials, and neither is nobody")
    func signatures() async throws {
        let koers = try Koers.current
        let client = koers.client
        let nobody = koers.caller(koers.home.firstToken)
        let path = try await agreement()
        let shown = try await client.get("\(path)?expand=team,pledgedBy,confirmedBy").expect(200)
        #expect(shown["pledgedById"] == .string(try client.person.text) && shown["confirmedById"] == .null)
        #expect(
            shown["_expand"]?["confirmedBy"] == .null && shown["_expand"]?["pledgedBy"]?["id"] == shown["pledgedById"]
        )
        let collection = String(path.dropLast(37))
        let team = try #require(shown["teamId"]?.string.flatMap { UUID(uuidString: $0) })
        for member in ["pledgedById", "confirmedById", "status"] {
            let body = Body.capacityAgreement(team).with([(member): shown["pledgedById"] ?? .null])
            #expect(try await client.post(collection, body).expect(400).errors == ["/\(member) read_only"])
        }
        try await nobody.post(collection, Body.capacityAgreement(team)).expect(403, "no-authority")
        try await nobody.take(path, to: "confirmed").expect(403, "no-authority")
        let confirmed = try await koers.sponsor.take(path, to: "confirmed").expect(200)
        #expect(confirmed["confirmedById"] == .string(try koers.home.sponsor.required.text))
        try await nobody.take(path, to: "withdrawn", ["motivation": "Opgezegd in het HR-systeem"]).expect(200)
        #expect(try await client.get(path)["confirmedById"] == confirmed["confirmedById"])
    }

    @Test("Withdrawing needs a motivation, which the journal keeps")
    func motivation() async throws {
        let client = try Koers.current.client
        for status in ["proposed", "confirmed"] {
            let path = try await agreement(in: status)
            for motivation in [nil, .null, "", " \n"] as [JSON?] {
                let changes: JSON = motivation.map { ["motivation": $0] } ?? [:]
                let refused = try await client.take(path, to: "withdrawn", changes).expect(400)
                #expect(refused.errors == ["/motivation required"])
            }
            try await client.take(path, to: "withdrawn", ["motivation": "Twee vacatures"]).expect(200)
            let told = try await client.journal("&subject=\(encoded(path))&type=capacity_agreement.withdrawn")
            #expect(told.map { $0["reason"] } == ["Twee vacatures"])
        }
    }

    @Test("What is confirmed stays as it was confirmed (STA-01)")
    func fixed() async throws {
        let client = try Koers.current.client
        let proposed = try await agreement()
        #expect(try await client.patch(proposed, ["hoursPerWeek": 8]).expect(200)["hoursPerWeek"] == 8)
        for status in ["confirmed", "withdrawn"] {
            let path = try await agreement(in: status)
            for change in [["hoursPerWeek": 1], ["fromDate": "2026-02-01"], ["untilDate": "2026-02-28"]] as [JSON] {
                #expect(try await client.patch(path, change).expect(409, "governance-refused").blockers == ["STA-01"])
            }
            try await client.patch(path, ["hoursPerWeek": 64]).expect(200)
            try await client.patch(path, ["externalIds": ["hr": .string("C-\(nextNumber())")]]).expect(200)
        }
    }

    @Test("Hours and dates have their bounds, and the team is one of the organisation")
    func shapes() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let collection = "/v1/" + client.collection("capacity-agreements", of: programme)
        let body = Body.capacityAgreement(try await client.make("teams", Body.team).id)
        for (hours, status) in [(0, 400), (1, 201), (10_000, 201), (10_001, 400)] as [(JSON, Int)] {
            try await client.post(collection, body.with(["hoursPerWeek": hours])).expect(status)
        }
        for (until, status) in [("2025-12-31", 400), ("2026-01-01", 201), ("2026-02-29", 400)] as [(JSON, Int)] {
            try await client.post(collection, body.with(["untilDate": until])).expect(status)
        }
        #expect(
            try await client.post(collection, body.without("untilDate")).expect(400).errors == ["/untilDate required"]
        )
        let foreign = try await koers.stranger.make("teams", Body.team).id
        let refused = try await client.post(collection, Body.capacityAgreement(foreign)).expect(400)
        #expect(refused.errors == ["/teamId unknown_reference"])
        let path = try await client.post(collection, body).expect(201).location
        let elsewhere = try await client.makeProgramme()
        try await client.get(path.replacing(programme.text, with: elsewhere.text)).expect(404)
        try await client.take(path.replacing(programme.text, with: elsewhere.text), to: "confirmed").expect(404)
        let listed = try await client.get("\(collection)?sort=-hoursPerWeek&untilDateFrom=2026-12-31&limit=1").expect(
            200
        )
        #expect(listed.results.map { $0["hoursPerWeek"] } == [10_000])
    }

    @Test("The same key confirms once, and a stale version confirms nothing")
    func onceOnly() async throws {
        let client = try Koers.current.client
        let path = try await agreement()
        try await client.patch(path, ["hoursPerWeek": 32]).expect(200)
        let key = ["Idempotency-Key": "\"confirmed-\(nextNumber())\""]
        try await client.post("\(path)/transitions", ["to": "confirmed"], ["If-Match": "\"1\""]).expect(412)
        let first = try await client.post("\(path)/transitions", ["to": "confirmed"], key).expect(200)
        let again = try await client.post("\(path)/transitions", ["to": "confirmed"], key).expect(200)
        #expect(again.field("Idempotent-Replayed") == "true" && again.bytes == first.bytes)
        #expect(try await client.journal("&subject=\(encoded(path))").count == 3)
    }
}
