import Domain

/// Who must carry the visions of Lindemeer's programmes, and how that went: two reservations that made a better text, a
/// school board that withdrew and came back, and a vision on housing that still seeks support.
extension Lindemeer {
    static let vision: [DemoStep] = stakeholders + firstVision + secondVision + lossAndReturn + housingVision

    private static let carriers: [Carrier] = [
        Carrier("wethouder-sociaal-domein", "Wethouder sociaal domein", "executive", by: "wethouder-sociaal-domein"),
        Carrier("wethouder-onderwijs", "Wethouder onderwijs", "executive", by: "wethouder-onderwijs"),
        Carrier("directeur-samenleving", "Directeur Samenleving", "director", by: "directeur-samenleving"),
        Carrier("directeur-bedrijfsvoering", "Directeur Bedrijfsvoering", "director", by: "directeur-bedrijfsvoering"),
        Carrier(
            "buurtkracht",
            "Stichting Buurtkracht",
            "social_partner",
            by: "bestuurder-buurtkracht",
            isPartner: true
        ),
        Carrier("oeverwijs", "Schoolbestuur Oeverwijs", "social_partner", by: "voorzitter-oeverwijs", isPartner: true),
        Carrier(
            "huisartsen-de-linde",
            "Huisartsen De Linde",
            "social_partner",
            by: "praktijkhouder-de-linde",
            isPartner: true
        ),
        Carrier(
            "werkbedrijf-ijsselrand",
            "Werkbedrijf IJsselrand",
            "social_partner",
            by: "directeur-ijsselrand",
            isPartner: true
        ),
        Carrier("inwonersberaad", "Inwonersberaad", "residents", by: "voorzitter-inwonersberaad"),
    ]

    private static let stakeholders = carriers.enumerated().map { index, carrier in
        carrier.step(of: "ITMDM-26", at: "2025-11-24T10:\(two(index)):00Z", by: "programmamanager")
    }

    private static let firstVision: [DemoStep] =
        [
            draw(
                "visie 1",
                of: "ITMDM-26",
                at: "2025-12-01T09:00:00Z",
                statement: "Iedereen in Lindemeer telt mee en doet mee.",
                intendedReality: """
                    In 2029 voelen minder inwoners zich eenzaam, groeien kinderen veilig op en vinden mensen werk of een \
                    zinvolle dag. Wie hulp nodig heeft, vindt die dichtbij.
                    """
            ),
            step("visie 1 voorgelegd", of: "visie 1", to: "seeking_support", at: "2025-12-08T09:00:00Z"),
            stance(
                "programmamanager steunt namens Oeverwijs",
                of: "visie 1",
                "oeverwijs",
                "endorsed",
                at: "2025-12-09T16:00:00Z",
                by: "programmamanager",
                refusedBy: ["VIS-04"]
            ),
            stance(
                "Oeverwijs bij visie 1",
                of: "visie 1",
                "oeverwijs",
                "reservation",
                at: "2025-12-18T14:30:00Z",
                by: "voorzitter-oeverwijs",
                note: "De doorlopende lijn van 0 tot 12 jaar ontbreekt; scholen staan nu aan de zijlijn."
            ),
            stance(
                "De Linde bij visie 1",
                of: "visie 1",
                "huisartsen-de-linde",
                "reservation",
                at: "2025-12-19T08:15:00Z",
                by: "praktijkhouder-de-linde",
                note: "Gezondheid komt alleen als gevolg voor, niet als doel."
            ),
        ]
        + carriers.enumerated().filter { $0.element.name != "oeverwijs" && $0.element.name != "huisartsen-de-linde" }
        .map { index, carrier in
            stance(
                "\(carrier.title) bij visie 1",
                of: "visie 1",
                carrier.name,
                "endorsed",
                at: "2026-01-06T10:\(two(index)):00Z",
                by: carrier.representative
            )
        } + [
            step(
                "visie 1 te vroeg vastgesteld",
                of: "visie 1",
                to: "adopted",
                at: "2026-01-13T09:00:00Z",
                refusedBy: ["VIS-01"]
            )
        ]

