import Contract
import Domain
import Foundation
import Testing

@Suite("An assignment puts a person in a role", .koers)
struct AssignmentTests {
    static let steps = [
        "proposed": ["assessed", "ended"], "assessed": ["active", "ended"], "active": ["ended"], "ended": [],
    ]
    static let ways = [
        "proposed": [], "assessed": ["assessed"], "active": ["assessed", "active"], "ended": ["ended"],
    ]

    @Test("Every step of the machine is taken, every other one is refused", arguments: steps.keys.sorted())
    func machine(from: String) async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        for place in [programme, nil] {
            let path = try await assignment(in: from, of: place)
            let before = try await client.get(path).expect(200)
            for to in Self.steps.keys.sorted() where Self.steps[from]?.contains(to) != true {
                for query in ["", "?dryRun=true"] {
                    let body = to == "assessed" ? Body.assessed : ["to": .string(to)]
                    let refused = try await client.post("\(path)/transitions\(query)", body)
                    refused.expect(409, "invalid-transition")
                    #expect(refused["allowed"] == .array((Self.steps[from] ?? []).map { .string($0) }))
                }
            }
            #expect(try await client.get(path).bytes == before.bytes)
            for to in Self.steps[from] ?? [] {
                let other = try await assignment(in: from, of: place)
                let answer = try await step(other, to: to).expect(200)
                #expect(answer["status"] == .string(to) && answer.etag == "\"\((Self.ways[from]?.count ?? 0) + 2)\"")
                let types = try await client.journal("&subject=\(encoded(other))").compactMap { $0["type"]?.string }
                #expect(types == (["created"] + (Self.ways[from] ?? []) + [to]).map { "assignment.\($0)" })
            }
        }
    }

    private func assignment(in status: String, of programme: UUID?) async throws -> String {
        let client = try Koers.current.client
        let path = try await client.propose(
            try await client.makePerson(),
            for: try await client.makeRole(of: programme),
            of: programme
        )
        for to in Self.ways[status] ?? [] { try await step(path, to: to).expect(200) }
        return path
    }

    private func step(_ path: String, to status: String) async throws -> Answer {
        let client = try Koers.current.client
        return status == "assessed"
            ? try await client.post("\(path)/transitions", Body.assessed) : try await client.take(path, to: status)
    }

    @Test("Role and person lie where the assignment lies, and never change")
    func references() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let inside = try await client.makeRole(of: programme)
        let above = try await client.makeRole()
        let elsewhere = try await client.makeRole(of: try await client.makeProgramme())
        let foreign = try await koers.stranger.makeRole()
        let (person, stranger) = (try client.person, try koers.stranger.person)
        for (place, own) in [(programme, inside), (nil, above)] {
            let path = "/v1/" + client.collection("assignments", of: place)
            for role in [inside, above, elsewhere, foreign] where role != own {
                let answer = try await client.post(path, Body.assignment(role, person)).expect(400)
                #expect(answer.errors == ["/roleId unknown_reference"])
            }
            let answer = try await client.post(path, Body.assignment(own, stranger)).expect(400)
            #expect(answer.errors == ["/personId unknown_reference"])
            let made = try await client.propose(person, for: own, of: place)
            for member in ["roleId", "personId", "status", "assessment", "programmeId"] {
                let refused = try await client.patch(made, [(member): .string(own.text)]).expect(400)
                #expect(refused.errors == ["/\(member) read_only"])
            }
            let listed = try await client.get("\(path)?roleId=\(own.text)&expand=role,person.team").expect(200)
            #expect(listed.results.map { $0["_expand"]?["role"]?["id"] } == [.string(own.text)])
            #expect(listed.results[0]["_expand"]?["person"]?["id"] == .string(person.text))
        }
    }

    @Test("Hours are whole and fit in a week, and a window ends after it begins")
    func hoursAndDates() async throws {
        let client = try Koers.current.client
        let role = try await client.makeRole()
        let body = Body.assignment(role, try client.person)
        for (hours, error) in [(-1, "minimum"), (169, "maximum"), (true, "type"), ("8", "type")] as [(JSON, String)] {
            let answer = try await client.post("/v1/assignments", body.with(["hoursPerWeek": hours])).expect(400)
            #expect(answer.errors == ["/hoursPerWeek \(error)"])
        }
        for hours in [0, 168] as [JSON] {
            try await client.post("/v1/assignments", body.with(["hoursPerWeek": hours])).expect(201)
        }
        let reversed = try await client.post("/v1/assignments", body.with(["untilDate": "2025-12-31"])).expect(400)
        #expect(reversed.errors == ["/untilDate minimum"])
        let path = try await client.propose(try client.person, for: role, of: nil, ["untilDate": "2026-01-01"])
        #expect(try await client.patch(path, ["fromDate": "2026-01-02"]).expect(400).errors == ["/untilDate minimum"])
        let changed = try await client.patch(path, ["hoursPerWeek": 4, "untilDate": .null]).expect(200)
        #expect(changed["hoursPerWeek"] == 4 && changed["untilDate"] == .null)
    }

    @Test("An assessment is signed by the person of the credentials, on a day that has begun", .koers)
    func assessment() async throws {
        let koers = try Koers.current
        let client = koers.client
        let code = try await client.make("competences", Body.competence)["code"] ?? .null
        let foreign = try await koers.stranger.make("competences", Body.competence)["code"] ?? .null
        let path = try await assignment(in: "proposed", of: try await client.makeProgramme())
        func assess(_ assessment: JSON, by caller: Caller) async throws -> Answer {
            try await caller.post("\(path)/transitions", ["to": "assessed", "assessment": assessment])
        }
        #expect(try await client.take(path, to: "assessed").expect(400).errors == ["/assessment required"])
        let misplaced = try await client.take(path, to: "ended", ["assessment": ["scores": []]]).expect(400)
        #expect(misplaced.errors == ["/assessment unknown"])
        let scores: JSON = [["level": 4, "competence": code]]
        let wrong = try await assess(
            ["scores": [["level": 4, "competence": foreign], ["level": 4, "competence": foreign]]],
            by: client
        ).expect(400)
        #expect(
            wrong.errors == [
                "/assessment/scores/0/competence unknown_reference", "/assessment/scores/1/competence unique_items",
                "/assessment/scores/1/competence unknown_reference",
            ]
        )
        let signed = try await assess(["scores": scores, "assessorId": .string(path)], by: client).expect(400)
        #expect(signed.errors == ["/assessment/assessorId read_only"])
        let unsigned = koers.caller(koers.home.firstToken)
        try await assess(["scores": scores], by: unsigned).expect(403, "no-authority")
        // The night in which summer time begins: in Amsterdam it is the 29th already.
        try koers.clock.set(to: "2026-03-28T23:30:00Z")
        let future = try await assess(["scores": scores, "assessedDate": "2026-03-30"], by: client).expect(400)
        #expect(future.errors == ["/assessment/assessedDate maximum"])
        let assessed = try await assess(["scores": scores], by: koers.sponsor).expect(200)
        let shown = assessed["assessment"]
        #expect(shown?["assessorId"] == .string(try koers.home.sponsor.required.text))
        #expect(shown?["assessedDate"] == "2026-03-29")
        #expect(shown?["scores"]?[0]?.object?.keys == ["competence", "level"])
        try await unsigned.post("\(path)/transitions", ["to": "active"]).expect(200)
        try await unsigned.post("\(path)/transitions", ["to": "ended"]).expect(200)
    }

    @Test("A role has one holder, also when two become active at once")
    func oneHolder() async throws {
        let client = try Koers.current.client
        for place in [try await client.makeProgramme(), nil] {
            for _ in 0..<4 {
                let role = try await client.makeRole(of: place)
                let paths = [
                    try await client.assess(try await client.makePerson(), for: role, of: place),
                    try await client.assess(try await client.makePerson(), for: role, of: place),
                ]
                async let first = client.take(paths[0], to: "active")
                async let second = client.take(paths[1], to: "active")
                let answers = try await [first, second]
                #expect(answers.map(\.status).sorted() == [200, 409])
                let lost = answers[0].status == 409 ? 0 : 1
                #expect(answers[lost].problem == "conflict" && answers[lost].text.contains("roleId"))
                #expect(try await client.get(paths[lost])["status"] == "assessed")
                try await client.take(paths[1 - lost], to: "ended").expect(200)
                try await client.take(paths[lost], to: "active").expect(200)
            }
        }
    }

    @Test(
        "Whoever leaves is in the role up to and including that day",
        arguments: [
            ("2027-02-28T12:00:00Z", "2027-02-28"), ("2026-03-28T23:30:00Z", "2026-03-29"),
            ("2026-10-24T22:30:00Z", "2026-10-25"), ("2026-12-31T22:59:59Z", "2026-12-31"),
            ("2026-12-31T23:00:00Z", "2027-01-01"),
        ]
    )
    func lastDay(moment: String, day: String) async throws {
        try await Koers.lease { koers in
            let client = koers.client
            let role = try await client.makeRole()
            for (until, expected) in [(.null, day), ("2099-01-01", day), ("2026-01-31", "2026-01-31")]
                as [(JSON, String)]
            {
                let path = try await client.assess(try client.person, for: role, of: nil, ["untilDate": until])
                try await client.take(path, to: "active").expect(200)
                koers.clock.set(to: max(koers.clock.now, try Moment(rfc3339: moment).required))
                let ended = try await client.take(path, to: "ended").expect(200)
                #expect(ended["untilDate"] == .string(expected), "\(until)")
            }
            let proposed = try await client.propose(try client.person, for: role)
            #expect(try await client.take(proposed, to: "ended").expect(200)["untilDate"] == .null)
        }
    }

    @Test("The same key takes a step once, and a stale version takes none")
    func onceOnly() async throws {
        let client = try Koers.current.client
        let path = try await assignment(in: "assessed", of: try await client.makeProgramme())
        let stale = ["If-Match": "\"1\""]
        try await client.post("\(path)/transitions", ["to": "active"], stale).expect(412, "precondition-failed")
        let key = ["Idempotency-Key": "\"active-\(nextNumber())\"", "If-Match": "\"2\""]
        let first = try await client.post("\(path)/transitions", ["to": "active"], key).expect(200)
        let again = try await client.post("\(path)/transitions", ["to": "active"], key).expect(200)
        #expect(again.field("Idempotent-Replayed") == "true" && again.bytes == first.bytes && again.etag == first.etag)
        try await client.post("\(path)/transitions", ["to": "ended"], key).expect(422, "idempotency-mismatch")
        #expect(try await client.journal("&subject=\(encoded(path))").count == 3)
        try await client.patch(path, ["hoursPerWeek": 1], ifMatch: "\"1\"").expect(412)
        try await client.patch(path, ["hoursPerWeek": 1], ifMatch: nil).expect(428)
    }
}
