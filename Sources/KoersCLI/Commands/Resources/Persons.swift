import ArgumentParser

/// The people who act.
enum Persons: Resource {
    static let command = "persons"
    static let singular = "person"
    static let dutch = "persoon"
    static let handle = Handle.name("displayName")
    static let references: Set = [
        "politicalSponsorId", "officialSponsorId", "representativeId", "givenById", "enteredById", "approvedById",
        "actorId", "deputyPersonId", "pledgedById", "confirmedById",
        "signalledById", "reviewedById", "mandataryPersonId", "proposedById", "takenById",
        "assessorId", "participantIds",
    ]
    static let abstract = "The people who act."
    static let columns = ["displayName", "function", "active", "id"]
    static let examples = [
        "persons list --search wethouder",
        "persons show griffier",
        "persons update griffier --contract-hours-per-week 32",
        "persons create --display-name Griffier --function griffier \\\n    --contract-hours-per-week 36",
        "persons workload programmamanager",
    ]
    static var subcommands: [any ParsableCommand.Type] { listShowCreateUpdate + [ActionCommand<Workload>.self] }
}
