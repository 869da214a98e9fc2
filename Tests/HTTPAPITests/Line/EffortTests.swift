import Contract
import Foundation
import Testing

@Suite("An effort is active only when it is clear what for", .koers)
struct EffortTests {
    private struct Ground {
        let client: Caller
        let programme: UUID
        let root: UUID
        let effect: UUID
        /// A goal below the effect, and one that leads to the main goal alone.
        let below: UUID
        let loose: UUID

        var efforts: String { "/v1/programmes/\(programme.text)/efforts" }
        func step(_ effort: UUID, to status: String, _ changes: JSON = [:], query: String = "") async throws -> Answer {
            let body = (["to": .string(status)] as JSON).with(changes)
            return try await client.post("\(efforts)/\(effort.text)/transitions\(query)", body)
        }
    }

    private func ground() async throws -> Ground {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        let effect = try await client.makeGoal(of: programme, under: root)
        return Ground(
            client: client,
            programme: programme,
            root: root,
            effect: effect,
            below: try await client.makeGoal(of: programme, "goal", under: effect),
            loose: try await client.makeGoal(of: programme, "goal", under: root)
        )
    }

    @Test("Every pair of statuses: the steps that there are, and no others")
    func machine() async throws {
        let ground = try await ground()
        let steps = ["proposed": ["active", "stopped"], "active": ["completed", "stopped"]]
        let ways = [
            "proposed": [], "active": ["active"], "completed": ["active", "completed"], "stopped": ["stopped"],
        ]
        let why: JSON = ["motivation": "Zo besloten"]
        for (from, way) in ways {
            for to in ways.keys.sorted() {
                let effort = try await ground.client.makeEffort(of: ground.programme, for: ground.effect)
                for status in way { try await ground.step(effort, to: status, why).expect(200) }
                let answer = try await ground.step(effort, to: to, why)
                if steps[from]?.contains(to) == true {
                    #expect(answer.expect(200)["status"] == .string(to))
                } else {
                    answer.expect(409, "invalid-transition")
                    #expect(answer["allowed"] == .array((steps[from] ?? []).map { .string($0) }))
                }
            }
        }
        let effort = try await ground.client.makeEffort(of: ground.programme)
        for motivation in [[:], ["motivation": .null], ["motivation": " \n"]] as [JSON] {
            let refused = try await ground.step(effort, to: "stopped", motivation)
            #expect(refused.expect(400).errors == ["/motivation required"])
        }
    }

    @Test("It is registered without a purpose, and activated with one (CRS-02)")
    func purpose() async throws {
        let ground = try await ground()
        let client = ground.client
        for goals in [[], [ground.root], [ground.loose, ground.root]] {
            let contributions = goals.map { goal -> JSON in ["goalId": .string(goal.text), "weight": "primary"] }
            let effort = try await client.post(
                ground.efforts,
                Body.effort().with(["contributions": .array(contributions)])
            ).expect(201)
            let refused = try await ground.step(try effort.id, to: "active").expect(409, "governance-refused")
            #expect(refused.blockers == ["CRS-02"])
            let dryRun = try await ground.step(try effort.id, to: "active", query: "?dryRun=true").expect(200)
            #expect(dryRun["allowed"] == false)
            let purpose: JSON = ["contributions": [["weight": "supporting", "goalId": .string(ground.below.text)]]]
            let changed = try await client.patch(try effort.location, purpose).expect(200)
            #expect(changed["contributions"] == [["goalId": .string(ground.below.text), "weight": "supporting"]])
            #expect(changed.text.contains(#""contributions":[{"goalId":""#), "in the order of the contract")
            try await ground.step(try effort.id, to: "active").expect(200)
            for lost in [[], [["goalId": .string(ground.loose.text), "weight": "primary"]]] as [JSON] {
                let kept = try await client.patch(try effort.location, ["contributions": lost]).expect(409)
                #expect(kept.blockers == ["CRS-02"])
            }
            try await client.patch(try effort.location, ["name": "Anders", "influence": "none"]).expect(200)
        }
    }

