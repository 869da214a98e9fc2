import Domain

extension Article {
    static let bud01 = Article(
        id: "BUD-01",
        title: .init(
            nl: "Een budgetregel van lasten wordt nooit overschreden.",
            en: "A budget line of expense is never exceeded."
        ),
        explanation: .init(
            nl:
                "Vrij is wat is begroot, min wat is verplicht en gerealiseerd. Wie het laatste geld als tweede vraagt, krijgt"
                + " te horen hoeveel er vrij is. Niemand kan deze regel opzij zetten; meer geld komt er met een besluit bij.",
            en:
                "Free is what is authorised, less what is committed and realised. Whoever asks second for the last money"
                + " hears how much is free. Nobody can set this rule aside; more money takes a decision."
        ),
        source: .law("Gemeentewet 189 (3)"),
        guards: ["createCommitment", "fundCommitment"]
    )

    static let bud06 = Article(
        id: "BUD-06",
        title: .init(
            nl: "Wat voor een later jaar wordt toegezegd, wacht op de begroting van dat jaar.",
            en: "What is promised for a later year waits for the budget of that year."
        ),
        explanation: .init(
            nl:
                "Een meerjarige verplichting heeft een regel per kalenderjaar. Zolang een jaar niet is vastgesteld, geldt de"
                + " toezegging onder voorbehoud en telt zij nergens mee. Het voorbehoud wordt ingeroepen binnen vier weken na"
                + " de vaststelling; daarna is de toezegging hard, en op een regel die haar niet dekt, komt er niets bij.",
            en:
                "A commitment of several years has a line for each calendar year. While a year is not adopted, the promise"
                + " is under a proviso and counts nowhere. The proviso is invoked within four weeks of the adoption; after"
                + " that the promise stands, and a line that does not cover it takes nothing new."
        ),
        source: .law("Awb 4:34"),
        guards: ["createCommitment", "releaseCommitment", "transitionFiscalYear"]
    )

    static let bud07 = Article(
        id: "BUD-07",
        title: .init(
            nl: "Er wordt nooit meer uitgegeven of vrijgegeven dan van de verplichting openstaat.",
            en: "No more is spent or released than is outstanding of the commitment."
        ),
        explanation: .init(
            nl:
                "Wat wordt uitgegeven, was toegezegd. Een vergissing wordt rechtgezet met een tegenboeking, hoogstens tot wat"
                + " is gerealiseerd. Wat onder voorbehoud van de begroting is toegezegd, wordt nog niet uitgegeven.",
            en:
                "What is spent was promised. A mistake is set right by a counter-entry, at most of what was realised. What"
                + " is promised subject to the budget is not spent yet."
        ),
        source: .method("grootboekpraktijk"),
        guards: ["createRealisation", "releaseCommitment"]
    )

    static let bud10 = Article(
        id: "BUD-10",
        title: .init(
            nl: "Wie het besluit nam, bevestigt de prestatie niet.",
            en: "Who took the decision does not confirm the delivery."
        ),
        explanation: .init(
            nl: "Besluiten en bevestigen zijn twee functies. Vergeleken worden de personen, niet de rollen.",
            en: "Deciding and confirming are two functions. The persons are compared, not the roles."
        ),
        source: .method("functiescheiding"),
        guards: ["createRealisation"]
    )

    static let bud11 = Article(
        id: "BUD-11",
        title: .init(
            nl: "Een programma sluit pas als er geen verplichting en geen besluit meer openstaat.",
            en: "A programme closes only when no commitment and no decision is open any more."
        ),
        explanation: .init(
            nl: "Wat is toegezegd, wordt uitgevoerd of vrijgegeven; wat is voorgesteld of aangehouden, wordt genomen of"
                + " afgewezen. Een programma dat is gesloten of afgewezen, gaat niets nieuws aan.",
            en:
                "What is promised is carried out or released; what is proposed or withheld is taken or rejected. A programme"
                + " that is closed or rejected promises nothing new."
        ),
        source: .method("MSP"),
        guards: ["transitionProgramme", "getProgrammeReadiness", "createCommitment"]
    )
}
