import Contract
import Foundation
import Testing

@Suite("An indicator goes from a baseline to a target, in exact figures", .koers)
struct IndicatorTests {
    private func place() async throws -> (client: Caller, path: String, goal: UUID) {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        let effect = try await client.makeGoal(of: programme, under: root)
        return (client, "/v1/programmes/\(programme.text)/indicators", effect)
    }

    @Test(
        "A decimal is answered digit for digit",
        arguments: [
            ("0", "0.000001"), ("-999999999999999.999999", "999999999999999.999999"), ("13", "13.10"), ("-1", "-0.5"),
            ("0.10", "0.2"), ("9007199254740993", "9007199254740994"),
        ]
    )
    func decimals(baseline: String, target: String) async throws {
        let (client, path, goal) = try await place()
        let fits = baseline.count < 16 || baseline.contains(".")
        let body = Body.indicator(of: goal).with([
            "direction": "increase", "baseline": .string(baseline), "target": .string(target),
        ])
        let answer = try await client.post(path, body)
        guard fits else {
            #expect(answer.expect(400).errors == ["/baseline pattern", "/target pattern"])
            return
        }
        #expect(answer.expect(201)["baseline"] == .string(baseline) && answer["target"] == .string(target))
        #expect(try await client.get(try answer.location).expect(200).bytes == answer.bytes)
        let mirrored = body.with(["direction": "decrease"])
        #expect(try await client.post(path, mirrored).expect(400).errors == ["/target maximum"])
    }

    @Test(
        "What is no decimal is refused",
        arguments: ["", "1,5", "1.", ".5", "+1", "1e3", "NaN", "Infinity", "01", "0.1234567", "١", " 1", "1\n", "--1"]
    )
    func noDecimals(text: String) async throws {
        let (client, path, goal) = try await place()
        let refused = try await client.post(path, Body.indicator(of: goal).with(["baseline": .string(text)]))
        #expect(refused.expect(400).errors.allSatisfy { $0.hasPrefix("/baseline ") } && !refused.errors.isEmpty)
        for number in ["13", "13.5"] {
            let body =
                "{\"goalId\":\"\(goal.text)\",\"name\":\"x\",\"unit\":\"%\",\"direction\":\"decrease\",\"baseline\":\(number)}"
            let answer = try await client.send(
                "POST",
                path,
                body: Array(body.utf8),
                fields: ["Content-Type": "application/json"]
            )
            #expect(answer.expect(400).errors.contains("/baseline type"), "a number would be rounded on the way")
        }
    }

    @Test("A target lies beyond the baseline, and later; both come with their dates, or not yet")
    func figures() async throws {
        let (client, path, goal) = try await place()
        let body = Body.indicator(of: goal)
        let cases: [(JSON, [String])] = [
            (["target": "13"], ["/target maximum"]), (["target": "13.000001"], ["/target maximum"]),
            (["direction": "increase"], ["/target minimum"]), (["targetDate": "2025-10-01"], ["/targetDate minimum"]),
            (["baselineDate": .null], ["/baselineDate required"]), (["baseline": .null], ["/baseline required"]),
            (["target": .null, "baselineDate": .null], ["/baselineDate required", "/target required"]),
            (["targetDate": .null], ["/targetDate required"]),
            (["baselineDate": "2023-02-29"], ["/baselineDate format"]),
            (["targetDate": "2030-02-30"], ["/targetDate format"]),
        ]
        for (changes, errors) in cases {
            #expect(try await client.post(path, body.with(changes)).expect(400).errors == errors, "\(changes)")
        }
        let leap: JSON = ["baselineDate": "2024-02-28", "targetDate": "2024-02-29"]
        try await client.post(path, body.with(leap)).expect(201)
        let bare = body.without("baseline").without("baselineDate").without("target").without("targetDate")
        let plan = try await client.post(path, bare).expect(201)
        #expect(plan["baseline"] == .null && plan["targetDate"] == .null)
        let place = try plan.location
        #expect(try await client.patch(place, ["baseline": "13"]).expect(400).errors == ["/baselineDate required"])
        try await client.patch(place, ["baseline": "13", "baselineDate": "2025-10-01"]).expect(200)
        #expect(
            try await client.patch(place, ["target": "14", "targetDate": "2025-09-30"]).expect(400).errors == [
                "/target maximum", "/targetDate minimum",
            ]
        )
        let whole = try await client.patch(place, ["target": "12.5", "targetDate": "2026-12-31"]).expect(200)
        #expect(whole["version"] == 3)
        #expect(try await client.patch(place, ["direction": "increase"]).expect(400).errors == ["/target minimum"])
        #expect(try await client.patch(place, ["target": "12.5"]).expect(200)["version"] == 3, "nothing changes")
        try await client.patch(place, ["baseline": .null, "baselineDate": .null]).expect(200)
    }

    @Test("An indicator belongs to a goal of its programme that lives, and can be moved to another")
    func goals() async throws {
        let (client, path, goal) = try await place()
        let goals = path.replacing("/indicators", with: "/goals")
        let root = try #require(try await client.get("\(goals)?kind=main_goal").results.first?["id"]?.string)
        let gone = try await client.post(goals, Body.goal("effect", under: UUID(uuidString: root))).expect(201).id
        try await client.post("\(goals)/\(gone.text)/ending", ["motivation": "Vervallen"]).expect(200)
        #expect(try await client.post(path, Body.indicator(of: gone)).expect(409).blockers == ["CRS-01"])
        #expect(
            try await client.post(path, Body.indicator(of: UUID())).expect(400).errors == ["/goalId unknown_reference"]
        )
        let indicator = try await client.post(path, Body.indicator(of: goal)).expect(201)
        #expect(
            try await client.patch(try indicator.location, ["goalId": .string(gone.text)]).expect(409).blockers
                == ["CRS-01"]
        )
        let moved = try await client.patch(try indicator.location, ["goalId": .string(root)]).expect(200)
        #expect(moved["goalId"] == .string(root))
        #expect(try await client.get("\(path)?goalId=\(goal.text)").expect(200).results == [])
        let listed = try await client.get("\(path)?goalId=\(root)&expand=goal&direction=decrease").expect(200)
        #expect(listed.results.first?["_expand"]?["goal"]?["kind"] == "main_goal")
        let bare = Body.indicator(of: goal).without("target").without("targetDate").with(["name": "Zonder streefwaarde"]
        )
        try await client.post(path, bare).expect(201)
        let sorted = try await client.get("\(path)?sort=-targetDate&fields=targetDate").expect(200).results
        #expect(sorted.map { $0["targetDate"] } == [.null, "2029-12-31"])
        #expect(try await client.get("\(path)?targetDateFrom=2029-12-31").expect(200).results.count == 1)
    }
}
