import Contract
import Foundation
import Testing

extension DemoWorld {
    /// Lets Lindemeer have a deadline of each kind: beside what the demo has, support that was lost, a mandate for one
    /// programme, an exception, an assignment that ends, and a promise for which the adopted budget has no room.
    func addDeadlines() async throws {
        let (participation, housing) = (try await programme("ITMDM-26"), try await programme("WDW-26"))
        try await loseSupport(of: participation)
        try await mandate(for: housing)
        try await exception(in: housing)
        try await promiseTooMuch(of: housing)
    }

    private func loseSupport(of programme: String) async throws {
        let vision = try #require(try await caller.get(programme).expect(200)["visionId"]?.string)
        let schools = try await caller.get("\(programme)/stakeholders?search=oeverwijs").expect(200).results
        try await caller(as: "Voorzitter Oeverwijs").post(
            "\(programme)/visions/\(vision)/endorsements",
            ["stakeholderId": try #require(schools.first?["id"]), "stance": "withdrawn"]
        ).expect(201)
    }

    private func mandate(for programme: String) async throws {
        let administrator = try await caller(as: "Functioneel beheerder")
        let mandate = try await administrator.post(
            "/v1/mandates",
            [
                "code": "M8", "kind": "mandate", "body": "college",
                "programmeId": .string(String(programme.suffix(36))),
                "mandataryPersonId": .string(try await person("Projectleider Wonen").text),
                "powers": ["engage_commitment"], "ceilingCents": 100_000_000,
                "foundingDecision": "Mandaatbesluit Lindemeer 2026", "fromDate": "2026-11-26",
                "untilDate": "2027-11-25",
            ]
        ).expect(201)
        try await administrator.take(try mandate.location, to: "in_force").expect(200)
    }

    private func exception(in programme: String) async throws {
        let director = try await caller(as: "Directeur Samenleving")
        let role = try await director.post(
            "\(programme)/roles",
            [
                "kind": "other", "name": "Kwartiermaker", "critical": true,
                "requiredCompetences": [["competence": "connecting", "level": 4]],
            ]
        ).expect(201)
        let decision = try await decide(
            [
                "kind": "grant_exception", "body": "college", "subject": "Kwartiermaker in opleiding",
                "untilDate": "2027-03-31",
            ],
            of: programme,
            proposedBy: director,
            takenBy: "Wethouder sociaal domein"
        )
        let assignment = try await director.post(
            "\(programme)/assignments",
            [
                "roleId": .string(try role.id.text), "personId": .string(try await person("Projectleider Wonen").text),
                "hoursPerWeek": 8, "fromDate": "2026-11-26", "untilDate": "2027-06-30",
            ]
        ).expect(201).location
        try await director.take(
            assignment,
            to: "assessed",
            ["assessment": ["scores": [["competence": "connecting", "level": 3]]]]
        ).expect(200)
        try await director.take(assignment, to: "active", ["decisionId": decision]).expect(200)
    }

    /// Two promises for 2027, of which only the first fits into what the council then adopts.
    private func promiseTooMuch(of programme: String) async throws {
        let controller = try await caller(as: "Programmacontroller")
        let lines = try await caller.get("\(programme)/budget-lines?fiscalYear=2027").expect(200).results
        let line = try #require(lines.first?["id"])
        for subject in ["Grond Stationskwartier", "Grond Havenzijde"] {
            let decision = try await decide(
                [
                    "kind": "engage_commitment", "body": "college", "subject": .string(subject),
                    "amountCents": 60_000_000,
                ],
                of: programme,
                proposedBy: controller,
                takenBy: "Wethouder sociaal domein"
            )
            try await controller.post(
                "\(programme)/commitments",
                [
                    "kind": "other", "subject": .string(subject), "decisionId": decision,
                    "lines": [["budgetLineId": line, "amountCents": 60_000_000]],
                ]
            ).expect(201)
        }
        let adoption = try await decide(
            ["kind": "amend_budget", "body": "council", "subject": "Programmabegroting 2027"],
            of: programme,
            proposedBy: controller,
            takenBy: "Griffier"
        )
        let year = try await caller.get("/v1/fiscal-years?year=2027").expect(200).results.first?["id"]?.string ?? ""
        try await caller(as: "Griffier").take(
            "/v1/fiscal-years/\(year)",
            to: "adopted",
            ["decisionId": adoption]
        ).expect(200)
    }
}
