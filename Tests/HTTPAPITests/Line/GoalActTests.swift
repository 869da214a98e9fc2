import Contract
import Foundation
import Testing

@Suite("Goals are split, merged and ended without leaving anything loose", .koers)
struct GoalActTests {
    private struct Branch {
        let client: Caller
        let programme: UUID
        let root: UUID
        /// An effect with an indicator, two children and an effort.
        let effect: UUID
        let indicator: UUID
        let children: [UUID]
        let effort: UUID

        var goals: String { "/v1/programmes/\(programme.text)/goals" }

        func goal(_ id: UUID) async throws -> Answer { try await client.get("\(goals)/\(id.text)").expect(200) }
        func contributions(_ effort: UUID) async throws -> JSON? {
            try await client.get("/v1/programmes/\(programme.text)/efforts/\(effort.text)")["contributions"]
        }
        func act(_ act: String, _ goal: UUID, _ body: JSON, query: String = "") async throws -> Answer {
            try await client.post(
                "\(goals)/\(goal.text)/\(act)\(query)",
                (["motivation": "Zo besloten"] as JSON).with(body)
            )
        }
        /// The types of what the last request did.
        func types() async throws -> [String] {
            let entries = try await client.journal("&programmeId=\(programme.text)")
            let last = entries.last?["requestId"]
            return entries.filter { $0["requestId"] == last }.compactMap { $0["type"]?.string }
        }
    }

    private func makeBranch() async throws -> Branch {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let followed = try await client.makeFollowedEffect(of: programme)
        var children: [UUID] = []
        for _ in 0..<2 { children.append(try await client.makeGoal(of: programme, "goal", under: followed.effect)) }
        return Branch(
            client: client,
            programme: programme,
            root: followed.mainGoal,
            effect: followed.effect,
            indicator: followed.indicator,
            children: children,
            effort: try await client.makeEffort(of: programme, for: followed.effect, children[0])
        )
    }

    private func contribution(_ goal: UUID, _ weight: String = "primary") -> JSON {
        ["goalId": .string(goal.text), "weight": .string(weight)]
    }

