import ArgumentParser

/// Programmes, which can be named by their code.
enum Programmes: Resource {
    static let command = "programmes"
    static let singular = "programme"
    static let dutch = "programma"
    static let abstract = "Programmes, from exploration to closed."
    static let columns = ["code", "name", "phase", "supportStatus", "startDate", "endDate"]
    static let handle = Handle.key("code")
    static let examples = [
        "programmes list --phase execution --sort -createdAt --limit 20",
        "programmes show ITMDM-26 -o json",
        "programmes create --code WDW-26 --name Wonen --challenge 'Een thuis'",
        "programmes update WDW-26 --end-date 2028-12-31 --set-null start-date",
        "programmes readiness WDW-26 --to formation",
        "programmes dashboard ITMDM-26",
        "programmes story ITMDM-26 --as html",
        "programmes transition WDW-26 --to formation --reason 'Besluit B-012'",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate
            + [
                ActionCommand<ProgrammeReadiness>.self, ActionCommand<ProgrammeDashboard>.self,
                ChangingActionCommand<ProgrammeTransition>.self,
                ActionCommand<ProgrammeStory>.self,
            ]
    }
}

/// Every rule of the step to a phase, met or not.
enum ProgrammeReadiness: Action {
    typealias Owner = Programmes
    static let command = "readiness"
    static let abstract = "What every rule says about the step to a phase. Exit code 1 when it is not allowed."
    static let method = "GET"
    static let suffix = "/readiness"
}

/// Why, what for, how far, by whom: the whole story.
enum ProgrammeStory: Action {
    typealias Owner = Programmes
    static let command = "story"
    static let abstract = "The story of a programme, as Markdown or as a page."
    static let method = "GET"
    static let suffix = "/story"
}

/// The step to a phase.
enum ProgrammeTransition: Action {
    typealias Owner = Programmes
    static let command = "transition"
    static let abstract = "Take the step to a phase."
    static let method = "POST"
    static let suffix = "/transitions"
}
