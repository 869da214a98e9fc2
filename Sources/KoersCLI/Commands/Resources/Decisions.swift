import ArgumentParser

/// Acts under authority, each with the chain of mandates it rested on.
enum Decisions: Resource {
    static let command = "decisions"
    static let singular = "decision"
    static let dutch = "besluit"
    static let abstract = "What was decided, by whom and under which mandates."
    static let columns = ["code", "kind", "subject", "amountCents", "status", "proposedBy", "takenBy", "takenAt", "id"]
    static let handle = Handle.key("code")
    static let codesAreCapitals = false
    static let references: Set = ["ratifiesId", "objectionToId"]
    static let examples = [
        "decisions list --status proposed --kind grant_subsidy",
        "decisions show B-014",
        "decisions create --code B-015 --programme ITMDM-26 --body college \\\n"
            + "    --kind grant_subsidy --subject 'Buurtkamers 2026' \\\n"
            + "    --amount-cents 4850000 --mandate M3 --partner Buurtkracht",
        "decisions update B-015 --amount-cents 4500000",
        "decisions transition B-015 --to proposed",
        "decisions transition B-015 --to taken --dry-run",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<DecisionTransition>.self]
    }
}

/// The step to proposed, taken, rejected, withheld or withdrawn.
enum DecisionTransition: Action {
    typealias Owner = Decisions
    static let command = "transition"
    static let abstract = "Propose a decision, take it, reject, withhold or withdraw it."
    static let method = "POST"
    static let suffix = "/transitions"
}
