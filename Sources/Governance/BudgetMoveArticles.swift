import Domain

extension Article {
    static let bud02 = Article(
        id: "BUD-02",
        title: .init(
            nl: "Een overheveling komt in elk begrotingsjaar uit op nul, op de cent.",
            en: "A transfer sums to zero in every fiscal year, to the cent."
        ),
        explanation: .init(
            nl: "Wat de ene regel krijgt, geeft de andere. Meer baten dekken meer lasten, in hetzelfde jaar.",
            en: "What one line gets another gives. More income covers more expense, in the same year."
        ),
        source: .method("budgetneutraal"),
        guards: ["createBudgetTransfer", "transitionBudgetTransfer"]
    )

    static let bud03 = Article(
        id: "BUD-03",
        title: .init(
            nl: "Een overheveling rust op een besluit van wie erover gaat, en elke budgethouder stemt in.",
            en: "A transfer rests on a decision of the body that it is for, and every budget holder agrees."
        ),
        explanation: .init(
            nl:
                "De gemeenteraad autoriseert per begrotingsprogramma: tussen programma's beslist de raad, binnen één programma"
                + " het college. Voor elke regel stemt in wie de rol van budgethouder vervult, of de plaatsvervanger.",
            en:
                "The council authorises per budget programme: between programmes the council decides, within one the college."
                + " For every line whoever fills the role of budget holder agrees, or the deputy."
        ),
        source: .law("Gemeentewet 189; Besluit begroting en verantwoording provincies en gemeenten"),
        guards: ["agreeBudgetTransfer", "transitionBudgetTransfer"]
    )
}
