/// What roles ask of people.
enum Competences: Resource {
    static let command = "competences"
    static let singular = "competence"
    static let dutch = "competentie"
    static let handle = Handle.name("code")
    static let abstract = "What roles ask of people."
    static let columns = ["code", "name", "id"]
    static let examples = [
        "competences list",
        "competences show flexibility",
        "competences create --code flexibility --name Flexibiliteit",
        "competences update flexibility --description 'Past zich aan'",
    ]
}
