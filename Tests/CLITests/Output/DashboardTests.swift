import Contract
import Testing

@testable import KoersCLI

@Suite("Dashboards in a terminal")
struct DashboardTests {
    private static let sums = """
        {"authorisedCents": 145000000, "committedCents": 118000000, "realisedCents": 21000000, "freeCents": 6000000}
        """
    private static let nothing = """
        {"authorisedCents": 0, "committedCents": 0, "realisedCents": 0, "freeCents": 0}
        """

    private func value(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

    @Test("A programme's says on one page how it stands, in both languages")
    func programme() throws {
        let dashboard = try value(
            """
            {"programmeId": "p", "code": "WDW-26", "name": "Wonen dat werkt", "phase": "formation", "onDate": "2026-11-26",
             "readiness": {"from": "formation", "to": "execution", "allowed": false, "findings": [
               {"rule": "STA-05", "status": "breached"}, {"rule": "STA-01", "status": "met"}]},
             "support": {"status": "eroded", "deadlineDate": "2026-12-15", "missing": [{"stakeholderId": "s", "name": "Oeverwijs"}]},
             "effects": [{"goalId": "g", "text": "Iedereen woont passend", "progress": 33, "missing": []},
                         {"goalId": "h", "text": "Niemand wacht", "progress": null, "missing": ["indicator"]}],
             "budget": {"expense": \(Self.sums), "income": \(Self.nothing)},
             "authority": {"kindsWithoutDecider": ["grant_subsidy"],
               "restingMandates": [{"mandateId": "m", "name": "M3", "roleId": "r", "roleName": "Programmamanager"}]},
             "vacancies": [{"roleId": "r", "name": "Programmamanager", "critical": true, "deputyName": null,
               "vacantSinceDate": "2026-11-01", "vacantWorkingDays": 19}],
             "partners": [{"partnerName": "De Linde", "quadrant": "strategic"}, {"partnerName": "Spil", "quadrant": null}],
             "opportunities": [],
             "deadlines": [{"kind": "end", "dueDate": "2026-12-31", "subject": {"type": "mandate", "id": "m", "name": "M3"}}]}
            """
        )
        let dutch = ProgrammeDashboard.rendered(dashboard, on: Page(Words(language: .dutch)))
        for text in [
            "Wonen dat werkt (WDW-26)", "naar uitvoering, kan nog niet: STA-05",
            "aangetast, terug te winnen tot en met 2026-12-15; mist Oeverwijs",
            "niemand mag: subsidie verlenen; rust: M3 (Programmamanager)",
            "◆ Programmamanager, leeg sinds 2026-11-01 (19 werkdagen)", "strategisch: De Linde", "33%", "niet gemeten",
            "mandaat loopt af", "lasten",
        ] { #expect(dutch.contains(text), "\(text)\n\(dutch)") }
        #expect(!dutch.contains("baten"))
        let english = ProgrammeDashboard.rendered(dashboard, on: Page(Words(language: .english)))
        for text in [
            "to execution, not possible yet: STA-05", "eroded, to be won back until 2026-12-15", "mandate ends",
        ] {
            #expect(english.contains(text), "\(text)\n\(english)")
        }
        #expect(ProgrammeDashboard.rows(dashboard).count == 1)
    }

    @Test("The portfolio has a row for each programme, and all of the money below")
    func portfolio() throws {
        let dashboard = try value(
            """
            {"onDate": "2026-11-26", "expense": \(Self.sums), "income": \(Self.nothing), "programmes": [
              {"programmeId": "p", "code": "WDW-26", "name": "Wonen", "phase": "formation", "supportStatus": "none",
               "supportDeadlineDate": null, "expense": \(Self.sums), "income": \(Self.nothing), "openOpportunities": 2,
               "decideByDate": "2026-12-01", "vacancies": 3, "criticalVacancies": 1}]}
            """
        )
        let shown = Portfolio.rendered(dashboard, on: Page(Words(language: .dutch)))
        for text in ["WDW-26", "opbouw", "nog niet", "2 (vóór of op 2026-12-01)", "3 (1 ◆)", "alle samen"] {
            #expect(shown.contains(text), "\(text)\n\(shown)")
        }
        let empty = try value(#"{"programmes": []}"#)
        #expect(Portfolio.rendered(empty, on: Page(Words(language: .english))) == "There are no programmes yet.\n")
    }
}
