import Contract
import Foundation
import Testing

@Suite("A programme goes through its phases, and through no others", .koers)
struct PhaseTests {
    /// The machine of the domain, and for each phase the way into it.
    static let steps = [
        "exploration": ["formation", "rejected"], "formation": ["execution", "rejected"],
        "execution": ["reconsideration", "wind_down"], "reconsideration": ["execution", "wind_down"],
        "wind_down": ["closed"], "closed": [], "rejected": [],
    ]
    static let ways = [
        "exploration": [], "formation": ["formation"], "execution": ["formation", "execution"],
        "reconsideration": ["formation", "execution", "reconsideration"],
        "wind_down": ["formation", "execution", "wind_down"],
        "closed": ["formation", "execution", "wind_down", "closed"], "rejected": ["rejected"],
    ]

    private func makeProgramme(in phase: String) async throws -> UUID {
        let client = try Koers.current.client
        let programme = try await client.makeCarriedProgramme()
        for step in Self.ways[phase] ?? [] {
            if step == "wind_down" { try await client.settleResults(of: programme) }
            let answer = try await client.step(programme, to: step, ["motivation": "Zo besloten"]).expect(200)
            #expect(answer["phase"] == .string(step))
        }
        return programme
    }

    @Test(
        "Every step of the machine is taken, every other one is refused with the steps that there are",
        arguments: steps.keys.sorted()
    )
    func everyPair(from: String) async throws {
        let client = try Koers.current.client
        let allowed = Self.steps[from] ?? []
        let programme = try await makeProgramme(in: from)
        let path = "/v1/programmes/\(programme.text)"
        let before = try await client.get(path).expect(200)
        for to in Self.steps.keys.sorted() where !allowed.contains(to) {
            for query in ["", "?dryRun=true"] {
                let refused = try await client.step(programme, to: to, ["motivation": "Toch"], query: query)
                refused.expect(409, "invalid-transition")
                #expect(refused["allowed"] == .array(allowed.map { .string($0) }))
            }
            let readiness = try await client.get("\(path)/readiness?to=\(to)").expect(409, "invalid-transition")
            #expect(readiness["allowed"] == .array(allowed.map { .string($0) }))
        }
        #expect(try await client.get(path).bytes == before.bytes)
        for to in allowed {
            _ = try await client.makeGround(programme, forStepTo: to)
            let readiness = try await client.get("\(path)/readiness?to=\(to)").expect(200)
            #expect(readiness["allowed"] == true)
            #expect(readiness["from"] == .string(from))
            let other = try await makeProgramme(in: from)
            let taken = try await client.step(other, to: to, ["motivation": "Zo besloten"]).expect(200)
            #expect(taken["phase"] == .string(to))
            #expect(taken.etag == "\"\((Self.ways[from]?.count ?? 0) + 4)\"")
        }
    }

    @Test("Readiness asks for the phase to go to")
    func readinessOfNothing() async throws {
        let client = try Koers.current.client
        let path = "/v1/programmes/\(try await client.makeProgramme().text)/readiness"
        #expect(try await client.get(path).expect(400).errors == ["to required"])
        #expect(try await client.get("\(path)?to=done").expect(400).errors == ["to enum"])
        try await client.get("/v1/programmes/\(UUID().text)/readiness?to=formation").expect(404, "not-found")
    }

