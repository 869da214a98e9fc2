import Contract
import Foundation
import Testing

@Suite("What Lindemeer's second programme lacks for its start")
struct ReadinessWalkTests {
    @Test("is listed all at once, each with its remedy, and following them one by one ends in execution")
    func walk() async throws {
        try await DemoWorld.with { demo in
            let walk = HousingWalk(demo: demo, programme: try await demo.programme("WDW-26"))
            try await walk.sendTheClerkOnLeave()
            let findings = try await walk.breached("nl")
            var open = findings.map { $0["rule"]?.string ?? "" }
            #expect(
                open == [
                    "CRS-04", "STA-01", "STA-02", "STA-03", "STA-04", "STA-05", "PPL-05", "STA-06", "STA-07",
                ]
            )
            let english = try await walk.breached("en")
            for (dutch, english) in zip(findings, english) {
                let (nl, en) = (try dutch["remedy"]?.string.required, try english["remedy"]?.string.required)
                #expect(nl != en && nl?.isEmpty == false && en?.isEmpty == false, "\(dutch["rule"] ?? .null)")
            }
            try await walk.step().expect(409, "governance-refused")
            for (rule, follow) in walk.remedies {
                let finding = try #require(try await walk.breached("nl").first { $0["rule"] == .string(rule) })
                try await follow(finding)
                open.removeAll { $0 == rule }
                #expect(try await walk.breached("nl").compactMap { $0["rule"]?.string } == open, "after \(rule)")
            }
            #expect(open == [])
            #expect(try await walk.readiness("nl")["allowed"] == true)
            #expect(try await walk.step().expect(200)["phase"] == "execution")
        }
    }
}

/// Someone who does what each remedy says, as the person who can.
private struct HousingWalk: Sendable {
    let demo: DemoWorld
    /// The address of the programme.
    let programme: String

    /// The rules that stand in the way, each with what its remedy comes to. STA-03 comes before STA-02: until someone acts
    /// for the council nobody can pass on that it amends the budget.
    var remedies: [(rule: String, follow: @Sendable (JSON) async throws -> Void)] {
        [
            ("CRS-04", measureEffects), ("STA-01", pledgeHours), ("STA-03", nameWhoActsForTheCouncil),
            ("STA-02", amendBudget), ("PPL-05", fillVacancies), ("STA-05", replaceHolders),
            ("STA-04", recordCommission),
            ("STA-06", winSupport), ("STA-07", decideToStart),
        ]
    }

    func readiness(_ language: String) async throws -> Answer {
        try await demo.caller.get("\(programme)/readiness?to=execution", ["Accept-Language": language]).expect(200)
    }

    func breached(_ language: String) async throws -> [JSON] {
        (try await readiness(language)["findings"]?.array ?? []).filter { $0["status"] == "breached" }
    }

    private var programmeID: JSON { .string(String(programme.suffix(36))) }

