import ArgumentParser

/// The dated stances of stakeholders on one vision, of which the latest counts.
enum Endorsements: Resource {
    static let command = "endorsements"
    static let singular = "endorsement"
    static let dutch = "steunuiting"
    static let abstract = "The stances that stakeholders took on a vision, one after another."
    static let parent: (any Resource.Type)? = Visions.self
    static let columns = ["givenAt", "stakeholder", "stance", "note", "givenBy", "id"]
    static let creation: Creation? = Creation(
        command: "endorse",
        abstract: "Record the stance of a stakeholder on a vision."
    )
    static let examples = [
        "endorsements list ITMDM-26",
        "endorsements list ITMDM-26 --vision 1 --stance reservation,refused",
        "endorsements list ITMDM-26 --stakeholder Oeverwijs --sort -givenAt",
        "endorsements show ID --programme ITMDM-26",
        "endorse --programme ITMDM-26 --stakeholder Oeverwijs --stance endorsed",
        "endorse --programme WDW-26 --vision 1 --stakeholder Waterpoort \\\n"
            + "    --stance reservation --note 'De wachtlijst ontbreekt.'",
    ]
    static var subcommands: [any ParsableCommand.Type] { [ListCommand<Self>.self, ShowCommand<Self>.self] }
}
