import ArgumentParser

/// The fields under which municipalities account to the central government.
enum TaskFields: Resource {
    static let command = "task-fields"
    static let singular = "task field"
    static let dutch = "taakveld"
    static let abstract = "The fields under which municipalities account to the central government (Iv3)."
    static let columns = ["code", "name", "fromYear", "untilYear", "successors", "id"]
    static let handle = Handle.key("code")
    static let examples = [
        "task-fields list --search jeugd",
        "task-fields show 6.751",
        "task-fields create --code 6.5 --name Arbeidsparticipatie \\\n    --from-year 2017",
        "task-fields update 6.72a --until-year 2024 --successors 6.751,6.752",
    ]
}

/// The years of the budget.
enum FiscalYears: Resource {
    static let command = "fiscal-years"
    static let singular = "fiscal year"
    static let dutch = "begrotingsjaar"
    static let abstract = "The years of the budget, from estimate to annual accounts."
    static let columns = ["year", "status", "id"]
    static let handle = Handle.key("year")
    static let examples = [
        "fiscal-years list",
        "fiscal-years show 2026",
        "fiscal-years create --year 2027",
        "fiscal-years update 2026 --external-ids '{\"grootboek\": \"2026\"}'",
        "fiscal-years transition 2026 --to adopted --decision B-002",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<FiscalYearTransition>.self]
    }
}

/// The step to adopted or closed.
enum FiscalYearTransition: Action {
    typealias Owner = FiscalYears
    static let command = "transition"
    static let abstract = "Adopt the budget of a year, or close the year."
    static let method = "POST"
    static let suffix = "/transitions"
}

/// The money of a programme, per year and task field.
enum BudgetLines: Resource {
    static let command = "budget-lines"
    static let singular = "budget line"
    static let dutch = "budgetregel"
    static let abstract = "The money of a programme, per year and task field."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = [
        "fiscalYear", "taskField", "direction", "authorisedCents", "committedCents", "realisedCents", "freeCents", "id",
    ]
    static let examples = [
        "budget-lines list ITMDM-26 --fiscal-year 2026 --direction expense",
        "budget-lines show ID --programme ITMDM-26",
        "budget-lines create --programme ITMDM-26 --fiscal-year 2027 \\\n"
            + "    --task-field 6.1 --budget-programme SD \\\n    --direction expense --nature structural",
        "budget-lines update ID --programme ITMDM-26 --policy-field welzijn",
    ]
}

/// Every movement of money on one budget line.
enum BudgetEntries: Resource {
    static let command = "budget-entries"
    static let singular = "budget entry"
    static let dutch = "boeking"
    static let abstract = "Every movement of money on a budget line."
    static let path = "/programmes/{}/budget-lines/{}/entries"
    static let parent: (any Resource.Type)? = BudgetLines.self
    static let columns = ["createdAt", "kind", "amountCents", "description", "enteredBy", "id"]
    static let examples = [
        "budget-entries list ITMDM-26 --budget-line ID --sort -createdAt",
        "budget-entries show ID --programme ITMDM-26 --budget-line ID",
        "budget-entries create --programme ITMDM-26 --budget-line ID \\\n"
            + "    --kind estimate --amount 1.450.000,00",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        [ListCommand<Self>.self, ShowCommand<Self>.self, CreateCommand<Self>.self]
    }
}
