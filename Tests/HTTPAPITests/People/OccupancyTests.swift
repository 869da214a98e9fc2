import Contract
import Foundation
import Testing

@Suite("The right person in the right place", .koers)
struct OccupancyTests {
    private func competence(_ client: Caller) async throws -> String {
        try await client.make("competences", Body.competence)["code"]?.string ?? ""
    }

    private func seen(_ code: String, _ level: JSON) -> JSON {
        ["to": "assessed", "assessment": ["scores": [["competence": .string(code), "level": level]]]]
    }

    @Test("Nobody assesses themselves (PPL-01), and a critical role asks for the level (PPL-02)")
    func assessment() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let code = try await competence(client)
        let asked: JSON = ["requiredCompetences": [["competence": .string(code), "level": 3]], "critical": true]
        let role = try await client.makeRole(of: programme, asked)
        let own = try await client.propose(try client.person, for: role, of: programme, ["hoursPerWeek": 0])
        #expect(try await client.post("\(own)/transitions", Body.assessed).expect(409).blockers == ["PPL-01"])

        let low = try await client.propose(try await client.makeColleague(), for: role, of: programme)
        try await client.post("\(low)/transitions", seen(code, 2)).expect(200)
        #expect(try await client.take(low, to: "active").expect(409).blockers == ["PPL-02"])
        let fit = try await client.propose(try await client.makeColleague(), for: role, of: programme)
        try await client.post("\(fit)/transitions", seen(code, 3)).expect(200)
        let active = try await client.take(fit, to: "active").expect(200)
        #expect(active["activatedAt"] == active["updatedAt"] && active["exceptionDecisionId"] == .null)

