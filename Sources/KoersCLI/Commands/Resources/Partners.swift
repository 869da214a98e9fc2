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
    ]
}