    private static let secondVision: [DemoStep] =
        [
            step(
                "visie 2",
                of: "visie 1",
                to: "draft",
                at: "2026-01-20T09:00:00Z",
                motivation: "De voorbehouden van Oeverwijs en De Linde vragen een andere tekst."
            ),
            DemoStep(
                "visie 2 herschreven",
                UpdateVision.self,
                "updateVision",
                at: "2026-02-03T15:00:00Z",
                by: "programmamanager",
                of: "visie 2",
                because: "Werksessie met alle belanghebbenden op 29 januari",
                [
                    Member("statement", "Iedereen in Lindemeer telt mee en doet mee, van jong tot oud."),
                    Member(
                        "intendedReality",
                        """
                        In 2029 hebben inwoners betekenisvol contact, groeien kinderen kansrijk en veilig op langs één \
                        doorlopende lijn van 0 tot 12 jaar, doen inwoners mee via werk of dagbesteding, redden zij zich \
                        met hun eigen netwerk en leven zij gezonder. Wie hulp nodig heeft, vindt die dichtbij.
                        """
                    ),
                ]
            ),
            step("visie 2 voorgelegd", of: "visie 2", to: "seeking_support", at: "2026-02-10T09:00:00Z"),
        ]
        + carriers.enumerated().map { index, carrier in
            stance(
                "\(carrier.title) bij visie 2",
                of: "visie 2",
                carrier.name,
                "endorsed",
                at: "2026-03-\(two(2 + index))T13:00:00Z",
                by: carrier.representative,
                note: carrier.name == "oeverwijs" ? "De doorlopende lijn staat er nu in." : nil
            )
        } + [step("visie 2 vastgesteld", of: "visie 2", to: "adopted", at: "2026-03-24T14:00:00Z")]

    private static let lossAndReturn: [DemoStep] = [
        stance(
            "Oeverwijs trekt steun in",
            of: "visie 2",
            "oeverwijs",
            "withdrawn",
            at: "2026-09-15T11:20:00Z",
            by: "voorzitter-oeverwijs",
            note: "De schoolsteunteams zijn uitgesteld; zo is de doorlopende lijn een belofte zonder inhoud."
        ),
        stance(
            "Oeverwijs steunt opnieuw",
            of: "visie 2",
            "oeverwijs",
            "endorsed",
            at: "2026-10-08T09:45:00Z",
            by: "voorzitter-oeverwijs",
            note: "De schoolsteunteams starten na de herfstvakantie op vier scholen."
        ),
    ]

    private static let housingCarriers: [Carrier] = [
        Carrier("wdw-wethouder-wonen", "Wethouder wonen", "executive", by: "wethouder-wonen"),
        Carrier(
            "wdw-directeur-bedrijfsvoering",
            "Directeur Bedrijfsvoering",
            "director",
            by: "directeur-bedrijfsvoering"
        ),
        Carrier(
            "de-waterpoort",
            "Woonstichting De Waterpoort",
            "social_partner",
            by: "directeur-de-waterpoort",
            isPartner: true
        ),
        Carrier("meerzicht", "Zorgcombinatie Meerzicht", "social_partner", by: "bestuurder-meerzicht", isPartner: true),
        Carrier("huurdersraad", "Huurdersraad", "residents", by: "voorzitter-huurdersraad", isRequired: false),
    ]

