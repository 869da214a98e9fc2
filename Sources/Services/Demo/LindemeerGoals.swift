import Domain

/// What Lindemeer's programme wants to reach, how that shows, and what is done for it: a goal tree of five effects, a task
/// that was nearly called a goal, and a scheme of which nobody could say what it was for.
extension Lindemeer {
    static let goals: [DemoStep] = tree + indicators + measurements + efforts + activation

    private static let tree: [DemoStep] = [
        goal("hoofddoel", "main_goal", "Iedereen telt mee en doet mee", at: "2026-02-12T13:00:00Z"),
        goal(
            "E1",
            "effect",
            under: "hoofddoel",
            "Inwoners hebben betekenisvol contact",
            for: "inwoners van 18 jaar en ouder",
            field: "welzijn",
            at: "2026-02-12T13:10:00Z"
        ),
        goal(
            "E2",
            "effect",
            under: "hoofddoel",
            "Kinderen groeien kansrijk en veilig op",
            for: "kinderen van 0 tot 18 jaar en hun ouders",
            field: "jeugd",
            at: "2026-02-12T13:20:00Z"
        ),
        goal(
            "D2.1",
            "goal",
            under: "E2",
            "Kinderen volgen één doorlopende lijn van 0 tot 12 jaar",
            for: "kinderen van 0 tot 12 jaar",
            field: "onderwijs",
            at: "2026-02-12T13:25:00Z"
        ),
        goal(
            "leerplicht als doel",
            "statutory_task",
            under: "E2",
            "Leerplicht",
            field: "onderwijs",
            at: "2026-02-12T13:28:00Z",
            refusedBy: ["CRS-03"]
        ),
        goal(
            "E3",
            "effect",
            under: "hoofddoel",
            "Inwoners doen mee via werk of dagbesteding",
            for: "inwoners met een uitkering of indicatie",
            field: "werk en inkomen",
            at: "2026-02-12T13:30:00Z"
        ),
        goal(
            "E4",
            "effect",
            under: "hoofddoel",
            "Inwoners redden zich met hun eigen netwerk",
            for: "inwoners die zorg nodig hebben en hun mantelzorgers",
            field: "wmo",
            at: "2026-02-12T13:40:00Z"
        ),
        goal(
            "E5",
            "effect",
            under: "hoofddoel",
            "Inwoners leven gezonder",
            for: "alle inwoners",
            field: "gezondheid en sport",
            at: "2026-02-12T13:50:00Z"
        ),
        DemoStep(
            "hoofddoel na de visie",
            UpdateGoal.self,
            "updateGoal",
            at: "2026-06-02T10:00:00Z",
            by: "programmamanager",
            of: "hoofddoel",
            refusedBy: ["CRS-05"],
            [Member("text", "Meer inwoners doen mee")]
        ),
    ]

    private static let indicators: [DemoStep] = [
        indicator("eenzaamheid", of: "E1", "Ernstig eenzame inwoners", "% van 18 jaar en ouder", "13", "10", minute: 0),
        indicator("jeugdhulp", of: "E2", "Jeugdhulpgebruik", "% van 0 tot 18 jaar", "14.2", "12.5", minute: 5),
        indicator("uitstroom", of: "E3", "Uitstroom uit de bijstand", "inwoners per jaar", "210", "280", minute: 10),
        indicator(
            "mantelzorg",
            of: "E4",
            "Overbelaste mantelzorgers",
            "% van de mantelzorgers",
            "17",
            "13",
            minute: 15
        ),
        indicator("beweegnorm", of: "E5", "Inwoners die genoeg bewegen", "% van alle inwoners", "46", "52", minute: 20),
    ]

    private static let measurements: [DemoStep] =
        measured("eenzaamheid", "12.4", on: "2026-06-30", note: "Tussentijdse peiling", minute: 0)
        + measured("jeugdhulp", "14.0", on: "2026-06-30", minute: 5)
        + measured("mantelzorg", "16.5", on: "2026-06-30", minute: 10)
        + measured("beweegnorm", "47.1", on: "2026-06-30", minute: 15) + [
            measurement("uitstroom", "226", on: "2026-09-30", note: "Voorlopig cijfer", at: "2026-10-06T08:30:00Z"),
            approval(
                "controller keurt eigen meting goed",
                of: "meting uitstroom",
                at: "2026-10-06T08:32:00Z",
                by: "programmacontroller",
                refusedBy: ["AUT-11"]
            ),
        ]

    private static let efforts: [DemoStep] = [
        effort("buurtkamers", "Buurtkamers", "project", "welzijn", "shared", ["E1": "primary", "E4": "supporting"], 0),
        effort("bezoekteam", "Bezoekteam", "activity", "welzijn", "own", ["E1": "primary"], 5),
        effort(
            "schoolsteunteam",
            "Schoolsteunteam",
            "project",
            "jeugd",
            "shared",
            ["D2.1": "primary", "E2": "supporting"],
            10
        ),
        effort("leerplicht", "Leerplicht", "statutory_task", "onderwijs", "own", ["D2.1": "supporting"], 15),
        effort("werkcafe", "Werkcafé", "activity", "werk-en-inkomen", "shared", ["E3": "primary"], 20),
        effort("respijthuis", "Respijthuis", "project", "wmo", "none", ["E4": "primary"], 25),
        effort("beweegmakelaars", "Beweegmakelaars", "activity", "gezondheid-en-sport", "own", ["E5": "primary"], 30),
        effort("schoolzwemmen", "Bijdrage schoolzwemmen", "local_scheme", "gezondheid-en-sport", "own", [:], 35),
    ]

