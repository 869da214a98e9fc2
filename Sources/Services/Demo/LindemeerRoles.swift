import Domain

/// The right person in the right place: who commissions Lindemeer's programme, leads it and works in it, who was not the
/// right one, and who left.
extension Lindemeer {
    static let roles: [DemoStep] = competences + organisation + candidates + sponsors + staff + owners + leaders

    private static let competences: [DemoStep] = [
        competence("complex_environment", "Werken in een complexe omgeving", minute: 0),
        competence("flexibility", "Flexibiliteit", minute: 1),
        competence("seizing_opportunities", "Kansen en mogelijkheden tijdig signaleren", minute: 2),
        competence("connecting", "Verbinden", minute: 3),
    ]

    private static let organisation: [DemoStep] =
        [
            role(
                "gemeentesecretaris",
                "other",
                "Gemeentesecretaris",
                of: nil,
                critical: true,
                at: "2025-11-13T08:30:00Z",
                by: "functioneel-beheerder"
            )
        ]
        + holds(
            "gemeentesecretaris",
            "gemeentesecretaris",
            of: nil,
            hours: 36,
            on: "2025-11-13",
            9,
            from: "2025-11-13",
            by: "burgemeester"
        )

    /// A programme manager is asked for what the programme needs; the first candidate did not have it.
    private static let candidates: [DemoStep] =
        [
            role(
                "programmamanager",
                "programme_manager",
                "Programmamanager",
                critical: true,
                requires: [("complex_environment", 4), ("flexibility", 3), ("seizing_opportunities", 4)],
                at: "2025-11-13T10:00:00Z",
                by: "directeur-samenleving"
            )
        ]
        + assessed(
            "programmamanager",
            "projectleider-buurtkamers",
            hours: 32,
            on: "2025-11-17",
            9,
            from: "2025-12-01",
            by: "directeur-samenleving",
            scores: [("complex_environment", 2), ("flexibility", 4), ("seizing_opportunities", 4)]
        ) + [
            assignmentStep(
                "programmamanager projectleider-buurtkamers geweigerd",
                of: "programmamanager projectleider-buurtkamers",
                to: "active",
                at: "2025-11-17T15:00:00Z",
                by: "directeur-samenleving",
                refusedBy: ["PPL-02"]
            ),
            assignmentStep(
                "programmamanager projectleider-buurtkamers afgewezen",
                of: "programmamanager projectleider-buurtkamers",
                to: "ended",
                at: "2025-11-17T16:00:00Z",
                by: "directeur-samenleving",
                motivation: "Werken in een complexe omgeving: gezien is niveau 2, gevraagd is 4."
            ),
        ]
        + holds(
            "programmamanager",
            "programmamanager",
            hours: 32,
            on: "2025-11-24",
            9,
            from: "2025-12-01",
            by: "directeur-samenleving",
            scores: [("complex_environment", 4), ("flexibility", 4), ("seizing_opportunities", 5)]
        )

    private static let sponsors: [DemoStep] =
        [
            role(
                "bestuurlijk opdrachtgever",
                "political_sponsor",
                "Bestuurlijk opdrachtgever",
                critical: true,
                at: "2026-01-09T09:00:00Z",
                by: "programmamanager"
            ),
            role(
                "ambtelijk opdrachtgever",
                "official_sponsor",
                "Ambtelijk opdrachtgever",
                critical: true,
                at: "2026-01-09T09:01:00Z",
                by: "programmamanager"
            ),
        ]
        + holds(
            "bestuurlijk opdrachtgever",
            "wethouder-sociaal-domein",
            hours: 4,
            on: "2026-01-12",
            14,
            from: "2026-01-12",
            by: "burgemeester"
        )
        + holds(
            "ambtelijk opdrachtgever",
            "directeur-samenleving",
            hours: 6,
            on: "2026-01-13",
            9,
            from: "2026-01-13",
            by: "gemeentesecretaris"
        )

