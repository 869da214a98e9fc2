import Domain

/// What the picture of a budget position says beside the names of the programme's own lines.
struct BudgetPositionWords {
    let language: Language

    private func text(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en).in(language) }

    func title(_ position: BudgetPositionDocument) -> String {
        let years = position.fiscalYear.map { " \($0)" } ?? text(", alle jaren", ", all years")
        return text("Budgetstand", "Budget position") + years
    }

    var realised: String { text("gerealiseerd", "realised") }
    var committed: String { text("verplicht", "committed") }
    var free: String { text("vrij", "free") }
    var received: String { text("ontvangen", "received") }
    var toCome: String { text("nog te ontvangen", "still to come") }
    var expenses: String { text("Lasten", "Expenses") }
    var incomes: String { text("Baten", "Income") }
    var nothing: String { text("Er is nog niets begroot.", "Nothing is budgeted yet.") }
    var total: String { text("Totaal", "Total") }

    func name(_ group: BudgetPositionDocument.Group) -> String {
        guard let key = group.key else { return text("niet genoemd", "not said") }
        return group.name.map { "\(key) \($0)" } ?? key
    }

    /// `€ 1.180.000,00`
    func amount(_ cents: Int64) -> String { Euros(cents: cents).text(in: language) }

    func authorised(_ cents: Int64) -> String { "\(text("begroot", "budgeted")) \(amount(cents))" }

    /// The amounts behind a bar, as people read them.
    func amounts(_ sums: BudgetPositionDocument.Sums, isIncome: Bool) -> String {
        isIncome
            ? "\(received) \(amount(sums.realisedCents)) · \(toCome) \(amount(sums.freeCents))"
            : "\(realised) \(amount(sums.realisedCents)) · \(committed) \(amount(sums.committedCents)) · \(free) \(amount(sums.freeCents))"
    }

    /// What the picture shows, for those who do not see it.
    func description(_ position: BudgetPositionDocument) -> String {
        let rows = position.groups.flatMap { group -> [String] in
            [(group.expense, false), (group.income, true)].filter { !$0.0.isEmpty }.map { sums, isIncome in
                "\(name(group)), \((isIncome ? incomes : expenses).lowercased()): \(authorised(sums.authorisedCents)), "
                    + amounts(sums, isIncome: isIncome) + "."
            }
        }
        return rows.isEmpty ? nothing : rows.joined(separator: " ")
    }
}
