import Domain

extension Article {
    static let crs06 = Article(
        id: "CRS-06",
        title: .init(
            nl:
                "Een kans dient een doel en heeft een dag om uiterlijk te beslissen; het hoofddoel verandert er niet door.",
            en: "An opportunity serves a goal and has a day to decide by; the main goal does not change by it."
        ),
        explanation: .init(
            nl:
                "Wie een kans benut, mag inspanningen en budget verleggen en zegt wat er verandert, maar het einddoel blijft"
                + " staan: de kans dient een effect of een doel daaronder. Wie niet op tijd antwoordt, laat de kans zichtbaar"
                + " verlopen, vanaf middernacht na de laatste dag, Nederlandse tijd. Wat is beantwoord of verlopen, blijft"
                + " zoals het was.",
            en:
                "Seizing an opportunity may shift efforts and budget, and says what changes, but the end goal stands: it"
                + " serves an effect or a goal below it. What is not answered in time expires, visibly, from the midnight"
                + " after the last day, Dutch time. What was answered or expired stays as it was."
        ),
        source: .seed("flexibel wordt ingespeeld op kansen"),
        guards: ["createOpportunity", "updateOpportunity", "transitionOpportunity"]
    )
}