    private static let staff: [DemoStep] = [
        ("controller", "programme_controller", "Programmacontroller", "programmacontroller", 16),
        ("partnermanager", "partner_manager", "Partnermanager", "partnermanager", 24),
        ("budgethouder", "budget_holder", "Budgethouder", "directeur-samenleving", 2),
    ].enumerated().flatMap { index, post in
        [
            role(
                post.0,
                post.1,
                post.2,
                at: "2026-01-14T09:\(two(index)):00Z",
                by: "programmamanager"
            )
        ]
            + holds(
                post.0,
                post.3,
                hours: post.4,
                on: "2026-01-\(15 + index)",
                9,
                from: "2026-02-01",
                by: "programmamanager"
            )
    }

    private static let owners: [DemoStep] = [
        ("E1", "teamleider-welzijn"), ("E2", "teamleider-jeugd"), ("E3", "teamleider-werk-en-inkomen"),
        ("E4", "teamleider-wmo"), ("E5", "teamleider-gezondheid-en-sport"),
    ].enumerated().flatMap { index, owner in
        [
            role(
                "doeleigenaar \(owner.0)",
                "goal_owner",
                "Doeleigenaar \(owner.0)",
                at: "2026-02-13T09:\(two(index)):00Z",
                by: "programmamanager"
            ),
            DemoStep(
                "\(owner.0) heeft een eigenaar",
                UpdateGoal.self,
                "updateGoal",
                at: "2026-02-13T10:\(two(index)):00Z",
                by: "programmamanager",
                of: owner.0,
                [Member("ownerRoleId", .string("@rol doeleigenaar \(owner.0)"))]
            ),
        ]
            + holds(
                "doeleigenaar \(owner.0)",
                owner.1,
                hours: 4,
                on: "2026-02-\(16 + index)",
                9,
                from: "2026-03-01",
                by: "programmamanager"
            )
    }

    /// Six leaders for seven efforts; the one of the respijthuis left, and nobody took over yet.
    private static let leaders: [DemoStep] =
        [
            ("buurtkamers", "projectleider-buurtkamers", ["buurtkamers", "bezoekteam"]),
            ("schoolsteunteam", "projectleider-schoolsteunteam", ["schoolsteunteam"]),
            ("leerplicht", "leerplichtambtenaar", ["leerplicht"]),
            ("werkcafé", "coordinator-werkcafe", ["werkcafe"]),
            ("respijthuis", "projectleider-respijthuis", ["respijthuis"]),
            ("beweegmakelaars", "coordinator-beweegmakelaars", ["beweegmakelaars"]),
        ].enumerated().flatMap { index, leader -> [DemoStep] in
            let (work, person, efforts) = leader
            let name = "leider \(work)"
            return [
                role(
                    name,
                    "effort_leader",
                    "Leider \(work)",
                    at: "2026-02-27T09:\(two(index)):00Z",
                    by: "programmamanager"
                )
            ]
                + efforts.enumerated().map { place, effort in
                    DemoStep(
                        "inspanning \(effort) heeft een leider",
                        UpdateEffort.self,
                        "updateEffort",
                        at: "2026-02-27T1\(place):\(two(index)):30Z",
                        by: "programmamanager",
                        of: "inspanning \(effort)",
                        [Member("leaderRoleId", .string("@rol \(name)"))]
                    )
                }
                + holds(
                    name,
                    person,
                    hours: 12,
                    on: "2026-03-0\(2 + index)",
                    9,
                    from: "2026-04-01",
                    by: "programmamanager"
                )
        } + [
            assignmentStep(
                "leider respijthuis vertrekt",
                of: "leider respijthuis projectleider-respijthuis",
                to: "ended",
                at: "2026-05-31T15:00:00Z",
                by: "programmamanager",
                motivation: "Andere baan per 1 juni"
            )
        ]
}