    @Test("A programme is rejected with a motivation only", arguments: [nil, .null, "", "  \n"] as [JSON?])
    func rejection(motivation: JSON?) async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let body: JSON = motivation.map { ["motivation": $0] } ?? [:]
        let refused = try await client.step(programme, to: "rejected", body).expect(400, "invalid-request")
        #expect(refused.errors == ["/motivation required"])
        try await client.step(programme, to: "rejected", ["motivation": "Geen draagvlak"]).expect(200)
    }

    @Test("Formation is refused while the challenge is not one for a programme, whatever lacks")
    func formation() async throws {
        let client = try Koers.current.client
        let lacks: [JSON] = [
            ["strategicGoalSet": false], ["structuralEffort": false], ["steeringParties": 1],
            ["strategicGoalSet": false, "structuralEffort": false, "steeringParties": 0],
        ]
        for lack in lacks {
            let challenge = try await client.makeChallenge(lack)
            let programme = try await client.make("programmes", Body.programme(challenge: challenge)).id
            #expect(
                try await client.step(programme, to: "formation").expect(409, "governance-refused").blockers == [
                    "MTH-01"
                ]
            )
            try await client.patch("/v1/challenges/\(challenge.text)", Body.challenge).expect(200)
            try await client.step(programme, to: "formation").expect(200)
        }
    }

    @Test(
        "Execution is refused while a part of the start is missing, and readiness says the same",
        arguments: [
            ["commission": .null], ["commission": ""], ["commission": " \n"], ["governance": .null],
            ["governance": "\t"], ["politicalSponsorId": .null], ["officialSponsorId": .null],
            ["commission": .null, "governance": .null, "politicalSponsorId": .null, "officialSponsorId": .null],
        ] as [JSON]
    )
    func execution(lack: JSON) async throws {
        let client = try Koers.current.client
        let programme = try await client.makeCarriedProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let whole = try await client.step(programme, to: "formation").expect(200)
        try await client.patch(path, lack).expect(200)
        let start = try await client.makeGround(programme, forStepTo: "execution")
        let refused = try await client.step(programme, to: "execution", start).expect(409, "governance-refused")
        #expect(refused.blockers == ["STA-04"])
        let readiness = try await client.get("\(path)/readiness?to=execution").expect(200)
        #expect(readiness["allowed"] == false)
        let breached = readiness["findings"]?.array?.filter { $0["status"] == "breached" }
        #expect(breached == refused["blockers"]?.array)
        let dryRun = try await client.step(programme, to: "execution", start, query: "?dryRun=true").expect(200)
        #expect(dryRun["allowed"] == false)
        #expect(dryRun["findings"] == readiness["findings"])
        var repair: JSON = [:]
        for (member, _) in lack.object ?? .init() { repair = repair.with([(member): whole[member] ?? .null]) }
        try await client.patch(path, repair).expect(200)
        try await client.step(programme, to: "execution", start).expect(200)
    }

    @Test("A programme starts and ends by a taken decision of its own (STA-07)")
    func decided() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeCarriedProgramme()
        let path = "/v1/programmes/\(programme.text)"
        try await client.step(programme, to: "formation").expect(200)
        let steps = "\(path)/transitions"
        #expect(try await client.post(steps, ["to": "execution"]).expect(400).errors == ["/decisionId required"])
        func refused(_ decision: UUID) async throws -> [String] {
            let body: JSON = ["to": "execution", "decisionId": .string(decision.text)]
            return try await client.post(steps, body).expect(409, "governance-refused").blockers
        }
        let unready = try await client.get("\(path)/readiness?to=execution").expect(200)
        #expect(unready["findings"]?.array?.last?["rule"] == "STA-07")
        #expect(unready["findings"]?.array?.last?["status"] == "breached")
        let proposed = try await client.propose(programme, "start_programme")
        #expect(try await refused(try await client.get(proposed).id) == ["STA-07"])
        #expect(try await refused(try await client.decide(programme, "end_programme")) == ["STA-07"])
        let other = try await client.makeProgramme()
        #expect(try await refused(try await client.decide(other, "start_programme")) == ["STA-07"])
        let unknown: JSON = ["to": "execution", "decisionId": .string(UUID().text)]
        #expect(try await client.post(steps, unknown).expect(400).errors == ["/decisionId unknown_reference"])
        let foreign = try await Koers.current.stranger.makeProgramme()
        let theirs = try await Koers.current.stranger.make("decisions", Body.decision(foreign)).id
        let stolen: JSON = ["to": "execution", "decisionId": .string(theirs.text)]
        #expect(try await client.post(steps, stolen).expect(400).errors == ["/decisionId unknown_reference"])
        let withdrawn = try await client.decide(programme, "start_programme")
        let alderman = try await client.makeActor("college")
        try await alderman.caller.take(
            "/v1/decisions/\(withdrawn.text)",
            to: "withdrawn",
            ["motivation": "Toch niet"]
        ).expect(200)
        #expect(try await refused(withdrawn) == ["STA-07"])
        let start = try await client.makeGround(programme, forStepTo: "execution")
        let whole = try await client.get(path).expect(200)
        try await client.patch(path, ["decisionKinds": ["amend_budget"]]).expect(200)
        #expect(try await client.step(programme, to: "execution", start).expect(409).blockers == ["STA-03"])
        try await client.patch(path, ["decisionKinds": whole["decisionKinds"] ?? .null]).expect(200)
        try await client.step(programme, to: "execution", start).expect(200)
        let told = try await client.journal("&subject=\(encoded(path))&type=programme.execution")
        #expect(told.map { $0["decisionId"] } == [start["decisionId"]])
        #expect(try await client.post(steps, ["to": "wind_down"]).expect(400).errors == ["/decisionId required"])
        #expect(try await client.step(programme, to: "wind_down", start).expect(409).blockers == ["STA-07"])
        try await client.step(programme, to: "wind_down").expect(200)
    }

    @Test("One person cannot be both sponsors of a programme in execution")
    func oneSponsor() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeCarriedProgramme()
        let formed = try await client.step(programme, to: "formation").expect(200)
        try await client.patch(
            "/v1/programmes/\(programme.text)",
            ["officialSponsorId": formed["politicalSponsorId"] ?? .null]
        ).expect(200)
        #expect(try await client.step(programme, to: "execution").expect(409).blockers == ["STA-04"])
    }

    @Test("If-Match is honoured on a step, and may be left out")
    func precondition() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)/transitions"
        let body: JSON = ["to": "formation"]
        for stale in ["\"0\"", "\"2\"", "W/\"1\"", "\"\"", "1"] {
            try await client.post(path, body, ["If-Match": stale]).expect(412, "precondition-failed")
        }
        try await client.post(path, body, ["If-Match": "\"7\", \"1\""]).expect(200)
    }

    @Test("A dry run says what the rules find and stores nothing: no record, no journal entry, no key")
    func dryRun() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeCompleteProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let before = try await client.get(path)
        let sequence = try await client.get("/v1/journal?limit=1").results[0]["sequence"]
        let key = "\"dry-\(nextNumber())\""
        let code: JSON = .string("DRY-\(nextNumber())")
        let challenge = try await client.get(path)["challengeId"] ?? .null
        let body: JSON = ["code": code, "name": "Proef", "challengeId": challenge]
        let answers = [
            try await client.step(programme, to: "formation", query: "?dryRun=true"),
            try await client.patch("\(path)?dryRun=true", ["name": "Anders"], ["Idempotency-Key": key]),
            try await client.post("/v1/programmes?dryRun=true", body, ["Idempotency-Key": key]),
            try await client.post(
                "/v1/challenges?dryRun=true",
                Body.challenge.with(["chosenMethod": "routine"]),
                ["Idempotency-Key": key]
            ),
        ]
        for answer in answers {
            answer.expect(200)
            #expect(answer["findings"]?.array != nil)
            #expect(answer.etag == nil)
        }
        #expect(answers.map { $0["allowed"] } == [true, true, true, false])
        #expect(try await client.get(path).bytes == before.bytes)
        #expect(try await client.get("/v1/programmes?code=\(code.string ?? "")").results == [])
        let latest = try await client.get("/v1/journal?subject=\(path)&limit=1").results[0]["sequence"]
        #expect((latest?.integer ?? .max) <= (sequence?.integer ?? 0))
        let real = try await client.post("/v1/programmes", body, ["Idempotency-Key": key]).expect(201)
        #expect(real.field("Idempotent-Replayed") == nil)
        try await client.patch("\(path)?dryRun=true", [:], ifMatch: nil).expect(428)
        try await client.patch("\(path)?dryRun=true", [:], ifMatch: "\"9\"").expect(412)
    }
}
