import Domain

/// What Lindemeer's partners are to the programme, where they stand, and where each relation should go.
extension Lindemeer {
    static let partnering: [DemoStep] =
        courses.enumerated().flatMap { index, course in course.steps(minute: index) }
        + [tooEarly, jongActiefWithoutNotice, jongActiefWindsDown, whileEroded]

    private static let courses: [PartnerCourse] = [
        PartnerCourse(
            "buurtkracht",
            "Ontmoeting en informele zorg in de wijk",
            "strategic_partnership",
            since: 2016,
            stood: [("2024-06-03", 50, 60), ("2025-06-02", 61, 62), ("2026-05-18", 72, 64)],
            alternative: "De buurtkamers sluiten; De Spil kan er twee overnemen.",
            direction: ("none", "right", "Buurtkracht is onmisbaar in de wijken; dat leggen we voor vier jaar vast."),
            action: "Vierjarige overeenkomst opstellen",
            agreement: ("subsidy", "Buurtkamers en bezoekteam 2026", 42_000_000, "2026-12-31")
        ),
        PartnerCourse(
            "de-spil",
            "Jongerenwerk in de wijk",
            "network",
            since: 2021,
            stood: [("2026-05-18", 45, 30)],
            alternative: "JongActief en Straathoek Noord doen elk een deel van het werk.",
            direction: ("up", "none", "Eén partij voert de pen voor al het jongerenwerk."),
            action: "De Spil penvoerder maken van het jongerenwerk",
            agreement: ("subsidy", "Jongerenwerk 2026", 18_500_000, "2026-12-31")
        ),
        PartnerCourse(
            "jongactief",
            "Jongerenwerk in de wijk",
            "network",
            since: 2019,
            stood: [("2026-05-18", 28, 22)],
            alternative: "De Spil bereikt dezelfde jongeren.",
            direction: ("down", "none", "Drie aanbieders van jongerenwerk werken langs elkaar heen."),
            action: "De afbouw van de subsidie aankondigen (Awb 4:51)",
            agreement: ("subsidy", "Jongerenwerk Zuid 2026", 9_600_000, "2026-12-31")
        ),
        PartnerCourse(
            "straathoek-noord",
            "Jongerenwerk in de wijk",
            "network",
            since: nil,
            stood: [("2026-05-18", 35, 25)],
            alternative: "De Spil kan de locatie in Noord overnemen.",
            direction: ("down", "none", "Eerst een compleet aanbod, dan pas een vervolg."),
            action: "Offerte vragen voor een compleet aanbod",
            agreement: ("contract", "Straathoekwerk Noord", 7_200_000, "2027-06-30")
        ),
        PartnerCourse(
            "meerzicht",
            "Ambulante ondersteuning Wmo",
            "competing_supplier",
            since: nil,
            stood: [("2026-05-18", 55, 78)],
            alternative: "Er is geen tweede aanbieder; cliënten wachten dan maanden.",
            direction: ("none", "left", "Van één aanbieder afhankelijk zijn is te kwetsbaar."),
            action: "Een tweede aanbieder contracteren",
            agreement: ("contract", "Wmo-ondersteuning 2026–2027", 52_000_000, "2027-12-31")
        ),
        PartnerCourse(
            "oeverwijs",
            "Doorlopende lijn van 0 tot 12 jaar",
            "strategic_partnership",
            since: nil,
            stood: [("2026-05-18", 75, 90)],
            alternative: "Geen: Oeverwijs bestuurt elf van de twaalf scholen.",
            direction: ("none", "right", "De schoolsteunteams staan of vallen met de scholen."),
            action: "Schoolsteunteams vastleggen in het convenant",
            agreement: ("covenant", "Convenant jeugd en onderwijs", 0, nil)
        ),
        PartnerCourse(
            "huisartsen-de-linde",
            "Welzijn op recept",
            "network",
            since: nil,
            stood: [("2026-05-18", 80, 85)],
            alternative: "Andere praktijken hebben geen plaats voor meer patiënten.",
            direction: ("none", "none", "De samenwerking is goed zoals zij is."),
            action: nil,
            agreement: nil
        ),
        PartnerCourse(
            "werkbedrijf-ijsselrand",
            "Toeleiding naar werk en dagbesteding",
            "strategic_partnership",
            since: nil,
            stood: [("2026-05-18", 65, 95)],
            alternative: "Geen: het werkbedrijf is van de gemeenten samen.",
            direction: ("none", "none", "De regeling met de andere gemeenten ligt vast tot 2030."),
            action: nil,
            agreement: ("contract", "Werktrajecten 2026", 31_000_000, "2026-12-31")
        ),
        PartnerCourse(
            "de-waterpoort",
            "Ontmoetingsruimten in nieuwbouw",
            "network",
            since: nil,
            stood: [("2026-05-18", 50, 60)],
            alternative: "Ruimte huren kan, tegen het dubbele van de prijs.",
            direction: ("up", "none", "Wie bouwt, bouwt aan ontmoeting."),
            action: "Ontmoeting opnemen in de prestatieafspraken",
            agreement: ("covenant", "Prestatieafspraken 2026", 0, "2026-12-31")
        ),
        PartnerCourse(
            "kastanjehof",
            "Buitenspelen en bewegen",
            "competing_supplier",
            since: nil,
            stood: [("2026-05-18", 15, 10)],
            alternative: "De beweegmakelaars en de sportverenigingen bieden hetzelfde.",
            direction: ("none", "left", "Er zijn genoeg andere plekken om te spelen."),
            action: "Het aanbod vergelijken met dat van de beweegmakelaars",
            agreement: ("other", "Gebruik van het speelterrein", 250_000, "2026-12-31")
        ),
    ]

