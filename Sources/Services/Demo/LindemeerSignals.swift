import Domain

/// The hours that Lindemeer's teams pledge, what the programme saw coming, and how it was steered.
extension Lindemeer {
    static let signals: [DemoStep] = hours + opportunities + risks + reviews

    private static let hours: [DemoStep] =
        [
            ("welzijn", 64), ("jeugd", 72), ("onderwijs", 36), ("wmo", 56), ("werk-en-inkomen", 60),
            ("gezondheid-en-sport", 28),
        ].enumerated().flatMap { index, pledge in
            [
                DemoStep(
                    "inzet \(pledge.0)",
                    CreateCapacityAgreement.self,
                    "createCapacityAgreement",
                    at: "2026-03-30T09:\(two(index)):00Z",
                    by: "teamleider-\(pledge.0)",
                    of: "ITMDM-26",
                    [
                        Member("teamId", .string("@\(pledge.0)")), Member("hoursPerWeek", .integer(pledge.1)),
                        Member("fromDate", "2026-05-01"), Member("untilDate", "2027-12-31"),
                    ]
                ),
                DemoStep(
                    "inzet \(pledge.0) bevestigd",
                    TransitionCapacityAgreement.self,
                    "transitionCapacityAgreement",
                    at: "2026-04-14T09:\(two(index)):00Z",
                    by: "directeur-samenleving",
                    of: "inzet \(pledge.0)",
                    because: "Directieoverleg 14 april",
                    [Member("to", "confirmed")]
                ),
            ]
        } + [
            DemoStep(
                "ITMDM-26 naar uitvoering zonder inzet",
                TransitionProgramme.self,
                "transitionProgramme",
                at: "2026-04-07T10:00:00Z",
                by: "programmamanager",
                of: "ITMDM-26",
                refusedBy: ["STA-01"],
                [Member("to", "execution"), Member("decisionId", "@B-001")]
            )
        ]

    private static let opportunities: [DemoStep] = [
        DemoStep(
            "kans zonder doel",
            CreateOpportunity.self,
            "createOpportunity",
            at: "2026-05-11T09:00:00Z",
            by: "beleidsadviseur",
            of: "ITMDM-26",
            refusedBy: ["CRS-06"],
            [Member("signal", "Er komt landelijk geld voor ontmoeten."), Member("decideByDate", "2026-07-01")]
        ),
        opportunity(
            "buurtkamers",
            "Er komt landelijk geld voor ontmoeten: tot 40.000 euro voor twee buurtkamers meer.",
            serving: ["E1", "E4"],
            decidedBy: "2026-07-01",
            at: "2026-05-11T09:30:00Z",
            by: "beleidsadviseur"
        ),
        answer("buurtkamers", "assessed", at: "2026-06-08T10:00:00Z", by: "programmamanager"),
        answer(
            "buurtkamers",
            "seized",
            at: "2026-06-23T13:00:00Z",
            by: "programmamanager",
            [
                Member("outcome", "Twee buurtkamers meer in 2027, voor 40.000 euro uit de landelijke regeling."),
                Member("effortIds", ["@inspanning buurtkamers"]),
            ]
        ),
        opportunity(
            "schoolgebouw",
            "Het schoolgebouw aan de Kade komt leeg en past bij het Schoolsteunteam.",
            serving: ["D2.1"],
            decidedBy: "2026-09-01",
            at: "2026-06-15T11:00:00Z",
            by: "partnermanager"
        ),
        answer("schoolgebouw", "assessed", at: "2026-07-06T10:00:00Z", by: "programmamanager"),
        answer("schoolgebouw", "parked", at: "2026-07-13T10:00:00Z", by: "programmamanager"),
        opportunity(
            "sportakkoord",
            "Het sportakkoord zoekt gemeenten voor een proef met beweegbonnen.",
            serving: ["E5"],
            decidedBy: "2026-08-31",
            at: "2026-07-06T14:00:00Z",
            by: "teamleider-gezondheid-en-sport"
        ),
        DemoStep(
            "kans sportakkoord alsnog",
            UpdateOpportunity.self,
            "updateOpportunity",
            at: "2026-09-02T09:00:00Z",
            by: "programmamanager",
            of: "kans sportakkoord",
            refusedBy: ["CRS-06"],
            [Member("decideByDate", "2026-10-01")]
        ),
        opportunity(
            "taxivouchers",
            "De vervoerder biedt taxivouchers aan voor bezoek in de avond.",
            serving: ["E1"],
            decidedBy: "2026-10-15",
            at: "2026-09-07T09:00:00Z",
            by: "partnermanager"
        ),
        answer("taxivouchers", "assessed", at: "2026-09-14T10:00:00Z", by: "programmamanager"),
        answer(
            "taxivouchers",
            "rejected",
            at: "2026-09-21T10:00:00Z",
            by: "programmamanager",
            [Member("motivation", "Het bezoekteam rijdt zelf; vouchers maken contact vrijblijvend.")]
        ),
        opportunity(
            "mantelzorgfonds",
            "Het regionale fonds steunt drie jaar lang respijtzorg die buren zelf dragen.",
            serving: ["E4"],
            decidedBy: "2027-03-31",
            at: "2026-10-19T09:00:00Z",
            by: "teamleider-wmo"
        ),
    ]

