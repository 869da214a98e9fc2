import Domain

extension Article {
    static let crs01 = Article(
        id: "CRS-01",
        title: .init(
            nl: "Een programma heeft één hoofddoel, en elk doel bereikt het.",
            en: "A programme has one main goal, and every goal reaches it."
        ),
        explanation: .init(
            nl:
                "De doelenboom heeft één wortel en geen kringen: een effect ligt onder het hoofddoel of een ander effect,"
                + " een doel onder een van alle. Onder een doel dat is beëindigd ligt niets meer; indicatoren en"
                + " inspanningen komen alleen bij doelen die leven. Verplaatsen, splitsen en samenvoegen laten niets los"
                + " achter.",
            en:
                "The goal tree has one root and no circles: an effect lies under the main goal or another effect, a goal"
                + " under any of them. Nothing lies under a goal that has ended; indicators and efforts are only added to"
                + " goals that live. Moving, splitting and merging leave nothing loose."
        ),
        source: .seed("een integraal hoofddoel"),
        guards: [
            "createGoal", "importGoals", "updateGoal", "splitGoal", "mergeGoals", "endGoal", "createIndicator",
            "updateIndicator",
            "createEffort", "updateEffort",
        ]
    )

    static let crs02 = Article(
        id: "CRS-02",
        title: .init(
            nl: "Een inspanning wordt pas actief als zij bijdraagt aan een maatschappelijk effect.",
            en: "An effort becomes active only when it contributes to an effect in society."
        ),
        explanation: .init(
            nl: "Wie niet kan zeggen waarvoor werk wordt gedaan, begint er niet aan. Registreren mag altijd, zodat"
                + " zichtbaar is wat nog geen doel heeft. Een actieve inspanning houdt ten minste één bijdrage aan een"
                + " effect, of aan een doel met een effect erboven.",
            en: "Whoever cannot say what work is for does not begin it. Registering is always allowed, so that it shows"
                + " what has no purpose yet. An active effort keeps at least one contribution to an effect, or to a goal"
                + " with an effect above it."
        ),
        source: .seed("wát jullie precies willen bereiken"),
        guards: ["updateEffort", "transitionEffort"]
    )

    static let crs03 = Article(
        id: "CRS-03",
        title: .init(
            nl: "Wettelijke taken en lokale regelingen zijn inspanningen, nooit doelen.",
            en: "Statutory tasks and local schemes are efforts, never goals."
        ),
        explanation: .init(
            nl:
                "Een taak uitvoeren is geen doel; wat zij in de samenleving teweegbrengt wel. Een taak of regeling wordt"
                + " vastgelegd als inspanning die aan een doel bijdraagt, en een doel draagt niet de naam van een taak of"
                + " regeling van hetzelfde programma.",
            en: "Carrying out a task is no goal; what it brings about in society is. A task or scheme is recorded as an"
                + " effort that contributes to a goal, and a goal does not bear the name of a task or scheme of the same"
                + " programme."
        ),
        source: .seed("het uitvoeren van taken en regelingen"),
        guards: ["createGoal", "importGoals", "updateGoal", "splitGoal", "createEffort", "updateEffort"]
    )

    static let crs04 = Article(
        id: "CRS-04",
        title: .init(
            nl:
                "Uitvoering begint pas als elk maatschappelijk effect een indicator met nulwaarde en streefwaarde heeft.",
            en: "Execution starts only when every effect in society has an indicator with a baseline and a target."
        ),
        explanation: .init(
            nl:
                "Zonder te weten waar het begint en waar het naartoe moet, is later niet te zeggen of een effect er komt."
                + " Er is ten minste één effect, en elk effect heeft een indicator met een waarde van nu en een waarde om"
                + " te bereiken.",
            en: "Without knowing where it starts and where it should go, nobody can say later whether an effect comes"
                + " about. There is at least one effect, and each has an indicator with a value of today and a value to be"
                + " reached."
        ),
        source: .seed("maatschappelijke effecten streven jullie na"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )

    static let crs05 = Article(
        id: "CRS-05",
        title: .init(
            nl: "De tekst van het hoofddoel ligt vast zodra een visie is vastgesteld.",
            en: "The text of the main goal is locked once a vision is adopted."
        ),
        explanation: .init(
            nl:
                "Wie onderweg het einddoel verandert, verandert waarvoor iedereen steun gaf. Een andere tekst vraagt een"
                + " nieuwe visie: zolang die een concept is, kan het hoofddoel mee veranderen, en beoordelen de"
                + " belanghebbenden beide.",
            en:
                "Whoever changes the end goal on the way changes what everyone endorsed. Another text takes a new vision:"
                + " while that is a draft the main goal can change with it, and the stakeholders judge both."
        ),
        source: .seed("het einddoel blijven bewaken"),
        guards: ["updateGoal"]
    )

    static let crs07 = Article(
        id: "CRS-07",
        title: .init(
            nl:
                "Een programma wordt pas afgesloten met een laatste, goedgekeurde meting van elk effect en zonder actieve"
                + " inspanningen.",
            en:
                "A programme is closed only with a last, approved measurement of every effect and without active efforts."
        ),
        explanation: .init(
            nl: "Bij de afsluiting moet vaststaan wat er is bereikt en mag niemand nog voor het programma aan het werk"
                + " zijn. Daarom ligt een goedgekeurde meting vast: een verbetering is een nieuwe meting, die een ander"
                + " weer goedkeurt.",
            en: "When it is closed it must be settled what was reached, and nobody is still at work for the programme."
                + " That is why an approved measurement is frozen: a correction is a new measurement, which another person"
                + " approves again."
        ),
        source: .method("MSP benefits"),
        guards: ["transitionProgramme", "getProgrammeReadiness", "updateMeasurement"]
    )

    static let aut11 = Article(
        id: "AUT-11",
        title: .init(
            nl: "Wie iets voorstelt of invoert, beslist er niet over.",
            en: "Whoever proposes or enters something does not decide on it."
        ),
        explanation: .init(
            nl:
                "Functiescheiding wordt op personen vergeleken, niet op rollen: wie twee rollen heeft, blijft één persoon."
                + " Een meting wordt goedgekeurd door een ander dan wie haar invoerde of het laatst wijzigde.",
            en:
                "Separation of duties is compared on persons and not on roles: whoever has two roles is still one person."
                + " A measurement is approved by another than the person who entered it or changed it last."
        ),
        source: .method("functiescheiding"),
        guards: ["transitionMeasurement", "transitionDecision", "createCommitment"],
        isAboutAuthority: true
    )
}
