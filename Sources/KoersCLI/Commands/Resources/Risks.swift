import ArgumentParser

/// What may hinder a programme.
enum Risks: Resource {
    static let command = "risks"
    static let singular = "risk"
    static let dutch = "risico"
    static let abstract = "What may hinder a programme, and the answer to it."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["description", "score", "ownerRole", "status", "id"]
    static let examples = [
        "risks list ITMDM-26 --status open --sort -score",
        "risks show ID --programme ITMDM-26",
        "risks create --programme ITMDM-26 --probability 3 --impact 4 \\\n"
            + "    --description 'Te weinig vrijwilligers' --owner-role Partnermanager",
        "risks update ID --programme ITMDM-26 --probability 2",
        "risks transition ID --programme ITMDM-26 --to mitigated",
        "risks transition ID --programme ITMDM-26 --to closed \\\n    --motivation 'Het pand is gekocht'",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<RiskTransition>.self]
    }
}

/// The step to mitigated, occurred or closed.
enum RiskTransition: Action {
    typealias Owner = Risks
    static let command = "transition"
    static let abstract = "Say what became of a risk."
    static let method = "POST"
    static let suffix = "/transitions"
}
