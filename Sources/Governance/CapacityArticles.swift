import Domain

extension Article {
    static let sta01 = Article(
        id: "STA-01",
        title: .init(
            nl: "Uitvoering begint met een bevestigde inzetafspraak van elk team dat een inspanning heeft.",
            en: "Execution starts with a confirmed capacity agreement of every team that has an effort."
        ),
        explanation: .init(
            nl:
                "Een inspanning die is voorgesteld of loopt, vraagt uren van een team. Die zijn bevestigd voor vandaag of"
                + " voor later. Een bevestigde afspraak verandert niet: wie iets anders kan inzetten, trekt haar in en zegt"
                + " opnieuw toe.",
            en: "An effort that is proposed or active asks hours of a team. Those are confirmed for today or for later."
                + " A confirmed agreement does not change: whoever can pledge something else withdraws it and pledges"
                + " anew."
        ),
        source: .seed("inzet van de betrokken medewerkers"),
        guards: ["updateCapacityAgreement", "transitionProgramme", "getProgrammeReadiness"]
    )
}
