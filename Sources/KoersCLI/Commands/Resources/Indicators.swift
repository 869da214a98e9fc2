import ArgumentParser

/// What shows that the effects of a programme happen.
enum Indicators: Resource {
    static let command = "indicators"
    static let singular = "indicator"
    static let dutch = "indicator"
    static let abstract = "What shows that effects happen: from which value to which."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["name", "goal", "unit", "direction", "baseline", "target", "targetDate", "id"]
    static let handle = Handle.name("name")
    static let examples = [
        "indicators list ITMDM-26 --sort targetDate",
        "indicators list ITMDM-26 --goal 'betekenisvol contact'",
        "indicators show eenzaam --programme ITMDM-26",
        "indicators create --programme WDW-26 --goal starters \\\n"
            + "    --name Wachttijd --unit maanden --direction decrease \\\n"
            + "    --baseline 38 --baseline-date 2026-01-01 \\\n"
            + "    --target 24 --target-date 2030-12-31",
        "indicators update Wachttijd --programme WDW-26 --target 22.5",
    ]
}

/// The figures of one indicator.
enum Measurements: Resource {
    static let command = "measurements"
    static let singular = "measurement"
    static let dutch = "meting"
    static let abstract = "The figures of an indicator; another person approves each."
    static let parent: (any Resource.Type)? = Indicators.self
    static let columns = ["measuredDate", "value", "status", "final", "enteredBy", "approvedBy", "id"]
    static let examples = [
        "measurements list ITMDM-26 --indicator eenzaam --sort -measuredDate",
        "measurements list ITMDM-26 --indicator eenzaam --status draft",
        "measurements show ID --programme ITMDM-26 --indicator eenzaam",
        "measurements create --programme ITMDM-26 --indicator eenzaam \\\n"
            + "    --value 12.4 --measured-date 2026-06-30",
        "measurements update ID --programme ITMDM-26 --indicator eenzaam \\\n    --value 12.3",
        "measurements transition ID --programme ITMDM-26 \\\n"
            + "    --indicator eenzaam --to approved",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<MeasurementTransition>.self]
    }
}

/// The step to approved.
enum MeasurementTransition: Action {
    typealias Owner = Measurements
    static let command = "transition"
    static let abstract = "Approve a measurement that another person entered."
    static let method = "POST"
    static let suffix = "/transitions"
}
