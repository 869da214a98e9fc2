import Contract
import Foundation
import Testing

@Suite("Goals and efforts name roles of their own programme", .koers)
struct OwnerRoleTests {
    @Test("A goal has an owner and an effort a leader, who are expanded with them")
    func owners() async throws {
        let client = try Koers.current.client
        let tree = try await client.makeTree()
        let owner = try await client.makeRole("goal_owner", of: tree.programme)
        let leader = try await client.makeRole("effort_leader", of: tree.programme)
        let programme = "/v1/programmes/\(tree.programme.text)"
        let goal = try await client.patch(
            "\(programme)/goals/\(tree.effect.text)",
            ["ownerRoleId": .string(owner.text)]
        )
        #expect(goal.expect(200)["ownerRoleId"] == .string(owner.text))
        let effort = try await client.makeEffort(
            of: tree.programme,
            for: tree.effect,
            changing: ["leaderRoleId": .string(leader.text)]
        )
        let goals = try await client.get("\(programme)/goals?ownerRoleId=\(owner.text)&expand=ownerRole").expect(200)
        #expect(goals.results.map { $0["_expand"]?["ownerRole"]?["id"] } == [.string(owner.text)])
        let shown = try await client.get("\(programme)/efforts/\(effort.text)?expand=team,leaderRole").expect(200)
        #expect(shown["_expand"]?["leaderRole"]?["kind"] == "effort_leader")
    }

    @Test("A role of another programme, of the organisation itself or of another organisation is unknown there")
    func elsewhere() async throws {
        let koers = try Koers.current
        let client = koers.client
        let tree = try await client.makeTree()
        let programme = "/v1/programmes/\(tree.programme.text)"
        let effort = try await client.makeEffort(of: tree.programme, for: tree.effect)
        let others = [
            try await client.makeRole(of: try await client.makeProgramme()), try await client.makeRole(),
            try await koers.stranger.makeRole(),
        ]
        for role in others {
            let owner: JSON = ["ownerRoleId": .string(role.text)]
            let goal = try await client.patch("\(programme)/goals/\(tree.effect.text)", owner).expect(400)
            #expect(goal.errors == ["/ownerRoleId unknown_reference"])
            let made = try await client.post(
                "\(programme)/goals",
                Body.goal("effect", under: tree.mainGoal).with(owner)
            )
            #expect(made.expect(400).errors == ["/ownerRoleId unknown_reference"])
            let split = try await client.post(
                "\(programme)/goals/\(tree.effect.text)/split",
                ["goals": [["text": "Eerste"], (["text": "Tweede"] as JSON).with(owner)], "motivation": "Twee paden"]
            )
            #expect(split.expect(400).errors == ["/goals/1/ownerRoleId unknown_reference"])
            let leader: JSON = ["leaderRoleId": .string(role.text)]
            let changed = try await client.patch("\(programme)/efforts/\(effort.text)", leader).expect(400)
            #expect(changed.errors == ["/leaderRoleId unknown_reference"])
        }
    }
}
