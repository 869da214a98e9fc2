import ArgumentParser

/// The organisations that the municipality works with.
enum Partners: Resource {
    static let command = "partners"
    static let singular = "partner"
    static let dutch = "partner"
    static let handle = Handle.name("name")
    static let references: Set = ["predecessorIds"]
    static let abstract = "The organisations that the municipality works with."
    static let columns = ["name", "kind", "kvkNumber", "active", "id"]
    static let examples = [
        "partners list --kind welfare",
        "partners show Buurtkracht",
        "partners create --name 'De Spil' --kind youth_work",
        "partners update 'De Spil' --no-active --reason 'Gefuseerd'",
        "partners matrix ITMDM-26",
        "partners matrix ITMDM-26 --on-date 2026-06-30 --as svg",
        "partners agenda ITMDM-26",
        "partners assess ontmoeting --programme ITMDM-26",
    ]
    static var subcommands: [any ParsableCommand.Type] {
        listShowCreateUpdate + [
            ActionCommand<PartnerMatrix>.self, ActionCommand<PartnerAgenda>.self, PartnerAssessCommand.self,
        ]
    }
}
