import ArgumentParser
import Contract

/// The money of a programme at a glance, and a budget that is read in.
enum Budget: Resource {
    static let command = "budget"
    static let singular = "budget position"
    static let dutch = "budgetstand"
    static let abstract = "What of a programme's money is authorised, committed, realised and free."
    static let path = "/programmes/{}/budget-position"
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns: [String] = []
    static let examples = [
        "budget ITMDM-26",
        "budget ITMDM-26 --fiscal-year 2026 --group-by policyField",
        "budget position ITMDM-26 --as svg",
        "budget position ITMDM-26 --as csv",
        "budget import begroting.csv --programme ITMDM-26 --dry-run",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        [ActionCommand<BudgetPosition>.self, ImportCommand<BudgetImported>.self]
    }
    static var standardSubcommand: (any ParsableCommand.Type)? { ActionCommand<BudgetPosition>.self }
}

/// `koers budget ITMDM-26`: the four totals of each group, in euros.
enum BudgetPosition: Action {
    typealias Owner = Programmes
    static let home: any Resource.Type = Budget.self
    static let command = "position"
    static let abstract = "What is authorised, committed, realised and free, in groups."
    static let method = "GET"
    static let suffix = "/budget-position"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let parts = [("expense", words.expenses), ("income", words.incomes)].compactMap { direction, title -> String? in
            let groups = (value["groups"]?.array ?? []).filter { !isEmpty($0[direction]) }
            guard !groups.isEmpty else { return nil }
            let table = Table(
                columns: [
                    .init(title: title), .init(title: words.authorisedTitle, keepsWhole: true),
                    .init(title: words.committedTitle, keepsWhole: true),
                    .init(title: words.realisedTitle, keepsWhole: true),
                    .init(title: words.freeTitle, keepsWhole: true),
                ],
                rows: groups.map { [name(of: $0, words)] + amounts($0[direction]) }
                    + (groups.count > 1 ? [[words.totalTitle] + amounts(value[direction])] : [])
            )
            return table.rendered(width: page.width, paint: page.paint)
        }
        return parts.isEmpty ? words.nothingBudgeted + "\n" : parts.joined(separator: "\n")
    }

    /// A row for each line, as the position as CSV has it.
    @Sendable static func rows(_ value: JSON) -> [JSON] {
        (value["groups"]?.array ?? []).flatMap { $0["lines"]?.array ?? [] }
    }

    private static let totals = ["authorisedCents", "committedCents", "realisedCents", "freeCents"]

    private static func amounts(_ sums: JSON?) -> [String] {
        totals.map { Euros(cents: sums?[$0]?.integer ?? 0).text }
    }

    private static func isEmpty(_ sums: JSON?) -> Bool {
        totals.allSatisfy { (sums?[$0]?.integer ?? 0) == 0 }
    }

    private static func name(of group: JSON, _ words: Words) -> String {
        guard let key = group["key"]?.string else { return words.notSaid }
        return group["name"]?.string.map { "\(key) \($0)" } ?? key
    }
}

extension Words {
    fileprivate var expenses: String { choose("Lasten", "Expenses") }
    fileprivate var incomes: String { choose("Baten", "Income") }
    fileprivate var authorisedTitle: String { choose("begroot", "authorised") }
    fileprivate var committedTitle: String { choose("verplicht", "committed") }
    fileprivate var realisedTitle: String { choose("gerealiseerd", "realised") }
    fileprivate var freeTitle: String { choose("vrij", "free") }
    fileprivate var totalTitle: String { choose("Totaal", "Total") }
    fileprivate var notSaid: String { choose("niet genoemd", "not said") }
    fileprivate var nothingBudgeted: String { choose("Er is nog niets begroot.", "Nothing is budgeted yet.") }
}
