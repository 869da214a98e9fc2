import ArgumentParser

/// What may help a programme, to be answered in time.
enum Opportunities: Resource {
    static let command = "opportunities"
    static let singular = "opportunity"
    static let dutch = "kans"
    static let abstract = "What may help a programme, to be answered in time."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["signal", "decideByDate", "status", "signalledBy", "id"]
    static let examples = [
        "opportunities list ITMDM-26 --status signalled --sort decideByDate",
        "opportunities show ID --programme ITMDM-26",
        "opportunities create --programme ITMDM-26 --decide-by-date 2026-12-01 \\\n"
            + "    --signal 'Landelijk geld voor buurtkamers' --goals contact",
        "opportunities update ID --programme ITMDM-26 --decide-by-date 2026-12-15",
        "opportunities transition ID --programme ITMDM-26 --to assessed",
        "opportunities transition ID --programme ITMDM-26 --to seized \\\n"
            + "    --outcome 'Twee buurtkamers meer' --efforts Buurtkamers",
        "opportunities transition ID --programme ITMDM-26 --to rejected \\\n    --motivation 'Te klein'",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<OpportunityTransition>.self]
    }
}

/// The step to assessed, seized, parked or rejected.
enum OpportunityTransition: Action {
    typealias Owner = Opportunities
    static let command = "transition"
    static let abstract = "Assess an opportunity, and seize, park or reject it."
    static let method = "POST"
    static let suffix = "/transitions"
}