    private static let activation: [DemoStep] =
        ["buurtkamers", "bezoekteam", "leerplicht", "werkcafe", "respijthuis", "beweegmakelaars"].enumerated()
        .map { index, name in activate(name, at: "2026-05-04T09:\(two(index)):00Z") } + [
            activate("schoolzwemmen", at: "2026-05-04T09:30:00Z", refusedBy: ["CRS-02"]),
            activate("schoolsteunteam", at: "2026-10-26T09:00:00Z"),
        ]
}

extension Lindemeer {
    private static func goal(
        _ name: String,
        _ kind: String,
        under parent: String? = nil,
        _ text: String,
        for targetGroup: String? = nil,
        field: String? = nil,
        at moment: String,
        refusedBy rules: [String] = []
    ) -> DemoStep {
        let others = [
            ("parentId", parent.map { "@\($0)" }), ("targetGroup", targetGroup), ("policyField", field),
        ].compactMap { name, value in value.map { Member(name, .string($0)) } }
        return DemoStep(
            name,
            CreateGoal.self,
            "createGoal",
            at: moment,
            by: "programmamanager",
            of: "ITMDM-26",
            because: "Doelenboomsessie 12 februari",
            refusedBy: rules,
            [Member("kind", .string(kind)), Member("text", .string(text))] + others
        )
    }

    private static func indicator(
        _ name: String,
        of goal: String,
        _ title: String,
        _ unit: String,
        _ baseline: String,
        _ target: String,
        minute: Int
    ) -> DemoStep {
        let decreases = (Double(target) ?? 0) < (Double(baseline) ?? 0)
        return DemoStep(
            "indicator \(name)",
            CreateIndicator.self,
            "createIndicator",
            at: "2026-02-19T09:\(two(minute)):00Z",
            by: "programmacontroller",
            of: "ITMDM-26",
            [
                Member("goalId", .string("@\(goal)")), Member("name", .string(title)), Member("unit", .string(unit)),
                Member("direction", decreases ? "decrease" : "increase"),
                Member("baseline", .string(baseline)), Member("baselineDate", "2025-12-31"),
                Member("target", .string(target)), Member("targetDate", "2029-12-31"),
            ]
        )
    }

    /// A measurement and its approval.
    private static func measured(
        _ indicator: String,
        _ value: String,
        on date: String,
        note: String? = nil,
        minute: Int
    ) -> [DemoStep] {
        [
            measurement(indicator, value, on: date, note: note, at: "2026-07-02T08:\(two(minute)):00Z"),
            approval(
                "meting \(indicator) goedgekeurd",
                of: "meting \(indicator)",
                at: "2026-07-06T09:\(two(minute)):00Z",
                by: "programmamanager"
            ),
        ]
    }

    private static func measurement(
        _ indicator: String,
        _ value: String,
        on date: String,
        note: String? = nil,
        at moment: String
    ) -> DemoStep {
        DemoStep(
            "meting \(indicator)",
            CreateMeasurement.self,
            "createMeasurement",
            at: moment,
            by: "programmacontroller",
            of: "indicator \(indicator)",
            [Member("value", .string(value)), Member("measuredDate", .string(date))]
                + (note.map { [Member("note", .string($0))] } ?? [])
        )
    }

    private static func approval(
        _ name: String,
        of measurement: String,
        at moment: String,
        by actor: String,
        refusedBy rules: [String] = []
    ) -> DemoStep {
        DemoStep(
            name,
            TransitionMeasurement.self,
            "transitionMeasurement",
            at: moment,
            by: actor,
            of: measurement,
            refusedBy: rules,
            [Member("to", "approved")]
        )
    }

    private static func effort(
        _ name: String,
        _ title: String,
        _ kind: String,
        _ team: String,
        _ influence: String,
        _ goals: KeyValuePairs<String, String>,
        _ minute: Int
    ) -> DemoStep {
        let contributions = goals.map { goal, weight in
            Value.object([Member("goalId", .string("@\(goal)")), Member("weight", .string(weight))])
        }
        return DemoStep(
            "inspanning \(name)",
            CreateEffort.self,
            "createEffort",
            at: "2026-02-26T09:\(two(minute)):00Z",
            by: "programmamanager",
            of: "ITMDM-26",
            [
                Member("kind", .string(kind)), Member("name", .string(title)), Member("teamId", .string("@\(team)")),
                Member("influence", .string(influence)), Member("startDate", "2026-05-01"),
                Member("endDate", "2029-12-31"), Member("contributions", .array(contributions)),
            ]
        )
    }

    private static func activate(_ name: String, at moment: String, refusedBy rules: [String] = []) -> DemoStep {
        DemoStep(
            "\(name) actief",
            TransitionEffort.self,
            "transitionEffort",
            at: moment,
            by: "programmamanager",
            of: "inspanning \(name)",
            refusedBy: rules,
            [Member("to", "active")]
        )
    }
}
