import Contract
import Foundation
import Testing

@Suite("A challenge is advised a method, and keeps to its reasons", .koers)
struct MethodTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let predictability: Int64
        let goal: Bool
        let structural: Bool
        let parties: Int64
        let advice: String
        let allowsProgramme: Bool

        var testDescription: String { "\(predictability) \(goal) \(structural) \(parties) → \(advice)" }

        var facts: JSON {
            [
                "predictability": .number(NumberText(predictability)), "strategicGoalSet": .bool(goal),
                "structuralEffort": .bool(structural), "steeringParties": .number(NumberText(parties)),
            ]
        }
    }

    static let cases = [
        Case(predictability: 80, goal: true, structural: true, parties: 2, advice: "routine", allowsProgramme: true),
        Case(
            predictability: 100,
            goal: false,
            structural: false,
            parties: 0,
            advice: "routine",
            allowsProgramme: false
        ),
        Case(predictability: 79, goal: true, structural: true, parties: 2, advice: "programme", allowsProgramme: true),
        Case(predictability: 0, goal: true, structural: false, parties: 9, advice: "project", allowsProgramme: false),
        Case(predictability: 0, goal: false, structural: true, parties: 2, advice: "process", allowsProgramme: false),
        Case(
            predictability: 0,
            goal: false,
            structural: true,
            parties: 1,
            advice: "improvisation",
            allowsProgramme: false
        ),
        Case(
            predictability: 79,
            goal: true,
            structural: true,
            parties: 1,
            advice: "improvisation",
            allowsProgramme: false
        ),
    ]

    @Test("The advice follows from the facts", arguments: cases)
    func advice(example: Case) async throws {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge(example.facts)
        let advice = try await client.get("/v1/challenges/\(challenge.text)/method-advice").expect(200)
        #expect(advice["advice"] == .string(example.advice))
        #expect(advice["programmeAllowed"] == .bool(example.allowsProgramme))
        #expect(advice["findings"]?.array?.compactMap { $0["rule"]?.string } == ["MTH-01", "MTH-02"])
        let tag = try #require(advice.etag)
        try await client.get("/v1/challenges/\(challenge.text)/method-advice", ["If-None-Match": tag]).expect(304)
    }

    @Test("Another method than the advised one needs a motivation, when recorded and when changed", arguments: cases)
    func deviation(example: Case) async throws {
        let client = try Koers.current.client
        let body = Body.challenge.with(example.facts)
        for method in ["routine", "project", "process", "programme", "improvisation"] {
            let chosen = body.with(["chosenMethod": .string(method)])
            if method == example.advice {
                _ = try await client.make("challenges", chosen)
                continue
            }
            for motivation in [nil, .null, "", " \n"] as [JSON?] {
                let body = motivation.map { chosen.with(["motivation": $0]) } ?? chosen
                let refused = try await client.post("/v1/challenges", body).expect(409, "governance-refused")
                #expect(refused.blockers == ["MTH-02"])
            }
            let kept = try await client.make("challenges", chosen.with(["motivation": "De raad wil het zo"]))
            let path = try kept.location
            let patched = try await client.patch(path, ["motivation": .null]).expect(409, "governance-refused")
            #expect(patched.blockers == ["MTH-02"])
            #expect(try await client.get(path)["version"] == 1)
            try await client.patch(path, ["motivation": .null, "chosenMethod": .null]).expect(200)
        }
    }

    @Test("The facts freeze when a programme of the challenge leaves exploration; its name does not")
    func freeze() async throws {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge()
        let path = "/v1/challenges/\(challenge.text)"
        let programme = try await client.make("programmes", Body.programme(challenge: challenge)).id
        try await client.patch(path, ["predictability": 31]).expect(200)
        try await client.step(programme, to: "formation").expect(200)
        let changes: [JSON] = [
            ["predictability": 32], ["strategicGoalSet": false], ["structuralEffort": false], ["steeringParties": 4],
            ["name": "Anders", "steeringParties": 4],
        ]
        for change in changes {
            let refused = try await client.patch(path, change).expect(409, "governance-refused")
            #expect(refused.blockers == ["MTH-01"])
            #expect(refused["blockers"]?.array?.first?["subjects"]?.array?.first?["id"] == .string(programme.text))
        }
        try await client.patch(path, ["name": "Anders", "predictability": 31]).expect(200)
        let both = try await client.patch(path, ["steeringParties": 4, "chosenMethod": "routine"])
        #expect(both.expect(409).blockers == ["MTH-01", "MTH-02"], "every rule is told, never only the first")
    }

    @Test("A rejected programme leaves the facts free, a second one under way does not")
    func freezeByAnother() async throws {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge()
        let path = "/v1/challenges/\(challenge.text)"
        let first = try await client.make("programmes", Body.programme(challenge: challenge)).id
        try await client.step(first, to: "formation").expect(200)
        let refused = try await client.step(first, to: "rejected", ["motivation": "Te duur"]).expect(200)
        #expect(refused["phase"] == "rejected")
        try await client.patch(path, ["predictability": 1]).expect(200)
        let second = try await client.make("programmes", Body.programme(challenge: challenge)).id
        try await client.step(second, to: "formation").expect(200)
        try await client.patch(path, ["predictability": 2]).expect(409)
    }
}

@Suite("A setting holds from the next request on")
struct ThresholdTests {
    @Test("The organisation's threshold of predictability decides from the next request on", .koers)
    func threshold() async throws {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge(["predictability": 50])
        let path = "/v1/challenges/\(challenge.text)/method-advice"
        #expect(try await client.get(path)["advice"] == "programme")
        try await client.patch("/v1/organisation", ["settings": ["predictabilityThreshold": 50]]).expect(200)
        #expect(try await client.get(path)["advice"] == "routine")
        try await client.patch("/v1/organisation", ["settings": ["predictabilityThreshold": 51]]).expect(200)
        #expect(try await client.get(path)["advice"] == "programme")
    }
}
