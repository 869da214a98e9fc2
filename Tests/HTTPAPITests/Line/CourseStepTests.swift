import Contract
import Foundation
import Testing

@Suite("A programme starts with effects that can be followed, and is closed with what became of them", .koers)
struct CourseStepTests {
    @Test("To execution every effect has an indicator with a baseline and a target (CRS-04)")
    func start() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeCarriedProgramme()
        try await client.step(programme, to: "formation").expect(200)
        let path = "/v1/programmes/\(programme.text)"
        let root = try await client.get("\(path)/goals?kind=main_goal").results[0]["id"]?.string ?? ""
        let rootID = try UUID(uuidString: root).required
        let effect = try await client.makeGoal(of: programme, under: rootID)
        let deeper = try await client.makeGoal(of: programme, under: effect)
        _ = try await client.makeGoal(of: programme, "goal", under: effect)
        let bare = Body.indicator(of: effect).without("target").without("targetDate")
        let indicator = try await client.make("programmes/\(programme.text)/indicators", bare)
        func subjects() async throws -> [String?] {
            let refused = try await client.step(programme, to: "execution").expect(409, "governance-refused")
            #expect(refused.blockers == ["CRS-04"])
            return refused["blockers"]?.array?.first?["subjects"]?.array?.map { $0["id"]?.string } ?? []
        }
        #expect(try await subjects() == [effect.text, deeper.text])
        try await client.patch(try indicator.location, ["target": "10", "targetDate": "2029-12-31"]).expect(200)
        #expect(try await subjects() == [deeper.text])
        try await client.post("\(path)/goals/\(deeper.text)/ending", ["motivation": "Te fijn"]).expect(200)
        try await client.step(programme, to: "execution").expect(200)
        let empty = try await client.makeProgramme()
        try await client.step(empty, to: "formation").expect(200)
        let readiness = try await client.get("/v1/programmes/\(empty.text)/readiness?to=execution").expect(200)
        let first = readiness["findings"]?.array?.first
        #expect(first?["rule"] == "CRS-04" && first?["status"] == "breached")
    }

    @Test("To closed every effect has a last approved measurement, and no effort is active (CRS-07)")
    func close() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeCarriedProgramme()
        for phase in ["formation", "execution"] { try await client.step(programme, to: phase).expect(200) }
        let path = "/v1/programmes/\(programme.text)"
        let effect = try await client.get("\(path)/goals?kind=effect").results[0]["id"]?.string ?? ""
        let effectID = try UUID(uuidString: effect).required
        let indicator = try await client.get("\(path)/indicators").results[0]["id"]?.string ?? ""
        let indicatorID = try UUID(uuidString: indicator).required
        let effort = try await client.makeEffort(of: programme, for: effectID)
        let transitions = "\(path)/efforts/\(effort.text)/transitions"
        try await client.post(transitions, ["to": "active"]).expect(200)
        try await client.step(programme, to: "wind_down").expect(200)
        func types() async throws -> [String?] {
            let refused = try await client.step(programme, to: "closed").expect(409, "governance-refused")
            #expect(refused.blockers == ["CRS-07"])
            return refused["blockers"]?.array?.first?["subjects"]?.array?.map { $0["type"]?.string } ?? []
        }
        #expect(try await types() == ["goal", "effort"])
        let interim = try await client.enterMeasurement(of: programme, indicatorID)
        try await client.post("\(interim)/transitions", ["to": "approved"]).expect(200)
        let final = try await client.enterMeasurement(of: programme, indicatorID, ["final": true])
        #expect(try await types() == ["goal", "effort"], "an interim figure is no last one, and a draft none at all")
        try await client.post("\(final)/transitions", ["to": "approved"]).expect(200)
        #expect(try await types() == ["effort"])
        try await client.post(transitions, ["to": "completed"]).expect(200)
        try await client.step(programme, to: "closed").expect(200)
    }
}
