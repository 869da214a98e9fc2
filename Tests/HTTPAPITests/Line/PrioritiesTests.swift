import Contract
import Foundation
import Testing

@Suite("What an effort is for, and which make the most difference, with the arithmetic", .koers)
struct PrioritiesTests {
    /// Two effects, one at 20%, one not measured; three efforts for them and one for nothing.
    private struct Course {
        let programme: UUID
        let measured: UUID
        let unmeasured: UUID
        let both: UUID
        let one: UUID
        let through: UUID
        let none: UUID
    }

    private func makeCourse(_ client: Caller) async throws -> Course {
        let programme = try await client.makeProgramme()
        let followed = try await client.makeFollowedEffect(of: programme)
        let path = try await client.enterMeasurement(of: programme, followed.indicator)
        try await client.post("\(path)/transitions", ["to": "approved"]).expect(200)
        let unmeasured = try await client.makeGoal(of: programme, under: followed.mainGoal)
        let goal = try await client.makeGoal(of: programme, "goal", under: unmeasured)
        let both = try await client.makeEffort(of: programme, for: followed.effect)
        let contributions: JSON = [
            ["goalId": .string(followed.effect.text), "weight": "primary"],
            ["goalId": .string(unmeasured.text), "weight": "supporting"],
            ["goalId": .string(goal.text), "weight": "supporting"],
        ]
        try await client.patch(
            "/v1/programmes/\(programme.text)/efforts/\(both.text)",
            ["contributions": contributions]
        ).expect(200)
        return Course(
            programme: programme,
            measured: followed.effect,
            unmeasured: unmeasured,
            both: both,
            one: try await client.makeEffort(of: programme, for: followed.effect),
            through: try await client.makeEffort(of: programme, for: goal),
            none: try await client.makeEffort(of: programme, for: followed.mainGoal)
        )
    }

    @Test("Each effect counts once, by the weightiest contribution to it or to what lies under it")
    func ranking() async throws {
        let client = try Koers.current.client
        let course = try await makeCourse(client)
        let answer = try await client.get("/v1/programmes/\(course.programme.text)/priorities").expect(200).json
        let efforts = answer["efforts"]?.array ?? []
        #expect(efforts.map { $0["id"]?.string } == [course.both, course.through, course.one].map(\.text))
        #expect(efforts.map { $0["score"]?.integer } == [260, 200, 160])
        #expect(
            efforts.map { $0["arithmetic"]?.string } == ["2 × 80 + 1 × 100 = 260", "2 × 100 = 200", "2 × 80 = 160"]
        )
        #expect(efforts.map { $0["rank"]?.integer } == [1, 2, 3])
        #expect((answer["withoutPurpose"]?.array ?? []).map { $0["id"]?.string } == [course.none.text])
        let gaps = (answer["effects"]?.array ?? []).map { $0["gap"]?.integer }
        #expect(gaps == [100, 80])
        for effort in efforts {
            let terms = effort["terms"]?.array ?? []
            #expect(terms.reduce(0) { $0 + ($1["points"]?.integer ?? 0) } == effort["score"]?.integer)
        }
    }

    @Test("Who earns the same shares a rank; what was stopped or completed has none")
    func ranks() async throws {
        let client = try Koers.current.client
        let course = try await makeCourse(client)
        let other = try await client.makeEffort(of: course.programme, for: course.unmeasured)
        let path = "/v1/programmes/\(course.programme.text)"
        try await client.post("\(path)/efforts/\(course.both.text)/transitions", ["to": "active"]).expect(200)
        try await client.post("\(path)/efforts/\(course.both.text)/transitions", ["to": "completed"]).expect(200)
        let efforts = try await client.get("\(path)/priorities").expect(200).json["efforts"]?.array ?? []
        #expect(efforts.map { $0["rank"]?.integer } == [1, 1, 3])
        #expect(Set(efforts.prefix(2).compactMap { $0["id"]?.string }) == [course.through.text, other.text])
    }

    @Test("The purpose of an effort is its paths up to the main goal, and earns what the priorities say")
    func purpose() async throws {
        let client = try Koers.current.client
        let course = try await makeCourse(client)
        let path = "/v1/programmes/\(course.programme.text)"
        for effort in try await client.get("\(path)/priorities").expect(200).json["efforts"]?.array ?? [] {
            let id = try #require(effort["id"]?.string)
            let purpose = try await client.get("\(path)/efforts/\(id)/purpose").expect(200).json
            #expect(purpose["hasPurpose"] == true)
            for member in ["score", "arithmetic", "terms"] { #expect(purpose[member] == effort[member], "\(member)") }
        }
        let paths =
            try await client.get("\(path)/efforts/\(course.both.text)/purpose").expect(200).json["paths"]?.array ?? []
        #expect(paths.map { $0["weight"]?.string } == ["primary", "supporting", "supporting"])
        #expect(
            paths.map { $0["effectId"]?.string } == [course.measured, course.unmeasured, course.unmeasured].map(\.text)
        )
        let steps = paths.map { ($0["steps"]?.array ?? []).map { $0["kind"]?.string ?? "" } }
        #expect(steps.allSatisfy { $0.last == "main_goal" && $0.dropLast().contains("effect") })
        let none = try await client.get("\(path)/efforts/\(course.none.text)/purpose").expect(200).json
        #expect(none["hasPurpose"] == false && none["score"] == 0 && none["arithmetic"] == .null && none["terms"] == [])
        try await client.get("\(path)/efforts/\(UUID().text)/purpose").expect(404, "not-found")
    }
}