    /// Before the vision was adopted there was nothing to have a part in (PRT-05).
    private static let tooEarly = DemoStep(
        "strategisch partnerschap voor de visie",
        CreatePartnerRelation.self,
        "createPartnerRelation",
        at: "2026-03-16T09:00:00Z",
        by: "partnermanager",
        of: "ITMDM-26",
        refusedBy: ["PRT-05"],
        [
            Member("partnerId", "@buurtkracht"), Member("provision", "Ontmoeting en informele zorg in de wijk"),
            Member("form", "strategic_partnership"),
        ]
    )

    private static let jongActiefWithoutNotice = DemoStep(
        "JongActief per jaareinde stoppen",
        TransitionPartnerRelation.self,
        "transitionPartnerRelation",
        at: "2026-08-31T14:00:00Z",
        by: "partnermanager",
        of: "relatie jongactief",
        refusedBy: ["PRT-04"],
        [Member("to", "winding_down"), Member("endDate", "2026-12-31"), Member("motivation", "Bezuiniging")]
    )

    private static let jongActiefWindsDown = DemoStep(
        "JongActief afbouwen",
        TransitionPartnerRelation.self,
        "transitionPartnerRelation",
        at: "2026-09-01T10:00:00Z",
        by: "partnermanager",
        of: "relatie jongactief",
        [
            Member("to", "winding_down"), Member("announcedDate", "2026-09-01"), Member("endDate", "2027-12-31"),
            Member(
                "motivation",
                "Het jongerenwerk wordt één aanbod met De Spil als penvoerder; de jongeren gaan mee over."
            ),
        ]
    )

    /// Oeverwijs has withdrawn its support (VIS-05).
    private static let whileEroded = DemoStep(
        "nieuwe richting bij verwaterd draagvlak",
        CreateDirection.self,
        "createDirection",
        at: "2026-09-22T10:00:00Z",
        by: "partnermanager",
        of: "relatie de-waterpoort",
        refusedBy: ["VIS-05"],
        [
            Member("vertical", "up"), Member("horizontal", "right"),
            Member("rationale", "Ook beheer van de ruimten door De Waterpoort."),
        ]
    )
}

/// The course of one partner: what it is, how it stood, and where it should go.
private struct PartnerCourse: Sendable {
    let name: String
    let provision: String
    let form: String
    let since: Int64?
    let stood: [(day: String, influence: Int64, dependence: Int64)]
    let alternative: String
    let direction: (vertical: String, horizontal: String, rationale: String)
    let action: String?
    let agreement: (kind: String, subject: String, cents: Int64, until: String?)?

