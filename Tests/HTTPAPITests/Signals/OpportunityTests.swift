import Contract
import Foundation
import Testing

@Suite("An opportunity is answered in time, or not at all", .koers)
struct OpportunityTests {
    static let steps = [
        "signalled": ["assessed"], "assessed": ["seized", "parked", "rejected"], "parked": ["assessed"], "seized": [],
        "rejected": [],
    ]
    static let ways = [
        "signalled": [], "assessed": ["assessed"], "parked": ["assessed", "parked"], "seized": ["assessed", "seized"],
        "rejected": ["assessed", "rejected"],
    ]

    private func opportunity(in status: String) async throws -> String {
        let client = try Koers.current.client
        let path = try await client.signal().path
        for to in Self.ways[status] ?? [] { try await step(path, to: to).expect(200) }
        return path
    }

    private func step(_ path: String, to status: String) async throws -> Answer {
        try await Koers.current.client.take(path, to: status, Body.answer(status))
    }

    @Test("Every step of the machine is taken, every other one is refused", arguments: steps.keys.sorted())
    func machine(from: String) async throws {
        let client = try Koers.current.client
        let path = try await opportunity(in: from)
        let before = try await client.get(path).expect(200)
        for to in Self.steps.keys.sorted() + ["expired"] where Self.steps[from]?.contains(to) != true {
            let refused = try await step(path, to: to)
            refused.expect(409, "invalid-transition")
            #expect(refused["allowed"] == .array((Self.steps[from] ?? []).map { .string($0) }))
        }
        #expect(try await client.get(path).bytes == before.bytes)
        for to in Self.steps[from] ?? [] {
            let other = try await opportunity(in: from)
            let answer = try await step(other, to: to).expect(200)
            #expect(answer["status"] == .string(to) && answer.etag == "\"\((Self.ways[from]?.count ?? 0) + 2)\"")
        }
    }

    @Test("It needs a living goal of the programme and a day that is still to come, and says so at once (CRS-06)")
    func recorded() async throws {
        let koers = try Koers.current
        let client = koers.client
        let tree = try await client.makeTree()
        let collection = "/v1/" + client.collection("opportunities", of: tree.programme)
        let bare = try await client.post(collection, ["signal": "Landelijk geld"]).expect(409, "governance-refused")
        #expect(bare.blockers == ["CRS-06"] && bare.text.contains("een doel dat zij dient en een dag"))
        let told = try await client.journal("&type=opportunity.refused&subject=\(encoded(collection))")
        #expect(told.count == 1)
        let tried = try await client.post("\(collection)?dryRun=true", ["signal": "Landelijk geld"]).expect(200)
        #expect(tried["allowed"] == false)
        for goals in [.null, "x", [.string(tree.effect.text), .string(tree.effect.text)]] as [JSON] {
            try await client.post(collection, Body.opportunity(tree.effect).with(["goalIds": goals])).expect(400)
        }
        let elsewhere = try await client.makeTree()
        let unknown = try await client.post(collection, Body.opportunity(elsewhere.effect)).expect(400)
        #expect(unknown.errors == ["/goalIds/0 unknown_reference"])
        try await client.post(
            "/v1/programmes/\(tree.programme.text)/goals/\(tree.effect.text)/ending",
            ["motivation": "x"]
        )
        .expect(200)
        let dead = try await client.post(collection, Body.opportunity(tree.effect)).expect(409)
        #expect(dead.blockers == ["CRS-06"] && dead.text.contains("een doel dat nog loopt"))
        let made = try await client.post(collection, Body.opportunity(tree.effect, tree.mainGoal)).expect(201)
        #expect(made["signalledById"] == .string(try client.person.text) && made["status"] == "signalled")
        #expect(made["effortIds"] == [] && made["outcome"] == .null)
    }

