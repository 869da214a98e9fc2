import ArgumentParser

/// The caller's own organisation: there is one.
enum Organisation: Resource {
    static let command = "organisation"
    static let singular = "organisation"
    static let dutch = "organisatie"
    static let abstract = "Your organisation and its settings."
    static let columns: [String] = []
    static let examples = [
        "organisation show",
        "organisation update --settings '{\"vacancyWorkingDays\": 15}'",
    ]
    static var subcommands: [any ParsableCommand.Type] { [ShowCommand<Self>.self, UpdateCommand<Self>.self] }
}
