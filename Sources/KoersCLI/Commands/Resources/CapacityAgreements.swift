import ArgumentParser

/// The hours that teams pledge to a programme.
enum CapacityAgreements: Resource {
    static let command = "capacity-agreements"
    static let singular = "capacity agreement"
    static let dutch = "inzetafspraak"
    static let abstract = "The hours that teams pledge to a programme."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["team", "hoursPerWeek", "fromDate", "untilDate", "status", "id"]
    static let examples = [
        "capacity-agreements list ITMDM-26 --status confirmed",
        "capacity-agreements show ID --programme ITMDM-26",
        "capacity-agreements create --programme ITMDM-26 --team Welzijn \\\n"
            + "    --hours-per-week 64 --from-date 2026-05-01 --until-date 2026-12-31",
        "capacity-agreements update ID --programme ITMDM-26 --hours-per-week 56",
        "capacity-agreements transition ID --programme ITMDM-26 --to confirmed",
        "capacity-agreements transition ID --programme ITMDM-26 --to withdrawn \\\n    --motivation 'Twee vacatures'",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<CapacityAgreementTransition>.self]
    }
}

/// The step to confirmed or withdrawn.
enum CapacityAgreementTransition: Action {
    typealias Owner = CapacityAgreements
    static let command = "transition"
    static let abstract = "Confirm a capacity agreement, or withdraw it."
    static let method = "POST"
    static let suffix = "/transitions"
}
