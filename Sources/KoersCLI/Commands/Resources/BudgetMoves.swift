import ArgumentParser

/// Money that moves between budget lines.
enum BudgetTransfers: Resource {
    static let command = "budget-transfers"
    static let singular = "budget transfer"
    static let dutch = "overheveling"
    static let abstract = "Money that moves between budget lines, once every budget holder agreed."
    static let columns = ["description", "status", "proposedBy", "decision", "bookedAt", "id"]
    static let examples = [
        "budget-transfers list --status proposed,agreed",
        "budget-transfers show ID",
        "budget-transfers create --description 'Naar buurtkamers' \\\n"
            + "    --lines '[{\"budgetLineId\":\"ID\",\"amountCents\":-100},\n"
            + "              {\"budgetLineId\":\"ID\",\"amountCents\":100}]'",
        "budget-transfers update ID --description 'Buurtkamers in Noord'",
        "budget-transfers agree ID --motivation 'Er blijft genoeg over'",
        "budget-transfers transition ID --to booked --decision B-061",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [
            ChangingActionCommand<BudgetTransferAgreement>.self, ChangingActionCommand<BudgetTransferTransition>.self,
        ]
    }
}

/// The agreement of a budget holder.
enum BudgetTransferAgreement: Action {
    typealias Owner = BudgetTransfers
    static let command = "agree"
    static let abstract = "Agree on behalf of the lines whose budget you hold."
    static let method = "POST"
    static let suffix = "/agreements"
}

/// The step to booked or withdrawn.
enum BudgetTransferTransition: Action {
    typealias Owner = BudgetTransfers
    static let command = "transition"
    static let abstract = "Book a transfer on its decision, or withdraw it."
    static let method = "POST"
    static let suffix = "/transitions"
}

/// Money that the council adds to a budget line, or takes from it.
enum BudgetAmendments: Resource {
    static let command = "budget-amendments"
    static let singular = "budget amendment"
    static let dutch = "begrotingswijziging"
    static let abstract = "Money that the council adds to budget lines, or takes from them."
    static let columns = ["createdAt", "amountCents", "description", "decision", "enteredBy", "id"]
    static let examples = [
        "budget-amendments list --decision R-2026-11",
        "budget-amendments show ID",
        "budget-amendments create --budget-line ID --amount 120.000,00 \\\n"
            + "    --decision R-2026-11 --description 'Najaarsnota 2026'",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        [ListCommand<Self>.self, ShowCommand<Self>.self, CreateCommand<Self>.self]
    }
}
