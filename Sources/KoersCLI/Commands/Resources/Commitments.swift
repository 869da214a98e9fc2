import ArgumentParser

/// Money that a programme promised, under the decision that it rests on.
enum Commitments: Resource {
    static let command = "commitments"
    static let singular = "commitment"
    static let dutch = "verplichting"
    static let abstract = "Money that is promised, under the decision that it rests on."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = [
        "code", "subject", "partner", "amountCents", "realisedCents", "outstandingCents", "status", "id",
    ]
    static let handle = Handle.key("code")
    static let codesAreCapitals = false
    static let examples = [
        "commitments list ITMDM-26 --status engaged,partly_realised",
        "commitments show V-2026-014 --programme ITMDM-26",
        "commitments engage ITMDM-26 --kind subsidy --decision B-014 \\\n"
            + "    --partner Buurtkracht --subject 'Buurtkamers 2026' \\\n    --line 6.1/2026=48.500,00",
        "commitments create --programme ITMDM-26 --kind other \\\n"
            + "    --subject Schoolboeken --decision B-021 \\\n"
            + "    --lines '[{\"budgetLineId\":\"ID\",\"amountCents\":100}]'",
        "commitments update V-2026-014 --programme ITMDM-26 \\\n    --external-ids '{\"grootboek\": \"V-1\"}'",
        "commitments fund V-2026-014 --programme ITMDM-26 --dry-run",
        "commitments release V-2026-014 --programme ITMDM-26 \\\n    --ground not_needed --dry-run",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        [ListCommand<Self>.self, ShowCommand<Self>.self, EngageCommand.self]
            + [CreateCommand<Self>.self, UpdateCommand<Self>.self, ChangingActionCommand<CommitmentRelease>.self]
            + [ChangingActionCommand<CommitmentFunding>.self]
    }
}

/// Giving back what of a commitment is not spent.
enum CommitmentRelease: Action {
    typealias Owner = Commitments
    static let command = "release"
    static let abstract = "Give back what of a commitment is not spent."
    static let method = "POST"
    static let suffix = "/release"
}

/// Covering what was promised without cover.
enum CommitmentFunding: Action {
    typealias Owner = Commitments
    static let command = "fund"
    static let abstract = "Cover what was promised subject to a budget without room for it."
    static let method = "POST"
    static let suffix = "/funding"
}

/// Money of a commitment that is spent.
enum Realisations: Resource {
    static let command = "realisations"
    static let singular = "realisation"
    static let dutch = "realisatie"
    static let abstract = "Money of a commitment that is spent, or set right."
    static let path = "/programmes/{}/commitments/{}/realisations"
    static let parent: (any Resource.Type)? = Commitments.self
    static let columns = ["performedDate", "amountCents", "note", "confirmedBy", "id"]
    static let examples = [
        "realisations list ITMDM-26 --commitment V-2026-014",
        "realisations show ID --programme ITMDM-26 --commitment V-2026-014",
        "realisations create --programme ITMDM-26 \\\n    --commitment V-2026-014 --budget-line ID \\\n"
            + "    --amount 16.500,00 --performed-date 2026-03-31",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        [ListCommand<Self>.self, ShowCommand<Self>.self, CreateCommand<Self>.self]
    }
}
