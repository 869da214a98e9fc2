/// The people who act.
enum Persons: Resource {
    static let command = "persons"
    static let singular = "person"
    static let abstract = "The people who act."
    static let columns = ["displayName", "function", "active", "id"]
    static let examples = [
        "persons list --search wethouder",
        "persons create --display-name Griffier --function griffier --contract-hours-per-week 36",
    ]
}
