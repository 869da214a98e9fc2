import Contract
import Foundation
import Testing

extension Body {
    static func goal(_ kind: String, under parent: UUID?) -> JSON {
        let body: JSON = ["kind": .string(kind), "text": .string("Doel \(nextNumber())")]
        return parent.map { body.with(["parentId": .string($0.text)]) } ?? body
    }

    static func indicator(of goal: UUID) -> JSON {
        [
            "goalId": .string(goal.text), "name": "Ernstig eenzame inwoners", "unit": "%", "direction": "decrease",
            "baseline": "13", "baselineDate": "2025-10-01", "target": "10", "targetDate": "2029-12-31",
        ]
    }

    static var measurement: JSON { ["value": "12.4", "measuredDate": "2026-01-31"] }

    static func effort(for goals: UUID...) -> JSON {
        [
            "kind": "project", "name": .string("Inspanning \(nextNumber())"), "influence": "shared",
            "contributions": .array(goals.map { ["goalId": .string($0.text), "weight": "primary"] }),
        ]
    }
}

/// A main goal with one effect, which can be followed by an indicator.
struct Followed: Sendable {
    let mainGoal: UUID
    let effect: UUID
    let indicator: UUID
}

extension Caller {
    /// The person of the organisation who is another than the one behind most tokens.
    var sponsor: Caller {
        get throws { Caller(koers: koers, token: try municipality.sponsorToken) }
    }

    func makeGoal(of programme: UUID, _ kind: String = "effect", under parent: UUID?) async throws -> UUID {
        try await make("programmes/\(programme.text)/goals", Body.goal(kind, under: parent)).id
    }

    func makeFollowedEffect(of programme: UUID) async throws -> Followed {
        let mainGoal = try await makeGoal(of: programme, "main_goal", under: nil)
        let effect = try await makeGoal(of: programme, under: mainGoal)
        let indicator = try await make("programmes/\(programme.text)/indicators", Body.indicator(of: effect)).id
        return Followed(mainGoal: mainGoal, effect: effect, indicator: indicator)
    }

    func makeEffort(of programme: UUID, for goals: UUID..., changing: JSON = [:]) async throws -> UUID {
        var body = Body.effort().with(changing)
        let contributions = goals.map { goal -> JSON in ["goalId": .string(goal.text), "weight": "primary"] }
        body = body.with(["contributions": .array(contributions)])
        return try await make("programmes/\(programme.text)/efforts", body).id
    }

    /// A measurement that the sponsor enters; its path.
    func enterMeasurement(of programme: UUID, _ indicator: UUID, _ changes: JSON = [:]) async throws -> String {
        let collection = "programmes/\(programme.text)/indicators/\(indicator.text)/measurements"
        return try await sponsor.make(collection, Body.measurement.with(changes)).location
    }

    /// The last measurement of every effect, approved, so that the programme can be closed (CRS-07).
    func settleResults(of programme: UUID) async throws {
        let indicators = try await get("/v1/programmes/\(programme.text)/indicators").expect(200).results
        for indicator in indicators {
            let id = try UUID(uuidString: indicator["id"]?.string ?? "").required
            let path = try await enterMeasurement(of: programme, id, ["final": true])
            try await post("\(path)/transitions", ["to": "approved"]).expect(200)
        }
    }
}
