import Domain

/// The housing programme on its way to execution. It wants to start and lacks something of every kind: an effect that nobody
/// can measure, a team that pledged nothing, money in another year, a manager who left and a partner manager of whom more is
/// asked. Its readiness lists all of it at once.
extension Lindemeer {
    static let housing: [DemoStep] =
        [decidesOnTheBudget] + managerWhoLeft + partnerManagerOfWhomMoreIsAsked + housingCourse

    /// The programme buys land, and may then ask the council for money.
    private static let decidesOnTheBudget = DemoStep(
        "WDW-26 besluiten",
        UpdateProgramme.self,
        "updateProgramme",
        at: "2026-06-02T09:00:00Z",
        by: "teamleider-wonen",
        of: "WDW-26",
        because: "Grondaankoop vraagt soms om een begrotingswijziging",
        [Member("decisionKinds", ["engage_commitment", "amend_budget"])]
    )

    private static let managerWhoLeft: [DemoStep] =
        [
            role(
                "programmamanager wonen",
                "programme_manager",
                "Programmamanager Wonen dat werkt",
                of: "WDW-26",
                critical: true,
                requires: [("complex_environment", 4), ("flexibility", 3), ("seizing_opportunities", 4)],
                at: "2026-05-18T13:00:00Z",
                by: "teamleider-wonen"
            )
        ]
        + holds(
            "programmamanager wonen",
            "projectleider-wonen",
            of: "WDW-26",
            hours: 24,
            on: "2026-05-26",
            9,
            from: "2026-06-01",
            by: "directeur-samenleving",
            scores: [("complex_environment", 4), ("flexibility", 4), ("seizing_opportunities", 4)]
        ) + [
            assignmentStep(
                "programmamanager wonen vertrekt",
                of: "programmamanager wonen projectleider-wonen",
                to: "ended",
                at: "2026-09-30T15:00:00Z",
                by: "teamleider-wonen",
                motivation: "Terug naar de projecten per 1 oktober"
            )
        ]

    private static let partnerManagerOfWhomMoreIsAsked: [DemoStep] =
        [
            role(
                "partnermanager wonen",
                "partner_manager",
                "Partnermanager Wonen dat werkt",
                of: "WDW-26",
                critical: true,
                requires: [("connecting", 3)],
                at: "2026-06-15T09:00:00Z",
                by: "teamleider-wonen"
            )
        ]
        + holds(
            "partnermanager wonen",
            "teamleider-wonen",
            of: "WDW-26",
            hours: 8,
            on: "2026-06-16",
            9,
            from: "2026-07-01",
            by: "directeur-samenleving",
            scores: [("connecting", 3)]
        ) + [
            DemoStep(
                "partnermanager wonen zwaarder",
                UpdateRole.self,
                "updateRole",
                at: "2026-11-09T10:00:00Z",
                by: "wethouder-wonen",
                of: "rol partnermanager wonen",
                because: "Prestatieafspraken met woonstichting en zorg samen vragen meer",
                [Member("requiredCompetences", scores([("connecting", 4)]))]
            )
        ]

    private static let housingCourse: [DemoStep] = [
        housingGoal("wonen hoofddoel", "main_goal", "Wonen dat werkt", at: "2026-09-14T13:00:00Z"),
        housingGoal(
            "W1",
            "effect",
            "Inwoners vinden binnen twee jaar een passend huis",
            at: "2026-09-14T13:10:00Z",
            [Member("parentId", "@wonen hoofddoel"), Member("policyField", "wonen")]
        ),
        housingGoal(
            "W2",
            "effect",
            "Ouderen wonen dicht bij zorg en contact",
            at: "2026-09-14T13:20:00Z",
            [Member("parentId", "@wonen hoofddoel"), Member("policyField", "wonen")]
        ),
        DemoStep(
            "indicator wachttijd",
            CreateIndicator.self,
            "createIndicator",
            at: "2026-09-15T09:00:00Z",
            by: "programmacontroller",
            of: "WDW-26",
            [
                Member("goalId", "@W1"), Member("name", "Wachttijd voor een sociale huurwoning"),
                Member("unit", "jaar"), Member("direction", "decrease"), Member("baseline", "6.5"),
                Member("baselineDate", "2025-12-31"), Member("target", "2"), Member("targetDate", "2030-06-30"),
            ]
        ),
        DemoStep(
            "inspanning woonwinkel",
            CreateEffort.self,
            "createEffort",
            at: "2026-09-16T09:00:00Z",
            by: "teamleider-wonen",
            of: "WDW-26",
            [
                Member("kind", "project"), Member("name", "Woonwinkel"), Member("teamId", "@wonen"),
                Member("influence", "shared"),
                Member("contributions", [.object([Member("goalId", "@W1"), Member("weight", "primary")])]),
            ]
        ),
    ]

    private static func housingGoal(
        _ name: String,
        _ kind: String,
        _ text: String,
        at moment: String,
        _ place: Members = []
    ) -> DemoStep {
        DemoStep(
            name,
            CreateGoal.self,
            "createGoal",
            at: moment,
            by: "teamleider-wonen",
            of: "WDW-26",
            because: "Doelenboomsessie wonen 14 september",
            [Member("kind", .string(kind)), Member("text", .string(text))] + place
        )
    }
}
