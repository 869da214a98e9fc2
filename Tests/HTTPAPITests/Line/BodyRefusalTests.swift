import Contract
import Foundation
import Testing

@Suite("A body that is wrong is refused with everything that is wrong", .koers)
struct BodyRefusalTests {
    @Test("Unknown references are all named at once, each at its place")
    func unknownReferences() async throws {
        let client = try Koers.current.client
        let nobody: JSON = .string(UUID().text)
        let programme = try await client.post(
            "/v1/programmes",
            Body.programme(challenge: UUID()).with(["politicalSponsorId": nobody, "officialSponsorId": nobody])
        )
        #expect(
            programme.expect(400).errors == [
                "/challengeId unknown_reference", "/officialSponsorId unknown_reference",
                "/politicalSponsorId unknown_reference",
            ]
        )
        let known: JSON = .string(try await client.make("partners", Body.partner).id.text)
        let partner = try await client.post(
            "/v1/partners",
            Body.partner.with(["predecessorIds": [.string(UUID().text), known, nobody]])
        )
        #expect(
            partner.expect(400).errors == [
                "/predecessorIds/0 unknown_reference", "/predecessorIds/2 unknown_reference",
            ]
        )
        let person = try await client.makePerson()
        let patch = try await client.patch("/v1/persons/\(person.text)", ["teamId": nobody])
        #expect(patch.expect(400).errors == ["/teamId unknown_reference"])
    }

    @Test("Members of the server are read-only, also with the value that they have")
    func readOnly() async throws {
        let client = try Koers.current.client
        let programme = try await client.make("programmes", Body.programme(challenge: client.makeChallenge()))
        let owned = [
            "challengeId", "createdAt", "id", "mainGoalId", "phase", "supportDeadlineDate", "supportStatus",
            "updatedAt", "version", "visionId",
        ]
        var change: JSON = [:]
        for member in owned { change = change.with([(member): programme[member] ?? .null]) }
        let patch = try await client.patch(try programme.location, change).expect(400)
        #expect(patch.errors == owned.map { "/\($0) read_only" })
        let oin = try await client.patch("/v1/organisation", ["oin": "00000000000000000001"]).expect(400)
        #expect(oin.errors == ["/oin read_only"])
    }

    @Test("Every error is told at once: missing, unknown, of another type, outside a list, too small")
    func everything() async throws {
        let client = try Koers.current.client
        let answer = try await client.post(
            "/v1/challenges?bogus=1&dryRun=maybe",
            [
                "name": "  ", "predictability": 101, "strategicGoalSet": "ja", "steeringParties": -1,
                "chosenMethod": "gut feeling", "extra": 1, "version": 3,
            ],
            ["Idempotency-Key": "not quoted", "Audit-Reason": ""]
        )
        #expect(
            Set(answer.expect(400).errors).isSuperset(of: [
                "/chosenMethod enum", "/extra unknown", "/name pattern", "/predictability maximum",
                "/steeringParties minimum", "/strategicGoalSet type", "/structuralEffort required",
                "/version read_only", "bogus unknown", "dryRun type", "Idempotency-Key pattern",
            ]),
            "\(answer)"
        )
    }

    @Test("A window that ends before it begins is refused, at its end")
    func windows() async throws {
        let client = try Koers.current.client
        let body = Body.programme(challenge: try await client.makeChallenge())
        let disordered = try await client.post(
            "/v1/programmes",
            body.with(["startDate": "2027-01-02", "endDate": "2027-01-01"])
        )
        #expect(disordered.expect(400).errors == ["/endDate minimum"])
        let day = try await client.make(
            "programmes",
            body.with(["startDate": "2027-01-01", "endDate": "2027-01-01"])
        )
        let later = try await client.patch(try day.location, ["startDate": "2027-01-02"])
        #expect(later.expect(400).errors == ["/endDate minimum"])
        let capacities = try await client.post(
            "/v1/persons",
            Body.person.with([
                "actsFor": [
                    ["body": "mayor", "fromDate": "2027-01-01"],
                    ["body": "college", "fromDate": "2027-01-02", "untilDate": "2027-01-01"],
                ]
            ])
        )
        #expect(capacities.expect(400).errors == ["/actsFor/1/untilDate minimum"])
    }

    @Test("Windows, references and unknown ids are told together, before a precondition is asked")
    func together() async throws {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge()
        let programme = try await client.make("programmes", Body.programme(challenge: challenge))
        let nobody = JSON.string(UUID().text)
        let wrong: JSON = ["startDate": "2027-01-01", "endDate": "2026-12-31", "politicalSponsorId": nobody]
        let refused = try await client.patch("/v1/programmes/\(programme.id.text)", wrong, ifMatch: nil)
        #expect(
            Set(refused.expect(400).errors) == ["/endDate minimum", "/politicalSponsorId unknown_reference"]
        )
    }

    @Test("For whom a person acts is written with organisation:admin only")
    func actsFor() async throws {
        let koers = try Koers.current
        let people = koers.client(["people:write"])
        let acting: JSON = ["actsFor": [["body": "college", "fromDate": "2026-01-01"]]]
        try await people.post("/v1/persons", Body.person.with(acting)).expect(403, "forbidden")
        try await people.post("/v1/persons", Body.person.with(["actsFor": []])).expect(403, "forbidden")
        let alsoWrong = Body.person.with(acting).with(["contractHoursPerWeek": 169])
        try await people.post("/v1/persons", alsoWrong).expect(403, "forbidden")
        let person = try await people.post("/v1/persons", Body.person).expect(201)
        try await people.patch(try person.location, acting).expect(403, "forbidden")
        let admin = try await koers.client.patch(try person.location, acting).expect(200)
        #expect(
            admin["actsFor"] == [["body": "college", "fromDate": "2026-01-01", "untilDate": .null]]
        )
    }

    @Test(
        "What no JSON text may hold is refused",
        arguments: [
            #"{"name":"a\u0000b","policyField":"x"}"#, #"{"name":"\ud800","policyField":"x"}"#,
            #"{"name":"\udc00\ud800","policyField":"x"}"#, #"{"name":"a","name":"b","policyField":"x"}"#,
            #"{"name":"a","policyField":"x"} trailing"#, #"{"name":"a","policyField":"x",}"#, "[]", "null", "1", "{",
            #"{"name":NaN,"policyField":"x"}"#, String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
            #"{"name\u0000":"a"}"#,
        ]
    )
    func malformed(body: String) async throws {
        let answer = try await Koers.current.client.send(
            "POST",
            "/v1/teams",
            body: Array(body.utf8),
            fields: ["Content-Type": "application/json"]
        )
        answer.expect(400, "invalid-request")
        #expect(!answer.errors.isEmpty)
    }

    @Test("Bytes that are no UTF-8 are refused")
    func invalidUTF8() async throws {
        for bytes in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]] {
            let body = Array(#"{"name":"a"#.utf8) + bytes + Array(#"","policyField":"x"}"#.utf8)
            try await Koers.current.client.send(
                "POST",
                "/v1/teams",
                body: body,
                fields: ["Content-Type": "application/json"]
            ).expect(400, "invalid-request")
        }
    }

    @Test(
        "A number that its member cannot hold is refused",
        arguments: [
            "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e400", "1.5", "1e1", "-0.5",
            "1001", "-1", "\"3\"",
        ]
    )
    func numbers(number: String) async throws {
        let body =
            #"{"name":"a","predictability":1,"strategicGoalSet":true,"structuralEffort":true,"steeringParties":\#(number)}"#
        let answer = try await Koers.current.client.send(
            "POST",
            "/v1/challenges",
            body: Array(body.utf8),
            fields: ["Content-Type": "application/json"]
        )
        #expect(answer.expect(400).errors.allSatisfy { $0.hasPrefix("/steeringParties ") }, "\(answer)")
    }

    @Test("A command without its body is refused")
    func missingBody() async throws {
        let client = try Koers.current.client
        #expect(try await client.send("POST", "/v1/teams").expect(400).errors == [" required"])
        try await client.send("POST", "/v1/teams", body: Array("{}".utf8), fields: ["Content-Type": "text/plain"])
            .expect(415, "unsupported-media-type")
        try await client.send("GET", "/v1/teams", body: Array("{}".utf8), fields: [:]).expect(400, "invalid-request")
    }

    @Test("Names in externalIds follow the pattern of systems")
    func externalIDNames() async throws {
        let client = try Koers.current.client
        for name in ["", "Upper", "-x", "a b", "a:b", String(repeating: "a", count: 65)] {
            try await client.post("/v1/teams", Body.team.with(["externalIds": [(name): "1"]]))
                .expect(400, "invalid-request")
        }
        try await client.post("/v1/teams", Body.team.with(["externalIds": ["hr": .null]])).expect(400)
        try await client.post("/v1/teams", Body.team.with(["externalIds": ["hr": ""]])).expect(400)
    }
}
