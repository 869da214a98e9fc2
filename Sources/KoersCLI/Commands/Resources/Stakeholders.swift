import ArgumentParser

/// Who must carry the vision of a programme.
enum Stakeholders: Resource {
    static let command = "stakeholders"
    static let singular = "stakeholder"
    static let dutch = "belanghebbende"
    static let abstract = "Who must carry the vision of a programme."
    static let parent: (any Resource.Type)? = Programmes.self
    static let columns = ["name", "category", "required", "representative", "endedAt", "id"]
    static let handle = Handle.name("name")
    static let examples = [
        "stakeholders list ITMDM-26",
        "stakeholders list ITMDM-26 --category social_partner --required",
        "stakeholders show Oeverwijs --programme ITMDM-26",
        "stakeholders create --programme WDW-26 --name Huurdersraad \\\n"
            + "    --category residents --representative partnermanager",
        "stakeholders update Oeverwijs --programme ITMDM-26 \\\n    --representative griffier",
        "stakeholders remove Oeverwijs --programme ITMDM-26 \\\n    --motivation 'Gefuseerd'",
        "stakeholders confirm-removal Oeverwijs --programme ITMDM-26",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate
            + [ChangingActionCommand<StakeholderRemoval>.self, ChangingActionCommand<RemovalConfirmation>.self]
    }
}

/// The political sponsor's wish that a stakeholder goes.
enum StakeholderRemoval: Action {
    typealias Owner = Stakeholders
    static let command = "remove"
    static let abstract = "Ask for a stakeholder to be removed; a second person confirms it."
    static let method = "POST"
    static let suffix = "/removal"
}

/// The second person's word, by which a stakeholder goes.
enum RemovalConfirmation: Action {
    typealias Owner = Stakeholders
    static let command = "confirm-removal"
    static let abstract = "Confirm, as a second person, that a stakeholder is removed."
    static let method = "POST"
    static let suffix = "/removal/confirmation"
}
