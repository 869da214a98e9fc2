/// The organisations that the municipality works with.
enum Partners: Resource {
    static let command = "partners"
    static let singular = "partner"
    static let abstract = "The organisations that the municipality works with."
    static let columns = ["name", "kind", "kvkNumber", "active", "id"]
    static let examples = [
        "partners list --kind welfare",
        "partners create --name 'De Spil' --kind youth_work",
    ]
}
