import ArgumentParser

/// The rulebook that the server applies.
enum Rules: Resource {
    static let command = "rules"
    static let singular = "rule"
    static let dutch = "regel"
    static let abstract = "The rules that the server applies, with their source."
    static let path = "/governance-rules"
    static let columns = ["id", "title", "source"]
    static let examples = ["rules", "rules --wide --language nl"]
    static var subcommands: [any ParsableCommand.Type] { [] }
}
