import ArgumentParser

/// Where a partner stood, one assessment after another.
enum Positions: Resource {
    static let command = "positions"
    static let singular = "position"
    static let dutch = "positie"
    static let abstract = "How much a partner influences our goals and how much we depend on it, over time."
    static let parent: (any Resource.Type)? = PartnerRelations.self
    static let columns = ["assessedDate", "influence", "dependence", "alternativeIfLost", "assessor", "id"]
    static let examples = [
        "positions list ITMDM-26 --partner-relation recept --sort -assessedDate",
        "positions show ID --programme ITMDM-26 --partner-relation recept",
        "positions create --programme ITMDM-26 --partner-relation recept \\\n"
            + "    --influence 72 --dependence 64 \\\n"
            + "    --rationale 'Draagt vier effecten' \\\n"
            + "    --alternative-if-lost 'De Spil neemt er twee over'",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        [ListCommand<Self>.self, ShowCommand<Self>.self, CreateCommand<Self>.self]
    }
}

/// Where the relation with a partner should go.
enum Directions: Resource {
    static let command = "directions"
    static let singular = "direction"
    static let dutch = "ontwikkelrichting"
    static let abstract = "Where the relation with a partner should go."
    static let parent: (any Resource.Type)? = PartnerRelations.self
    static let columns = ["vertical", "horizontal", "status", "reassess", "rationale", "id"]
    static let references: Set = ["directionId"]
    static let examples = [
        "directions list ITMDM-26 --partner-relation recept --reassess",
        "directions show ID --programme ITMDM-26 --partner-relation recept",
        "directions create --programme ITMDM-26 --partner-relation recept \\\n"
            + "    --vertical none --horizontal right --rationale Onmisbaar \\\n"
            + "    --participant-ids partnermanager,programmamanager",
        "directions update ID --programme ITMDM-26 \\\n"
            + "    --partner-relation recept --rationale 'Onmisbaar in de wijk'",
        "directions transition ID --programme ITMDM-26 \\\n"
            + "    --partner-relation recept --to agreed",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<DirectionTransition>.self]
    }
}

/// The step to agreed, in_progress, achieved or abandoned.
enum DirectionTransition: Action {
    typealias Owner = Directions
    static let command = "transition"
    static let abstract = "Agree on a direction, work on it, achieve or abandon it."
    static let method = "POST"
    static let suffix = "/transitions"
}

/// What is done to take a relation in its direction.
enum PartnerActions: Resource {
    static let command = "actions"
    static let singular = "action"
    static let dutch = "actie"
    static let abstract = "What is done to take a relation in its direction."
    static let parent: (any Resource.Type)? = PartnerRelations.self
    static let columns = ["description", "ownerRole", "dueDate", "status", "id"]
    static let examples = [
        "actions list ITMDM-26 --partner-relation recept --status open",
        "actions show ID --programme ITMDM-26 --partner-relation recept",
        "actions create --programme ITMDM-26 --partner-relation recept \\\n"
            + "    --direction ID --owner-role Partnermanager \\\n"
            + "    --due-date 2027-01-31 --description 'Overeenkomst opstellen'",
        "actions update ID --programme ITMDM-26 --partner-relation recept \\\n"
            + "    --due-date 2027-02-28",
        "actions transition ID --programme ITMDM-26 \\\n"
            + "    --partner-relation recept --to done",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [ChangingActionCommand<PartnerActionTransition>.self]
    }
}

/// The step to done or cancelled.
enum PartnerActionTransition: Action {
    typealias Owner = PartnerActions
    static let command = "transition"
    static let abstract = "Say that an action is done, or cancelled."
    static let method = "POST"
    static let suffix = "/transitions"
}
