import ArgumentParser

/// Who is proposed for a role, holds it or held it.
enum RoleAssignments: Resource {
    static let command = "assignments"
    static let singular = "assignment"
    static let dutch = "roltoewijzing"
    static let abstract = "Who is proposed for a role, holds it or held it."
    static let parent: (any Resource.Type)? = Programmes.self
    static let topPath: String? = "/assignments"
    static let columns = ["role", "person", "status", "hoursPerWeek", "fromDate", "untilDate", "id"]
    static let examples = [
        "assignments list ITMDM-26 --status active",
        "assignments list --person gemeentesecretaris",
        "assignments show ID --programme ITMDM-26",
        "assignments create --programme ITMDM-26 --role Programmamanager \\\n"
            + "    --person programmamanager --hours-per-week 32 --from-date 2026-01-01",
        "assignments update ID --programme ITMDM-26 --hours-per-week 28",
        "assignments transition ID --programme ITMDM-26 --to assessed \\\n"
            + "    --assessment '{\"scores\": []}'",
        "assignments transition ID --programme ITMDM-26 --to active",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<AssignmentTransition>.self]
    }
}

/// The step to assessed, active or ended.
enum AssignmentTransition: Action {
    typealias Owner = RoleAssignments
    static let command = "transition"
    static let abstract = "Assess a candidate, let an assignment begin, or end it."
    static let method = "POST"
    static let suffix = "/transitions"
}
