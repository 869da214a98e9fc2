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
                remedy: budget.remedyOfNoMoney,
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

extension StartBudgetFacts {
    /// How money for the year of the start can still come: once the council adopted a budget, only by its decision or from
    /// another line (BUD-05).
    fileprivate var remedyOfNoMoney: LocalizedText {
        let otherYear = LocalizedText(
            nl: "de programmamanager verzet de begindatum naar een jaar met budget",
            en: "the programme manager moves the start date to a year with a budget"
        )
        switch status {
        case .none:
            return .init(
                nl: "De controller opent begrotingsjaar \(year) en raamt er een budgetregel in, of \(otherYear.nl).",
                en: "The controller opens fiscal year \(year) and estimates a budget line in it, or \(otherYear.en)."
            )
        case .estimated:
            return .init(
                nl: "De controller raamt een budgetregel voor \(year), of \(otherYear.nl).",
                en: "The controller estimates a budget line for \(year), or \(otherYear.en)."
            )
        case .adopted:
            return .init(
                nl: "De begroting van \(year) is vastgesteld: de controller opent een budgetregel en boekt er op wat de"
                    + " gemeenteraad met een begrotingswijziging besluit of wat wordt overgeheveld, of \(otherYear.nl).",
                en:
                    "The budget of \(year) is adopted: the controller opens a budget line and books on it what the council"
                    + " decides by an amendment or what is transferred, or \(otherYear.en)."
            )
        case .closed:
            return .init(
                nl: "Begrotingsjaar \(year) is afgesloten: \(otherYear.nl).",
                en: "Fiscal year \(year) is closed: \(otherYear.en)."
            )
        }
    }
}