    /// The step to execution, on the decision to start; on that of another programme while there is none.
    func step() async throws -> Answer {
        let decisions = try await demo.caller.get("/v1/decisions?kind=start_programme&status=taken").expect(200).results
        let ground = decisions.first { $0["programmeId"] == programmeID } ?? decisions.first
        return try await demo.caller(as: "Teamleider Wonen").post(
            "\(programme)/transitions",
            ["to": "execution", "decisionId": try #require(ground?["id"])]
        )
    }

    private func measureEffects(_ finding: JSON) async throws {
        let controller = try await demo.caller(as: "Programmacontroller")
        for effect in finding["subjects"]?.array ?? [] {
            try await controller.post(
                "\(programme)/indicators",
                [
                    "goalId": try #require(effect["id"]), "name": "Ouderen met zorg op loopafstand", "unit": "%",
                    "direction": "increase", "baseline": "38", "baselineDate": "2025-12-31", "target": "60",
                    "targetDate": "2030-06-30",
                ]
            ).expect(201)
        }
    }

    private func pledgeHours(_ finding: JSON) async throws {
        let (leader, director) = (
            try await demo.caller(as: "Teamleider Wonen"), try await demo.caller(as: "Directeur Samenleving")
        )
        for team in finding["subjects"]?.array ?? [] {
            let pledge = try await leader.post(
                "\(programme)/capacity-agreements",
                [
                    "teamId": try #require(team["id"]), "hoursPerWeek": 40, "fromDate": "2026-12-01",
                    "untilDate": "2028-12-31",
                ]
            ).expect(201)
            try await director.take(try pledge.location, to: "confirmed").expect(200)
        }
    }

    /// Nobody acts for the council any more, and the programme may want to decide on the budget.
    func sendTheClerkOnLeave() async throws {
        let clerk = "/v1/persons/\(try await demo.person("Griffier").text)"
        let acted: JSON = ["body": "council", "fromDate": "2022-06-01", "untilDate": "2026-11-20"]
        try await demo.caller(as: "Functioneel beheerder").patch(clerk, ["actsFor": [acted]]).expect(200)
    }

    private func nameWhoActsForTheCouncil(_ finding: JSON) async throws {
        try await demo.caller(as: "Functioneel beheerder").post(
            "/v1/persons",
            [
                "displayName": "Plaatsvervangend griffier", "function": "plaatsvervangend griffier",
                "contractHoursPerWeek": 36, "actsFor": [["body": "council", "fromDate": "2026-11-26"]],
            ]
        ).expect(201)
    }

    private func amendBudget(_ finding: JSON) async throws {
        let controller = try await demo.caller(as: "Programmacontroller")
        let line = try await controller.post(
            "\(programme)/budget-lines",
            Body.budgetLine("8.3").with(["budgetProgramme": "WR", "policyField": "wonen"])
        ).expect(201)
        let decision = try await demo.decide(
            [
                "kind": "amend_budget", "body": "council", "subject": "Budget voor wonen in 2026",
                "amountCents": 12_000_000,
            ],
            of: programme,
            proposedBy: controller,
            takenBy: "Plaatsvervangend griffier"
        )
        try await controller.post(
            "/v1/budget-amendments",
            ["budgetLineId": .string(try line.id.text), "amountCents": 12_000_000, "decisionId": decision]
        ).expect(201)
    }

    private func fillVacancies(_ finding: JSON) async throws {
        for role in finding["subjects"]?.array ?? [] {
            try await assign(
                "Teamleider Wonen",
                to: role,
                hours: 24,
                [("complex_environment", 4), ("flexibility", 4), ("seizing_opportunities", 4)]
            )
        }
    }

    private func replaceHolders(_ finding: JSON) async throws {
        let director = try await demo.caller(as: "Directeur Samenleving")
        for role in finding["subjects"]?.array ?? [] {
            let roleID = try #require(role["id"]?.string)
            let held = try await demo.caller.get("\(programme)/assignments?roleId=\(roleID)&status=active").expect(200)
            for assignment in held.results {
                try await director.take(
                    "\(programme)/assignments/\(try #require(assignment["id"]?.string))",
                    to: "ended",
                    ["motivation": "De rol vraagt meer"]
                ).expect(200)
            }
            try await assign("Projectleider Wonen", to: role, hours: 8, [("connecting", 4)])
        }
    }

    private func recordCommission(_ finding: JSON) async throws {
        try await demo.caller(as: "Teamleider Wonen").patch(
            programme,
            [
                "commission": "Een passend huis binnen twee jaar", "governance": "Stuurgroep wonen, maandelijks",
                "officialSponsorId": .string(try await demo.person("Directeur Samenleving").text),
            ]
        ).expect(200)
    }

    private func winSupport(_ finding: JSON) async throws {
        let visions = try await demo.caller.get("\(programme)/visions?status=seeking_support").expect(200).results
        let vision = "\(programme)/visions/\(try #require(visions.first?["id"]?.string))"
        let missing = try await demo.caller.get("\(vision)/support").expect(200)["missing"]?.array ?? []
        for stakeholder in missing {
            let path = "\(programme)/stakeholders/\(try #require(stakeholder.string))"
            let shown = try await demo.caller.get(path).expect(200)
            let representative = try #require(shown["representativeId"]?.string.flatMap { UUID(uuidString: $0) })
            try await demo.caller(of: representative).post(
                "\(vision)/endorsements",
                ["stakeholderId": stakeholder, "stance": "endorsed"]
            ).expect(201)
        }
        try await demo.caller(as: "Teamleider Wonen").take(vision, to: "adopted").expect(200)
    }

    private func decideToStart(_ finding: JSON) async throws {
        _ = try await demo.decide(
            ["kind": "start_programme", "body": "college", "subject": "Start van Wonen dat werkt"],
            of: programme,
            proposedBy: try await demo.caller(as: "Teamleider Wonen"),
            takenBy: "Wethouder sociaal domein"
        )
    }

    /// Proposes someone for a role, who is assessed by another and from then on is in it.
    private func assign(
        _ name: String,
        to role: JSON,
        hours: Int64,
        _ scores: [(competence: String, level: Int64)]
    ) async throws {
        let director = try await demo.caller(as: "Directeur Samenleving")
        let assignment = try await director.post(
            "\(programme)/assignments",
            [
                "roleId": try #require(role["id"]), "personId": .string(try await demo.person(name).text),
                "hoursPerWeek": .cents(hours), "fromDate": "2026-11-26",
            ]
        ).expect(201).location
        let seen: [JSON] = scores.map { ["competence": .string($0.competence), "level": .cents($0.level)] }
        try await director.take(assignment, to: "assessed", ["assessment": ["scores": .array(seen)]]).expect(200)
        try await director.take(assignment, to: "active").expect(200)
    }
}