        let shown = try await client.occupancy(of: role, in: programme)
        #expect(shown["holder"]?["assignmentId"]?.string.map { fit.hasSuffix($0) } == true)
        #expect(shown["actingPersonId"] == active["personId"])
        #expect(shown["fits"] == true && shown["vacantSinceDate"] == .null)
        #expect(shown["fit"] == [["competence": .string(code), "required": 3, "seen": 3, "enough": true]])
        try await client.take(fit, to: "ended").expect(200)
        let after = try await client.occupancy(of: role, in: programme)
        #expect(after["holder"] == .null && after["fits"] == .null && after["actingPersonId"] == .null)
        #expect(after["vacantSinceDate"] == "2026-03-02" && after["vacantWorkingDays"] == 0)
        try await Koers.current.stranger.get("/v1/programmes/\(programme.text)/occupancy").expect(404)
    }

    @Test("An exception lets someone in for as long as it lasts, and carries the step to execution no longer (PPL-02)")
    func exception() async throws {
        try await Koers.lease { koers in
            let client = koers.client
            let programme = try await client.makeCarriedProgramme()
            try await client.step(programme, to: "formation").expect(200)
            let code = try await competence(client)
            let role = try await client.makeRole(
                of: programme,
                ["requiredCompetences": [["competence": .string(code), "level": 4]], "critical": true]
            )
            let path = try await client.propose(try await client.makeColleague(), for: role, of: programme)
            try await client.post("\(path)/transitions", seen(code, 3)).expect(200)
            func blockers() async throws -> [String] {
                let tried = try await client.step(programme, to: "execution", query: "?dryRun=true").expect(200)
                let findings = tried["findings"]?.array ?? []
                return findings.filter { $0["status"] == "breached" }.compactMap { $0["rule"]?.string }
            }
            #expect(try await blockers().contains("STA-05"))

            func activate(_ decision: UUID) async throws -> Answer {
                try await client.take(path, to: "active", ["decisionId": .string(decision.text)])
            }
            let late = try await client.decide(programme, "grant_exception", ["untilDate": "2026-09-03"])
            let refused = try await activate(late).expect(409)
            #expect(refused.blockers == ["PPL-02"] && refused.text.contains("langer dan 6 maanden"))
            let endless = try await client.decide(programme, "grant_exception")
            #expect(try await activate(endless).expect(409).text.contains("heeft geen einddatum"))
            let other = try await client.decide(
                try await client.makeProgramme(),
                "grant_exception",
                ["untilDate": "2026-09-02"]
            )
            #expect(try await activate(other).expect(409).text.contains("van een ander programma"))
            #expect(try await activate(UUID()).expect(400).errors == ["/decisionId unknown_reference"])
            let misplaced = try await client.take(path, to: "ended", ["decisionId": .string(late.text)]).expect(400)
            #expect(misplaced.errors == ["/decisionId unknown"])

            let decision = try await client.decide(programme, "grant_exception", ["untilDate": "2026-09-02"])
            let active = try await activate(decision).expect(200)
            #expect(active["exceptionDecisionId"] == .string(decision.text))
            let shown = try await client.occupancy(of: role, in: programme)
            #expect(shown["fits"] == true && shown["holder"]?["exceptionUntilDate"] == "2026-09-02")
            #expect(try await !blockers().contains("STA-05"))

            // One exception is for one person in one role.
            let second = try await client.propose(
                try await client.makeColleague(),
                for: try await client.makeRole(
                    of: programme,
                    ["requiredCompetences": [["competence": .string(code), "level": 4]], "critical": true]
                ),
                of: programme
            )
            try await client.post("\(second)/transitions", seen(code, 3)).expect(200)
            try await client.take(second, to: "active", ["decisionId": .string(decision.text)]).expect(409, "conflict")
            try await client.take(second, to: "ended").expect(200)

            try koers.clock.set(to: "2026-09-02T22:00:00Z")
            #expect(try await client.occupancy(of: role, in: programme)["fits"] == false)
            #expect(try await blockers().contains("STA-05"))
        }
    }

    @Test("A programme manager is asked for what leading a programme takes (PPL-03)")
    func manager() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let roles = "/v1/programmes/\(programme.text)/roles"
        #expect(try await client.post(roles, Body.role("programme_manager")).expect(409).blockers == ["PPL-03"])
        let body = Body.role("programme_manager").with(try await client.askedOfManager())
        let made = try await client.make("programmes/\(programme.text)/roles", body)
        let lowered: JSON = ["requiredCompetences": [["competence": "flexibility", "level": 5]]]
        #expect(try await client.patch(try made.location, lowered).expect(409).blockers == ["PPL-03"])
    }

    @Test("A critical role asks for a holder before execution (STA-05), and is not vacant for too long (PPL-05)")
    func vacancy() async throws {
        try await Koers.lease { koers in
            let client = koers.client
            let programme = try await client.makeCarriedProgramme()
            let role = try await client.makeRole(of: programme, ["critical": true])
            // A role that is added on Monday 2 March 2026 is vacant for twenty working days on the 30th.
            try koers.clock.set(to: "2026-03-30T08:00:00Z")
            #expect(try await client.occupancy(of: role, in: programme)["vacantWorkingDays"] == 20)
            try await client.step(programme, to: "formation", query: "?dryRun=true").expect(200)
            try koers.clock.set(to: "2026-03-31T08:00:00Z")
            let refused = try await client.step(programme, to: "formation").expect(409, "governance-refused")
            #expect(refused.blockers == ["PPL-05"])
            let person = try await client.makeColleague()
            let path = try await client.assess(person, for: role, of: programme)
            try await client.take(path, to: "active").expect(200)
            try await client.step(programme, to: "formation").expect(200)
            try await client.patch("/v1/persons/\(person.text)", ["active": false]).expect(200)
            #expect(try await client.step(programme, to: "execution").expect(409).blockers == ["STA-05"])
            try await client.patch("/v1/persons/\(person.text)", ["active": true]).expect(200)
            try await client.take(path, to: "ended").expect(200)
            #expect(try await client.step(programme, to: "execution").expect(409).blockers == ["STA-05"])
            let next = try await client.assess(try await client.makeColleague(), for: role, of: programme)
            try await client.take(next, to: "active").expect(200)
            try await client.step(programme, to: "execution").expect(200)
        }
    }
}