    @Test("A split goal ends; what hung on it comes to hang on the first of its successors, or where a child is named")
    func split() async throws {
        let branch = try await makeBranch()
        let body: JSON = [
            "goals": [
                ["text": "Ouderen", "targetGroup": "65+"],
                ["text": "Jongeren", "policyField": "jeugd", "childIds": [.string(branch.children[1].text)]],
                ["text": "Nieuwkomers"],
            ]
        ]
        let dryRun = try await branch.act("split", branch.effect, body, query: "?dryRun=true").expect(200)
        #expect(dryRun["allowed"] == true)
        #expect(try await branch.goal(branch.effect)["version"] == 1)
        let split = try await branch.act("split", branch.effect, body).expect(200)
        #expect(split["endedAt"]?.string != nil && split["version"] == 2 && split.etag == "\"2\"")
        let heirs = try #require(
            split["successorIds"]?.array?.compactMap { $0.string.flatMap { UUID(uuidString: $0) } }
        )
        #expect(heirs.count == 3)
        let first = try await branch.goal(heirs[0])
        #expect(first["kind"] == "effect" && first["parentId"] == .string(branch.root.text))
        #expect(first["text"] == "Ouderen" && first["targetGroup"] == "65+" && first["endedAt"] == .null)
        #expect(first["predecessorIds"] == [.string(branch.effect.text)])
        #expect(try await branch.goal(heirs[1])["policyField"] == "jeugd")
        #expect(try await branch.goal(branch.children[0])["parentId"] == .string(heirs[0].text))
        #expect(try await branch.goal(branch.children[1])["parentId"] == .string(heirs[1].text))
        let indicators = "/v1/programmes/\(branch.programme.text)/indicators"
        #expect(
            try await branch.client.get("\(indicators)/\(branch.indicator.text)")["goalId"] == .string(heirs[0].text)
        )
        #expect(
            try await branch.contributions(branch.effort) == [contribution(heirs[0]), contribution(branch.children[0])]
        )
        #expect(
            try await branch.types() == [
                "goal.created", "goal.created", "goal.created", "goal.split", "goal.moved", "goal.moved",
                "indicator.moved", "effort.updated",
            ]
        )
        let found = try await branch.client.get("\(branch.goals)?search=jongeren").expect(200)
        #expect(found.results.count == 1, "a new goal is found by its words")
        let again = try await branch.act("split", branch.effect, body).expect(409, "invalid-transition")
        #expect(again["allowed"] == [])
    }

    @Test("A split names children of the goal, each once, and the main goal is not split")
    func badSplits() async throws {
        let branch = try await makeBranch()
        func goals(_ first: [UUID], _ second: [UUID]) -> JSON {
            let parts = [first, second].map { children -> JSON in
                ["text": "Deel", "childIds": .array(children.map { .string($0.text) })]
            }
            return ["goals": .array(parts)]
        }
        let child = branch.children[0]
        let cases: [(JSON, [String])] = [
            (goals([child], [child]), ["/goals/1/childIds/0 unique_items"]),
            (
                goals([branch.root], [UUID()]),
                [
                    "/goals/0/childIds/0 unknown_reference", "/goals/1/childIds/0 unknown_reference",
                ]
            ),
            (["goals": [["text": "Eén"]]], ["/goals min_items"]),
            (
                ["goals": [["text": "Eén"], ["text": " ", "kind": "goal"]]],
                ["/goals/1/kind unknown", "/goals/1/text pattern"]
            ),
        ]
        for (body, errors) in cases {
            #expect(try await branch.act("split", branch.effect, body).expect(400).errors == errors)
        }
        let root = try await branch.act("split", branch.root, goals([], []))
        #expect(root.expect(409, "governance-refused").blockers == ["CRS-01"])
        let silent = try await branch.client.post(
            "\(branch.goals)/\(branch.effect.text)/split",
            goals([], [])
        )
        #expect(silent.expect(400).errors == ["/motivation required"])
        try await branch.act("split", UUID(), goals([], [])).expect(404, "not-found")
        #expect(try await branch.goal(branch.effect)["version"] == 1)
    }

    @Test("Merged goals hand everything over and end; an effort contributes once, with the heaviest weight")
    func merge() async throws {
        let branch = try await makeBranch()
        let client = branch.client
        let heir = try await client.makeGoal(of: branch.programme, under: branch.root)
        let other = try await client.makeGoal(of: branch.programme, under: branch.root)
        let below = try await client.makeGoal(of: branch.programme, under: other)
        let both = try await client.post(
            "/v1/programmes/\(branch.programme.text)/efforts",
            Body.effort().with([
                "contributions": [
                    contribution(branch.root, "supporting"), contribution(heir, "supporting"),
                    contribution(branch.effect),
                ]
            ])
        ).expect(201).id
        let merged = try await branch.act(
            "merge",
            heir,
            ["goalIds": [.string(branch.effect.text), .string(other.text), .string(below.text)]]
        ).expect(200)
        #expect(merged["id"] == .string(heir.text) && merged["version"] == 2 && merged["endedAt"] == .null)
        #expect(merged["predecessorIds"] == .array([branch.effect, other, below].map { .string($0.text) }))
        for goal in [branch.effect, other, below] {
            let ended = try await branch.goal(goal)
            #expect(ended["endedAt"]?.string != nil && ended["successorIds"] == [.string(heir.text)])
        }
        for child in branch.children { #expect(try await branch.goal(child)["parentId"] == .string(heir.text)) }
        #expect(try await branch.contributions(both) == [contribution(branch.root, "supporting"), contribution(heir)])
        #expect(
            try await branch.contributions(branch.effort) == [contribution(heir), contribution(branch.children[0])]
        )
        let efforts = "/v1/programmes/\(branch.programme.text)/efforts"
        #expect(try await client.get("\(efforts)?goalId=\(heir.text)").expect(200).results.count == 2)
        #expect(try await client.get("\(efforts)?goalId=\(branch.effect.text)").expect(200).results == [])
        #expect(
            try await branch.types() == [
                "goal.updated", "goal.merged", "goal.merged", "goal.merged", "goal.moved", "goal.moved",
                "indicator.moved", "effort.updated", "effort.updated",
            ]
        )
    }

    @Test("Goals of another kind, of another programme, that have ended or that lie above it are not merged into one")
    func badMerges() async throws {
        let branch = try await makeBranch()
        let client = branch.client
        let below = try await client.makeGoal(of: branch.programme, under: branch.effect)
        let ended = try await client.makeGoal(of: branch.programme, under: branch.root)
        try await branch.act("ending", ended, [:]).expect(200)
        let foreign = try await client.makeGoal(of: try await client.makeProgramme(), "main_goal", under: nil)
        func merge(_ goals: UUID..., into goal: UUID) async throws -> Answer {
            try await branch.act("merge", goal, ["goalIds": .array(goals.map { .string($0.text) })])
        }
        for (goal, heir) in [
            (branch.children[0], branch.effect), (branch.root, branch.effect), (branch.effect, branch.root),
            (branch.effect, below), (ended, branch.effect),
        ] {
            #expect(try await merge(goal, into: heir).expect(409, "governance-refused").blockers == ["CRS-01"])
        }
        #expect(
            try await merge(foreign, branch.effect, into: branch.effect).expect(400).errors == [
                "/goalIds/0 unknown_reference", "/goalIds/1 unknown_reference",
            ]
        )
        try await merge(branch.effect, into: ended).expect(409, "invalid-transition")
        #expect(
            try await branch.act("merge", branch.effect, ["goalIds": []]).expect(400).errors == ["/goalIds min_items"]
        )
    }

    @Test("A goal ends when nothing hangs on it, and then stays as it was")
    func ending() async throws {
        let branch = try await makeBranch()
        let client = branch.client
        let hanging = try await branch.act("ending", branch.effect, [:]).expect(409, "governance-refused")
        let subjects = hanging["blockers"]?.array?.first?["subjects"]?.array?.compactMap { $0["type"]?.string }
        #expect(subjects == ["goal", "goal", "effort"])
        #expect(try await branch.act("ending", branch.root, [:]).expect(409).blockers == ["CRS-01"])
        for child in branch.children.reversed() {
            let answer = try await branch.act("ending", child, [:])
            #expect(answer.status == (child == branch.children[0] ? 409 : 200))
        }
        let effort = "/v1/programmes/\(branch.programme.text)/efforts/\(branch.effort.text)"
        try await client.post("\(effort)/transitions", ["to": "stopped", "motivation": "Geen geld"]).expect(200)
        try await branch.act("ending", branch.children[0], [:]).expect(200)
        let ended = try await branch.act("ending", branch.effect, ["motivation": "Bereikt"]).expect(200)
        #expect(ended["endedAt"]?.string != nil && ended["successorIds"] == [])
        let entry = try await client.journal("&type=goal.ended").last
        #expect(entry?["data"] == ended.json && entry?["reason"] == "Bereikt")
        let path = "\(branch.goals)/\(branch.effect.text)"
        #expect(try await client.patch(path, ["text": "Toch nog"]).expect(409).blockers == ["CRS-01"])
        #expect(
            try await client.patch(path, ["parentId": .string(branch.root.text), "policyField": "x"]).status == 409
        )
        try await client.patch(path, ["externalIds": ["dms": .string("D-\(nextNumber())")]]).expect(200)
        let under = try await client.post(branch.goals, Body.goal("goal", under: branch.effect)).expect(409)
        #expect(under.blockers == ["CRS-01"])
        try await branch.act("ending", branch.effect, [:]).expect(409, "invalid-transition")
    }

    @Test("A repeated act answers as the first time, and a stale one is refused")
    func repeated() async throws {
        let branch = try await makeBranch()
        let path = "\(branch.goals)/\(branch.effect.text)/split"
        let body: JSON = ["goals": [["text": "Eén"], ["text": "Twee"]], "motivation": "Twee paden"]
        try await branch.client.post(path, body, ["If-Match": "\"7\""]).expect(412, "precondition-failed")
        let key = ["Idempotency-Key": "\"split-\(nextNumber())\"", "If-Match": "\"1\""]
        let first = try await branch.client.post(path, body, key).expect(200)
        let again = try await branch.client.post(path, body, key).expect(200)
        #expect(again.bytes == first.bytes && again.field("Idempotent-Replayed") == "true")
        #expect(try await branch.client.get("\(branch.goals)?parentId=\(branch.root.text)").results.count == 3)
    }
}
