import Contract
import Domain
import Foundation
import Testing

@Suite("The goal tree shows what lives, how far it is, and what is missing", .koers)
struct GoalTreeTests {
    @Test(
        "Progress is how much of the way from baseline to target the latest approved measurement has gone",
        arguments: [
            ("decrease", "13", "10", "12.4", 20), ("decrease", "13", "10", "13.5", 0),
            ("decrease", "13", "10", "9", 100),
            ("decrease", "13", "10", "10.01", 99), ("increase", "210", "280", "280", 100),
            ("increase", "-5", "5", "0", 50),
            ("increase", "0", "0.000003", "0.000001", 33),
        ]
    )
    func progress(direction: String, baseline: String, target: String, value: String, expected: Int64) async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let followed = try await client.makeFollowedEffect(of: programme)
        try await client.patch(
            "/v1/programmes/\(programme.text)/indicators/\(followed.indicator.text)",
            ["direction": .string(direction), "baseline": .string(baseline), "target": .string(target)]
        ).expect(200)
        let first = try await client.tree(programme)
        #expect(first.effect["progress"] == .null)
        #expect(first.effect["missing"] == ["measurement", "effort", "owner"])
        let path = try await client.enterMeasurement(of: programme, followed.indicator, ["value": .string(value)])
        #expect(try await client.tree(programme).effect["progress"] == .null, "a draft counts for nothing")
        try await client.post("\(path)/transitions", ["to": "approved"]).expect(200)
        let effect = try await client.tree(programme).effect
        #expect(effect["progress"]?.integer == expected)
        #expect(effect["indicators"]?.array?.first?["latest"]?["value"]?.string == value)
        #expect(effect["missing"] == ["effort", "owner"])
    }

    @Test("Goals stand under the nearest effect, and an effort serves all above the goal that it contributes to")
    func places() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let main = try await client.makeGoal(of: programme, "main_goal", under: nil)
        let outer = try await client.makeGoal(of: programme, under: main)
        let inner = try await client.makeGoal(of: programme, under: outer)
        let goal = try await client.makeGoal(of: programme, "goal", under: inner)
        let loose = try await client.makeGoal(of: programme, "goal", under: main)
        let effort = try await client.makeEffort(of: programme, for: goal)
        let spare = try await client.makeEffort(of: programme)
        let tree = try await client.tree(programme).json
        let effects = tree["effects"]?.array ?? []
        #expect(effects.map(\.id) == [outer.text, inner.text])
        #expect(effects.map { ($0["goals"]?.array ?? []).map(\.id) } == [[], [goal.text]])
        #expect(effects.map { $0["missing"]?.array?.contains("effort") } == [false, false])
        #expect((tree["goals"]?.array ?? []).map(\.id) == [loose.text])
        #expect(effects.last?["goals"]?.array?.first?["efforts"]?.array?.map(\.id) == [effort.text])
        #expect((tree["effortsWithoutGoal"]?.array ?? []).map(\.id) == [spare.text])
        let stop: JSON = ["to": "stopped", "motivation": "Dient geen doel"]
        for each in [effort, spare] {
            try await client.post("/v1/programmes/\(programme.text)/efforts/\(each.text)/transitions", stop).expect(200)
        }
        let stopped = try await client.tree(programme).json
        #expect(stopped["effortsWithoutGoal"] == [])
        #expect(stopped["effects"]?.array?.last?["missing"]?.array?.contains("effort") == true)
    }

    @Test("As it was: after any command the tree of every earlier moment is what it was then", .koers)
    func asOf() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        var seen: [(moment: String, tree: [UInt8])] = []
        func remember() async throws {
            let tree = try await client.get("/v1/programmes/\(programme.text)/goal-tree").expect(200).bytes
            seen.append((koers.clock.now.rfc3339, tree))
            koers.clock.advance(by: .seconds(1))
        }
        try await remember()
        let followed = try await client.makeFollowedEffect(of: programme)
        try await remember()
        let goal = try await client.makeGoal(of: programme, "goal", under: followed.mainGoal)
        let effort = try await client.makeEffort(of: programme, for: goal)
        try await remember()
        let path = try await client.enterMeasurement(of: programme, followed.indicator)
        try await client.post("\(path)/transitions", ["to": "approved"]).expect(200)
        try await remember()
        let collection = "/v1/programmes/\(programme.text)"
        try await client.patch("\(collection)/goals/\(goal.text)", ["parentId": .string(followed.effect.text)]).expect(
            200
        )
        try await remember()
        let stop: JSON = ["to": "stopped", "motivation": "Klaar"]
        try await client.post("\(collection)/efforts/\(effort.text)/transitions", stop).expect(200)
        try await client.post("\(collection)/goals/\(goal.text)/ending", ["motivation": "Bereikt"]).expect(200)
        try await remember()
        #expect(Set(seen.map(\.tree)).count == seen.count)
        for (moment, tree) in seen {
            #expect(
                try await client.get("\(collection)/goal-tree?asOf=\(moment)").expect(200).bytes == tree,
                "\(moment)"
            )
        }
        try await client.get("\(collection)/goal-tree?asOf=2026-01-01T00:00:00Z").expect(404, "not-found")
    }

    @Test("It is a picture for whoever asks for one, in the reader's language, and has a tag as data")
    func picture() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let followed = try await client.makeFollowedEffect(of: programme)
        let path = "/v1/programmes/\(programme.text)/goal-tree"
        let picture = try await client.get(path, ["Accept": "image/svg+xml", "Accept-Language": "en"]).expect(200)
        #expect(picture.field("Content-Type") == "image/svg+xml")
        #expect(picture.text.hasPrefix("<svg ") && picture.text.contains("MAIN GOAL"))
        #expect(picture.etag == nil)
        let tag = try #require(try await client.get(path).expect(200).etag)
        try await client.get(path, ["If-None-Match": tag]).expect(304)
        let goal: JSON = ["text": "Iets anders"]
        try await client.patch("/v1/programmes/\(programme.text)/goals/\(followed.effect.text)", goal).expect(200)
        try await client.get(path, ["If-None-Match": tag]).expect(200)
        try await client.get(path, ["Accept": "image/png"]).expect(406, "not-acceptable")
    }
}

extension JSON {
    fileprivate var id: String? { self["id"]?.string }
}

extension Answer {
    /// The first effect of a goal tree.
    fileprivate var effect: JSON { json["effects"]?.array?.first ?? .null }
}

extension Caller {
    fileprivate func tree(_ programme: UUID) async throws -> Answer {
        try await get("/v1/programmes/\(programme.text)/goal-tree").expect(200)
    }
}
