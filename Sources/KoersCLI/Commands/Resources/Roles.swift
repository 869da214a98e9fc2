import ArgumentParser

/// Positions in a programme, and in the organisation itself.
enum Roles: Resource {
    static let command = "roles"
    static let singular = "role"
    static let dutch = "rol"
    static let abstract = "Positions in a programme, and in the organisation itself."
    static let parent: (any Resource.Type)? = Programmes.self
    static let topPath: String? = "/roles"
    static let handle = Handle.name("name")
    static let references: Set = ["ownerRoleId", "leaderRoleId", "mandataryRoleId"]
    static let columns = ["name", "kind", "critical", "deputyPerson", "id"]
    static let examples = [
        "roles list ITMDM-26",
        "roles list",
        "roles show Programmamanager --programme ITMDM-26",
        "roles create --programme WDW-26 --kind goal_owner --name 'Eigenaar E1'",
        "roles create --kind other --name Gemeentesecretaris",
        "roles update Programmamanager --programme ITMDM-26 --critical",
        "roles occupancy ITMDM-26",
    ]
    static var subcommands: [any ParsableCommand.Type] { listShowCreateUpdate + [ActionCommand<Occupancy>.self] }
}