    private static let housingVision: [DemoStep] =
        housingCarriers.enumerated().map { index, carrier in
            carrier.step(of: "WDW-26", at: "2026-08-31T10:\(two(index)):00Z", by: "teamleider-wonen")
        } + [
            draw(
                "visie wonen",
                of: "WDW-26",
                at: "2026-09-21T09:00:00Z",
                by: "teamleider-wonen",
                statement: "Wie in Lindemeer een thuis zoekt, vindt er een dat past.",
                intendedReality: """
                    In 2030 wacht niemand langer dan twee jaar op een passende woning, wonen ouderen dicht bij zorg en \
                    contact, en krijgen spoedzoekers binnen drie maanden een dak.
                    """
            ),
            step(
                "visie wonen voorgelegd",
                of: "visie wonen",
                to: "seeking_support",
                at: "2026-10-05T09:00:00Z",
                by: "teamleider-wonen"
            ),
            stance(
                "wethouder wonen bij visie wonen",
                of: "visie wonen",
                "wdw-wethouder-wonen",
                "endorsed",
                at: "2026-10-13T12:00:00Z",
                by: "wethouder-wonen"
            ),
            stance(
                "De Waterpoort bij visie wonen",
                of: "visie wonen",
                "de-waterpoort",
                "endorsed",
                at: "2026-10-20T15:30:00Z",
                by: "directeur-de-waterpoort"
            ),
            stance(
                "Meerzicht bij visie wonen",
                of: "visie wonen",
                "meerzicht",
                "reservation",
                at: "2026-10-22T09:10:00Z",
                by: "bestuurder-meerzicht",
                note: "Zonder afspraak over zorg aan huis is wonen dicht bij zorg niet te beloven."
            ),
            step(
                "visie wonen te vroeg vastgesteld",
                of: "visie wonen",
                to: "adopted",
                at: "2026-11-02T09:00:00Z",
                by: "teamleider-wonen",
                refusedBy: ["VIS-01", "VIS-02"]
            ),
        ]
}

/// A stakeholder of the demo: its name among the steps, and who speaks for it.
private struct Carrier {
    let name: String
    let title: String
    let category: String
    let representative: String
    let isPartner: Bool
    let isRequired: Bool

    init(
        _ name: String,
        _ title: String,
        _ category: String,
        by representative: String,
        isPartner: Bool = false,
        isRequired: Bool = true
    ) {
        self.name = name
        self.title = title
        self.category = category
        self.representative = representative
        self.isPartner = isPartner
        self.isRequired = isRequired
    }

    func step(of programme: String, at moment: String, by actor: String) -> DemoStep {
        DemoStep(
            "belanghebbende \(name)",
            CreateStakeholder.self,
            "createStakeholder",
            at: moment,
            by: actor,
            of: programme,
            [
                Member("name", .string(title)), Member("category", .string(category)),
                Member("representativeId", .string("@\(representative)")), Member("required", .boolean(isRequired)),
            ] + (isPartner ? [Member("partnerId", .string("@\(name)"))] : [])
        )
    }
}

extension Lindemeer {
    private static func draw(
        _ name: String,
        of programme: String,
        at moment: String,
        by actor: String = "programmamanager",
        statement: String,
        intendedReality: String
    ) -> DemoStep {
        DemoStep(
            name,
            CreateVision.self,
            "createVision",
            at: moment,
            by: actor,
            of: programme,
            [Member("statement", .string(statement)), Member("intendedReality", .string(intendedReality))]
        )
    }

    private static func step(
        _ name: String,
        of vision: String,
        to status: String,
        at moment: String,
        by actor: String = "programmamanager",
        motivation: String? = nil,
        refusedBy rules: [String] = []
    ) -> DemoStep {
        DemoStep(
            name,
            TransitionVision.self,
            "transitionVision",
            at: moment,
            by: actor,
            of: vision,
            refusedBy: rules,
            [Member("to", .string(status))] + (motivation.map { [Member("motivation", .string($0))] } ?? [])
        )
    }

    private static func stance(
        _ name: String,
        of vision: String,
        _ stakeholder: String,
        _ stance: String,
        at moment: String,
        by actor: String,
        note: String? = nil,
        refusedBy rules: [String] = []
    ) -> DemoStep {
        DemoStep(
            name,
            CreateEndorsement.self,
            "createEndorsement",
            at: moment,
            by: actor,
            of: vision,
            refusedBy: rules,
            [Member("stakeholderId", .string("@belanghebbende \(stakeholder)")), Member("stance", .string(stance))]
                + (note.map { [Member("note", .string($0))] } ?? [])
        )
    }
}
