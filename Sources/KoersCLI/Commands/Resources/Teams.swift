/// The teams that pledge hours.
enum Teams: Resource {
    static let command = "teams"
    static let singular = "team"
    static let abstract = "The teams that pledge hours."
    static let columns = ["name", "policyField", "id"]
    static let examples = ["teams list", "teams create --name Welzijn --policy-field welzijn"]
}
