import ArgumentParser

/// The work of a programme, and the goals that it serves.
enum Efforts: Resource {
    static let command = "efforts"
    static let singular = "effort"
    static let dutch = "inspanning"
    static let abstract = "The work of a programme, and the goals that it serves."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["name", "kind", "status", "influence", "team", "startDate", "endDate", "id"]
    static let handle = Handle.name("name")
    static let references: Set = ["effortIds"]
    static let examples = [
        "efforts list ITMDM-26 --status active --goal 'betekenisvol contact'",
        "efforts list ITMDM-26 --kind statutory_task,local_scheme",
        "efforts show buurtkamers --programme ITMDM-26",
        "efforts create --programme ITMDM-26 --name Buurtkamers --kind project \\\n"
            + "    --influence shared --team Welzijn \\\n"
            + "    --contributions '{\"goalId\": \"ID\", \"weight\": \"primary\"}'",
        "efforts update buurtkamers --programme ITMDM-26 --influence own",
        "efforts purpose Buurtkamers --programme ITMDM-26",
        "efforts priorities ITMDM-26",
        "efforts priorities ITMDM-26 -o csv",
        "efforts transition buurtkamers --programme ITMDM-26 --to active",
        "efforts transition schoolzwemmen --programme ITMDM-26 \\\n"
            + "    --to stopped --motivation 'Geen doel'",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [
            ChangingActionCommand<EffortTransition>.self, ActionCommand<Purpose>.self, ActionCommand<Priorities>.self,
        ]
    }
}

/// The step to active, completed or stopped.
enum EffortTransition: Action {
    typealias Owner = Efforts
    static let command = "transition"
    static let abstract = "Activate an effort, complete it or stop it."
    static let method = "POST"
    static let suffix = "/transitions"
}