    private static let risks: [DemoStep] = [
        risk(
            "vrijwilligers",
            "Er zijn te weinig vrijwilligers voor de buurtkamers, vooral in de avond.",
            3,
            4,
            "Werving met Stichting Buurtkracht in elke wijk.",
            owner: "leider buurtkamers",
            at: "2026-05-04T10:00:00Z"
        ),
        risk(
            "leider respijthuis",
            "Het respijthuis heeft geen leider; de opening schuift op.",
            4,
            3,
            "Waarneming door de teamleider Wmo tot er een opvolger is.",
            owner: "doeleigenaar E4",
            at: "2026-06-01T10:00:00Z"
        ),
        risk(
            "schoolsteunteams",
            "De schoolsteunteams starten later en scholen haken af.",
            4,
            5,
            "Met Oeverwijs vier scholen kiezen die na de herfstvakantie beginnen.",
            owner: "leider schoolsteunteam",
            at: "2026-08-24T10:00:00Z"
        ),
        DemoStep(
            "risico schoolsteunteams opgetreden",
            TransitionRisk.self,
            "transitionRisk",
            at: "2026-09-15T13:00:00Z",
            by: "programmamanager",
            of: "risico schoolsteunteams",
            because: "Oeverwijs trok steun in",
            [Member("to", "occurred")]
        ),
    ]

    private static let reviews: [DemoStep] = [
        review(
            "juli",
            [4, 4, 3, 4, 5],
            "De buurtkamers liggen voor; de schoolsteunteams vragen aandacht.",
            on: "2026-07-03",
            by: "directeur-samenleving"
        ),
        review(
            "oktober",
            [3, 4, 3, 5, 5],
            "Oeverwijs is terug; het tempo lijdt onder de vacature bij het respijthuis.",
            on: "2026-10-09",
            by: "wethouder-sociaal-domein"
        ),
    ]
}

extension Lindemeer {
    private static func opportunity(
        _ name: String,
        _ signal: String,
        serving goals: [String],
        decidedBy day: String,
        at moment: String,
        by actor: String
    ) -> DemoStep {
        DemoStep(
            "kans \(name)",
            CreateOpportunity.self,
            "createOpportunity",
            at: moment,
            by: actor,
            of: "ITMDM-26",
            [
                Member("signal", .string(signal)), Member("goalIds", .array(goals.map { .string("@\($0)") })),
                Member("decideByDate", .string(day)),
            ]
        )
    }

    private static func answer(
        _ name: String,
        _ status: String,
        at moment: String,
        by actor: String,
        _ also: Members = []
    ) -> DemoStep {
        DemoStep(
            "kans \(name) \(status)",
            TransitionOpportunity.self,
            "transitionOpportunity",
            at: moment,
            by: actor,
            of: "kans \(name)",
            [Member("to", .string(status))] + also
        )
    }

    private static func risk(
        _ name: String,
        _ description: String,
        _ probability: Int64,
        _ impact: Int64,
        _ response: String,
        owner: String,
        at moment: String
    ) -> DemoStep {
        DemoStep(
            "risico \(name)",
            CreateRisk.self,
            "createRisk",
            at: moment,
            by: "programmamanager",
            of: "ITMDM-26",
            [
                Member("description", .string(description)), Member("probability", .integer(probability)),
                Member("impact", .integer(impact)), Member("response", .string(response)),
                Member("ownerRoleId", .string("@rol \(owner)")),
            ]
        )
    }

    private static func review(
        _ name: String,
        _ scores: [Int64],
        _ note: String,
        on day: String,
        by actor: String
    ) -> DemoStep {
        let names = ["pace", "feasibility", "efficiency", "flexibility", "goalOrientation"]
        return DemoStep(
            "sturingsmoment \(name)",
            CreateSteeringReview.self,
            "createSteeringReview",
            at: "\(day)T13:30:00Z",
            by: actor,
            of: "ITMDM-26",
            zip(names, scores).map { Member($0, .integer($1)) }
                + [Member("note", .string(note)), Member("reviewedDate", .string(day))]
        )
    }
}
