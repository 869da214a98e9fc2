/// The teams that pledge hours.
enum Teams: Resource {
    static let command = "teams"
    static let singular = "team"
    static let dutch = "team"
    static let handle = Handle.name("name")
    static let abstract = "The teams that pledge hours."
    static let columns = ["name", "policyField", "id"]
    static let examples = [
        "teams list",
        "teams show Welzijn",
        "teams create --name Welzijn --policy-field welzijn",
        "teams update Welzijn --policy-field 'welzijn en zorg'",
    ]
}