    @Test("Whoever signals is the person of the credentials, and not nobody")
    func signature() async throws {
        let koers = try Koers.current
        let client = koers.client
        let tree = try await client.makeTree()
        let collection = "/v1/" + client.collection("opportunities", of: tree.programme)
        let nobody = koers.caller(koers.home.firstToken)
        try await nobody.post(collection, Body.opportunity(tree.effect)).expect(403, "no-authority")
        for member in ["signalledById", "status", "outcome", "effortIds", "programmeId"] {
            let body = Body.opportunity(tree.effect).with([(member): .string(tree.effect.text)])
            #expect(try await client.post(collection, body).expect(400).errors == ["/\(member) read_only"])
        }
        let path = try await client.signal(tree).path
        try await nobody.take(path, to: "assessed").expect(200)
        let found = try await client.get(
            "\(collection)?signalledById=\(try client.person.text)&expand=signalledBy.team"
        )
        #expect(
            found.expect(200).results.map { $0["_expand"]?["signalledBy"]?["id"] } == [.string(try client.person.text)]
        )
    }

    @Test(
        "Seizing says what changes, may name efforts of the programme, and never rests on the main goal alone (CRS-06)"
    )
    func seizing() async throws {
        let client = try Koers.current.client
        let tree = try await client.makeTree()
        let elsewhere = try await client.makeTree()
        let effort = try await client.makeEffort(of: tree.programme, for: tree.effect)
        let foreign = try await client.makeEffort(of: elsewhere.programme, for: elsewhere.effect)
        let mainOnly = try await client.signal(tree, ["goalIds": [.string(tree.mainGoal.text)]]).path
        try await client.take(mainOnly, to: "assessed").expect(200)
        let refused = try await client.take(mainOnly, to: "seized", Body.answer("seized")).expect(409)
        #expect(refused.blockers == ["CRS-06"])
        #expect(try await client.get(mainOnly)["status"] == "assessed")
        try await client.patch(
            mainOnly,
            ["goalIds": [.string(tree.mainGoal.text), .string(tree.effect.text)]]
        ).expect(200)
        for outcome in [nil, "", " \n"] as [JSON?] {
            let changes: JSON = outcome.map { ["outcome": $0] } ?? [:]
            let answer = try await client.take(mainOnly, to: "seized", changes).expect(400)
            #expect(!answer.errors.isEmpty && answer.errors.allSatisfy { $0.hasPrefix("/outcome ") })
        }
        let wrong = try await client.take(
            mainOnly,
            to: "seized",
            ["outcome": "Twee buurtkamers meer", "effortIds": [.string(effort.text), .string(foreign.text)]]
        ).expect(400)
        #expect(wrong.errors == ["/effortIds/1 unknown_reference"])
        let seized = try await client.take(
            mainOnly,
            to: "seized",
            ["outcome": "Twee buurtkamers meer", "effortIds": [.string(effort.text)]]
        ).expect(200)
        #expect(seized["outcome"] == "Twee buurtkamers meer" && seized["effortIds"] == [.string(effort.text)])
        #expect(try await client.programme(tree.programme)["mainGoalId"] == .string(tree.mainGoal.text))
    }

    @Test("What belongs to one step is refused at another, and rejecting needs a motivation")
    func members() async throws {
        let client = try Koers.current.client
        let path = try await opportunity(in: "assessed")
        for (to, member) in [("parked", "outcome"), ("rejected", "outcome")] {
            let refused = try await client.take(path, to: to, [(member): "x", "motivation": "y"]).expect(400)
            #expect(refused.errors == ["/\(member) unknown"])
        }
        let dated = try await client.take(path, to: "parked", ["decideByDate": "2027-01-01"]).expect(400)
        #expect(dated.errors == ["/decideByDate unknown"])
        #expect(try await client.take(path, to: "rejected").expect(400).errors == ["/motivation required"])
        try await client.take(path, to: "rejected", ["motivation": "Te klein"]).expect(200)
        let told = try await client.journal("&subject=\(encoded(path))&type=opportunity.rejected")
        #expect(told.map { $0["reason"] } == ["Te klein"])
    }

    @Test("What was answered stays as it was; what waits may change, and keeps a goal and a day")
    func changes() async throws {
        let client = try Koers.current.client
        for status in ["seized", "rejected"] {
            let path = try await opportunity(in: status)
            for change in [["signal": "Anders"], ["decideByDate": "2099-01-01"]] as [JSON] {
                #expect(try await client.patch(path, change).expect(409).blockers == ["CRS-06"])
            }
            try await client.patch(path, ["externalIds": ["crm": .string("K-\(nextNumber())")]]).expect(200)
        }
        for status in ["signalled", "assessed", "parked"] {
            let path = try await opportunity(in: status)
            #expect(try await client.patch(path, ["signal": "Anders"]).expect(200)["signal"] == "Anders")
            try await client.patch(path, ["goalIds": []]).expect(400)
            try await client.patch(path, ["decideByDate": .null]).expect(400)
            let early = try await client.patch(path, ["decideByDate": "2026-03-01"])
            if status == "parked" { early.expect(200) } else { #expect(early.expect(409).blockers == ["CRS-06"]) }
        }
    }

    @Test("The same key answers once, a stale version answers nothing, and another programme has no such opportunity")
    func onceOnly() async throws {
        let client = try Koers.current.client
        let tree = try await client.makeTree()
        let path = try await client.signal(tree).path
        try await client.take(path, to: "assessed").expect(200)
        let body = Body.answer("seized").with(["to": "seized"])
        try await client.post("\(path)/transitions", body, ["If-Match": "\"1\""]).expect(412)
        let key = ["Idempotency-Key": "\"seize-\(nextNumber())\"", "If-Match": "\"2\""]
        let first = try await client.post("\(path)/transitions", body, key).expect(200)
        let again = try await client.post("\(path)/transitions", body, key).expect(200)
        #expect(again.field("Idempotent-Replayed") == "true" && again.bytes == first.bytes && again.etag == first.etag)
        #expect(try await client.journal("&subject=\(encoded(path))").count == 3)
        let elsewhere = try await client.makeProgramme()
        let wrong = path.replacing(tree.programme.text, with: elsewhere.text)
        try await client.get(wrong).expect(404)
        try await client.patch(wrong, ["signal": "Anders"]).expect(404)
        try await client.take(wrong, to: "assessed").expect(404)
    }

    @Test("A list finds those that wait, the most urgent first, and those of a goal")
    func lists() async throws {
        let client = try Koers.current.client
        let tree = try await client.makeTree()
        let other = try await client.makeGoal(of: tree.programme, under: tree.mainGoal)
        for (day, goal) in [("2026-05-01", tree.effect), ("2026-04-01", other), ("2026-06-01", tree.effect)] {
            _ = try await client.signal(tree, ["decideByDate": .string(day), "goalIds": [.string(goal.text)]])
        }
        let collection = "/v1/" + client.collection("opportunities", of: tree.programme)
        let urgent = try await client.get("\(collection)?status=signalled,assessed&sort=decideByDate").expect(200)
        #expect(urgent.results.map { $0["decideByDate"] } == ["2026-04-01", "2026-05-01", "2026-06-01"])
        let served = try await client.get("\(collection)?goalId=\(tree.effect.text)&decideByDateUntil=2026-05-31")
        #expect(served.expect(200).results.map { $0["decideByDate"] } == ["2026-05-01"])
        #expect(try await client.get("\(collection)?goalId=\(other.text),\(tree.effect.text)").results.count == 3)
        #expect(try await client.get("\(collection)?search=landelijk").results.count == 3)
    }
}