    @Test("It contributes to living goals of its own programme, to each once, to fifty at most")
    func contributions() async throws {
        let ground = try await ground()
        let client = ground.client
        let goals = ground.efforts.replacing("/efforts", with: "/goals")
        try await client.post("\(goals)/\(ground.loose.text)/ending", ["motivation": "Vervallen"]).expect(200)
        let foreign = try await client.makeGoal(of: try await client.makeProgramme(), "main_goal", under: nil)
        func contributions(_ goals: [String]) -> JSON {
            let all = goals.enumerated().map { index, goal -> JSON in
                ["goalId": .string(goal), "weight": index % 2 == 0 ? "primary" : "supporting"]
            }
            return ["contributions": .array(all)]
        }
        let effort = try await client.post(ground.efforts, Body.effort(for: ground.effect)).expect(201)
        let cases: [(JSON, Int, [String])] = [
            (contributions([foreign.text]), 400, ["/contributions/0/goalId unknown_reference"]),
            (contributions([ground.root.text, UUID().text]), 400, ["/contributions/1/goalId unknown_reference"]),
            (
                contributions([ground.effect.text, ground.effect.text.uppercased()]), 400,
                ["/contributions/1/goalId unique_items"]
            ),
            (contributions((0..<51).map { _ in UUID().text }), 400, ["/contributions max_items"]),
            (
                ["contributions": [["goalId": "x", "weight": "heavy"]]], 400,
                [
                    "/contributions/0/goalId format", "/contributions/0/weight enum",
                ]
            ),
            (["contributions": .null], 400, ["/contributions type"]),
            (contributions([ground.loose.text]), 409, []),
        ]
        for (body, status, errors) in cases {
            let created = try await client.post(ground.efforts, Body.effort().with(body))
            #expect(created.expect(status).errors == errors)
            let changed = try await client.patch(try effort.location, body)
            #expect(changed.expect(status).errors == errors)
        }
        #expect(try await client.get(try effort.location).expect(200).bytes == effort.bytes)
        var many: [UUID] = []
        for _ in 0..<50 { many.append(try await client.makeGoal(of: ground.programme, "goal", under: ground.effect)) }
        let all = contributions(many.map(\.text))
        let wide = try await client.patch(try effort.location, all).expect(200)
        #expect(wide["contributions"] == all["contributions"])
        #expect(try await client.patch(try effort.location, all).expect(200)["version"] == wide["version"])
        let counted = try await client.koers.sql(
            "select count(*) from koers.contribution where effort_id = '\(try effort.id.text)'"
        )
        #expect(counted == "50")
    }

    @Test("The list answers who does what for which goal")
    func lists() async throws {
        let ground = try await ground()
        let client = ground.client
        let team = try await client.make("teams", Body.team).id
        let leader = try await client.makeRole("effort_leader", of: ground.programme)
        let first = try await client.makeEffort(
            of: ground.programme,
            for: ground.effect,
            changing: [
                "name": "Buurtkamers", "teamId": .string(team.text), "startDate": "2026-02-28", "endDate": "2028-02-29",
            ]
        )
        let second = try await client.makeEffort(
            of: ground.programme,
            for: ground.effect,
            ground.below,
            changing: [
                "name": "Aanspreekpunt", "kind": "statutory_task", "influence": "own", "description": "loket",
                "leaderRoleId": .string(leader.text),
            ]
        )
        try await ground.step(first, to: "active").expect(200)
        func found(_ query: String) async throws -> [UUID] {
            try await client.get("\(ground.efforts)?\(query)").expect(200).results.compactMap {
                $0["id"]?.string.flatMap { UUID(uuidString: $0) }
            }
        }
        #expect(try await found("goalId=\(ground.effect.text)") == [first, second])
        #expect(try await found("goalId=\(ground.below.text),\(UUID().text)") == [second])
        #expect(try await found("goalId=\(ground.root.text)") == [])
        #expect(try await found("status=active,completed") == [first])
        #expect(try await found("kind=statutory_task&influence=own") == [second])
        #expect(try await found("teamId=\(team.text)") == [first])
        #expect(try await found("leaderRoleId=\(leader.text)") == [second])
        #expect(try await found("sort=name") == [second, first])
        #expect(try await found("sort=startDate") == [first, second], "without a date comes last")
        #expect(try await found("endDateUntil=2028-02-29") == [first])
        #expect(try await found("search=loket") == [second])
        let expanded = try await client.get("\(ground.efforts)?expand=team&teamId=\(team.text)").expect(200)
        #expect(expanded.results.first?["_expand"]?["team"]?["id"] == .string(team.text))
        let disordered: JSON = ["startDate": "2028-03-01"]
        #expect(
            try await client.patch("\(ground.efforts)/\(first.text)", disordered).expect(400).errors
                == ["/endDate minimum"]
        )
    }
}