    init(
        _ name: String,
        _ provision: String,
        _ form: String,
        since: Int64?,
        stood: [(day: String, influence: Int64, dependence: Int64)],
        alternative: String,
        direction: (vertical: String, horizontal: String, rationale: String),
        action: String?,
        agreement: (kind: String, subject: String, cents: Int64, until: String?)?
    ) {
        self.name = name
        self.provision = provision
        self.form = form
        self.since = since
        self.stood = stood
        self.alternative = alternative
        self.direction = direction
        self.action = action
        self.agreement = agreement
    }

    /// Recorded in April, placed in May, agreed in June.
    func steps(minute: Int) -> [DemoStep] {
        let minute = Lindemeer.two(minute)
        return [relation(at: "2026-04-20T09:\(minute):00Z")] + agreements(at: "2026-04-20T10:\(minute):00Z")
            + stood.enumerated().map { position($0, $1, at: "2026-05-18T1\($0):\(minute):00Z") }
            + directions(minute: minute) + actions(at: "2026-06-15T11:\(minute):00Z")
    }

    private func relation(at moment: String) -> DemoStep {
        DemoStep(
            "relatie \(name)",
            CreatePartnerRelation.self,
            "createPartnerRelation",
            at: moment,
            by: "partnermanager",
            of: "ITMDM-26",
            [
                Member("partnerId", .string("@\(name)")), Member("provision", .string(provision)),
                Member("form", .string(form)), Member("subsidySinceYear", since.map(Value.integer) ?? .null),
            ]
        )
    }

    private func agreements(at moment: String) -> [DemoStep] {
        agreement.map { agreement in
            [
                DemoStep(
                    "afspraak \(name)",
                    CreateAgreement.self,
                    "createAgreement",
                    at: moment,
                    by: "partnermanager",
                    of: "relatie \(name)",
                    [
                        Member("kind", .string(agreement.kind)), Member("subject", .string(agreement.subject)),
                        Member("amountCents", .integer(agreement.cents)), Member("fromDate", "2026-01-01"),
                        Member("untilDate", agreement.until.map(Value.string) ?? .null),
                    ]
                )
            ]
        } ?? []
    }

    private func position(
        _ index: Int,
        _ place: (day: String, influence: Int64, dependence: Int64),
        at moment: String
    ) -> DemoStep {
        DemoStep(
            "positie \(name) \(place.day)",
            CreatePosition.self,
            "createPosition",
            at: moment,
            by: "partnermanager",
            of: "relatie \(name)",
            because: index + 1 < stood.count ? "Uit het partnerdossier" : nil,
            [
                Member("influence", .integer(place.influence)), Member("dependence", .integer(place.dependence)),
                Member("alternativeIfLost", .string(alternative)),
                Member("rationale", "Zo geplaatst door het partnerteam."), Member("assessedDate", .string(place.day)),
            ]
        )
    }

    private func directions(minute: String) -> [DemoStep] {
        [
            DemoStep(
                "richting \(name)",
                CreateDirection.self,
                "createDirection",
                at: "2026-06-08T13:\(minute):00Z",
                by: "partnermanager",
                of: "relatie \(name)",
                [
                    Member("vertical", .string(direction.vertical)),
                    Member("horizontal", .string(direction.horizontal)),
                    Member("rationale", .string(direction.rationale)),
                    Member("participantIds", ["@partnermanager", "@programmamanager", "@beleidsadviseur"]),
                ]
            ),
            DemoStep(
                "richting \(name) afgesproken",
                TransitionDirection.self,
                "transitionDirection",
                at: "2026-06-15T10:\(minute):00Z",
                by: "programmamanager",
                of: "richting \(name)",
                because: "Partneroverleg 15 juni",
                [Member("to", "agreed")]
            ),
        ]
    }

    private func actions(at moment: String) -> [DemoStep] {
        action.map { action in
            [
                DemoStep(
                    "actie \(name)",
                    CreateAction.self,
                    "createAction",
                    at: moment,
                    by: "partnermanager",
                    of: "relatie \(name)",
                    [
                        Member("directionId", .string("@richting \(name)")), Member("description", .string(action)),
                        Member("ownerRoleId", "@rol partnermanager"), Member("dueDate", "2027-01-31"),
                    ]
                )
            ]
        } ?? []
    }
}
