import Domain

extension Article {
    static let sta02 = Article(
        id: "STA-02",
        title: .init(
            nl: "Uitvoering begint met budget voor het jaar van de start.",
            en: "Execution starts with budget for the year of the start."
        ),
        explanation: .init(
            nl:
                "Voor de start staat op de budgetregels van het programma meer dan niets, aan lasten in het jaar waarin het"
                + " programma begint. Zonder begindatum is dat het lopende jaar.",
            en:
                "Before the start there is more than nothing on the programme's budget lines of expense in the year in which"
                + " it starts. Without a start date that is the current year."
        ),
        source: .seed("het budget waar het programma over beschikt"),
        guards: ["transitionProgramme", "getProgrammeReadiness"]
    )
}

extension Rule<ProgrammeStepFacts> {
    static let startYearHasBudget = Rule(.sta02) { facts in
        guard let budget = facts.startBudget else {
            return .notApplicable(
                .init(nl: "Deze stap vraagt niet naar budget.", en: "This step does not ask for a budget.")
            )
        }
        guard budget.authorisedExpenseCents > 0 else {
            return .breached(
                .init(
                    nl: "Voor \(budget.year) staat er geen geld op de budgetregels van het programma.",
                    en: "There is no money on the programme's budget lines for \(budget.year)."
                ),
                remedy: .init(
                    nl: "Laat de budgethouder of de controller een budgetregel met geld voor \(budget.year) openen.",
                    en: "Have the budget holder or the controller open a budget line with money for \(budget.year)."
                ),
                subjects: [.init(facts.programme)]
            )
        }
        let amount = Euros(cents: budget.authorisedExpenseCents).title
        return .met(
            .init(
                nl: "Voor \(budget.year) is \(amount.nl) aan lasten begroot.",
                en: "For \(budget.year) \(amount.en) of expense is budgeted."
            )
        )
    }
}
