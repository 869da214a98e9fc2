import Domain

extension Article {
    static let bud04 = Article(
        id: "BUD-04",
        title: .init(
            nl: "Een budgetregel zakt nooit onder wat erop is verplicht en gerealiseerd.",
            en: "A budget line never drops below what is committed and realised on it."
        ),
        explanation: .init(
            nl:
                "Wat is toegezegd of uitgegeven, blijft gedekt. Wie geld van een regel haalt, haalt hoogstens weg wat vrij"
                + " is; wat eerst vrij moet komen, wordt eerst vrijgegeven.",
            en:
                "What is promised or spent stays covered. Whoever takes money from a line takes at most what is free; what"
                + " has to come free is released first."
        ),
        source: .law("Gemeentewet 189 (3)"),
        guards: ["createBudgetEntry", "transitionBudgetTransfer", "createBudgetAmendment"]
    )

    static let bud05 = Article(
        id: "BUD-05",
        title: .init(
            nl: "Na de vaststelling verandert een begroting alleen door een besluit.",
            en: "Once adopted a budget changes only by a decision."
        ),
        explanation: .init(
            nl: "Zolang een jaar is geraamd, is de raming vrij. Na de vaststelling is er een overheveling of een"
                + " begrotingswijziging voor nodig, op een besluit dat uiterlijk op 31 december van dat jaar is genomen. De vaststelling"
                + " zelf, en wat bij de afsluiting overgaat naar een volgend jaar, rust op zo'n besluit van de raad.",
            en:
                "While a year is estimated, the estimate is free. Once it is adopted that takes a transfer or an amendment,"
                + " on a decision taken no later than 31 December of that year. The adoption itself, and what is carried over when"
                + " the year closes, rests on such a decision of the council."
        ),
        source: .law("Gemeentewet 192 (1)"),
        guards: [
            "createBudgetEntry", "importBudgetLines", "transitionFiscalYear", "transitionBudgetTransfer",
            "createBudgetAmendment",
        ]
    )

    static let bud08 = Article(
        id: "BUD-08",
        title: .init(
            nl: "Een afgesloten begrotingsjaar ligt vast.",
            en: "A closed fiscal year is frozen."
        ),
        explanation: .init(
            nl:
                "Na de jaarrekening verandert er niets meer aan het jaar: geen regel, geen boeking. Wat nog openstaat, gaat"
                + " vóór de afsluiting met een besluit over naar een volgend jaar.",
            en:
                "After the annual accounts nothing of the year changes: no line, no entry. What is still open is carried"
                + " over to a later year by a decision before the year is closed."
        ),
        source: .law("Besluit begroting en verantwoording provincies en gemeenten"),
        guards: [
            "createBudgetLine", "importBudgetLines", "createBudgetEntry", "createCommitment", "createRealisation",
            "releaseCommitment", "fundCommitment", "transitionFiscalYear", "createBudgetTransfer",
            "transitionBudgetTransfer", "createBudgetAmendment",
        ]
    )

    static let bud09 = Article(
        id: "BUD-09",
        title: .init(
            nl: "Een budgetregel staat op een taakveld dat in dat jaar geldt.",
            en: "A budget line is on a task field that is valid in that year."
        ),
        explanation: .init(
            nl:
                "De taakvelden van Iv3 veranderen; wat in 2024 nog 6.72a heette, heet nu anders. Wie een vervallen taakveld"
                + " noemt, krijgt te horen wat ervoor in de plaats kwam. Een taakveld vervalt niet in een jaar waarin er al"
                + " budgetregels op staan.",
            en:
                "The task fields of Iv3 change; what was called 6.72a in 2024 has another name now. Whoever names a lapsed"
                + " one hears what took its place. A task field does not lapse in a year in which budget lines name it."
        ),
        source: .law("Regeling vaststelling taakvelden en verstrekking informatie voor derden (Iv3)"),
        guards: ["createBudgetLine", "importBudgetLines", "updateTaskField"]
    )
}
