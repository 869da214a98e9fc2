import ArgumentParser

/// A kind of thing that Koers keeps, as the command line shows it. Everything else comes from the contract.
///
/// A new one is a file in `Commands/Resources` and a line in ``Koers``.
protocol Resource: Sendable {
    /// The word on the command line, and what help calls one of them.
    static var command: String { get }
    static var singular: String { get }
    static var abstract: String { get }
    /// The collection, or the thing itself when there is one, from after `/v1`; captures are written `{}`.
    static var path: String { get }
    /// The members that a table shows.
    static var columns: [String] { get }
    /// The filter by which a thing is found besides its id.
    static var shortName: String? { get }
    /// What follows `koers` in the examples of help.
    static var examples: [String] { get }
    static var subcommands: [any ParsableCommand.Type] { get }
}

extension Resource {
    static var path: String { "/" + command }
    static var shortName: String? { nil }
    static var examples: [String] { [] }

    static var subcommands: [any ParsableCommand.Type] { listShowCreateUpdate }

    static var listShowCreateUpdate: [any ParsableCommand.Type] {
        [ListCommand<Self>.self, ShowCommand<Self>.self, CreateCommand<Self>.self, UpdateCommand<Self>.self]
    }

    /// Whether there is exactly one, which has no id and no list.
    static var isSingle: Bool { Catalogue.current["GET", itemPath] == nil }
    /// Whether its list is the whole command, without subcommands.
    static var isListOnly: Bool { subcommands.isEmpty }
    static var itemPath: String { path + "/{}" }
    static var address: String { isSingle ? path : itemPath }
    static var identifier: String { shortName.map { "ID|\($0.uppercased())" } ?? "ID" }

    static func exampleText(_ verb: String? = nil) -> String {
        let chosen = examples.filter { example in verb.map { example.hasPrefix("\(command) \($0)") } ?? true }
        guard !chosen.isEmpty else { return "" }
        return "Examples:\n" + chosen.map { "  koers \($0)" }.joined(separator: "\n")
    }
}

/// A resource with its subcommands: `koers programmes …`.
struct ResourceCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: R.command,
            abstract: R.abstract,
            discussion: R.exampleText(),
            subcommands: R.subcommands
        )
    }
}
