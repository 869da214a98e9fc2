import ArgumentParser
import Contract

/// A kind of thing that Koers keeps, as the command line shows it. Everything else comes from the contract.
///
/// A new one is a file in `Commands/Resources` and a line in ``Resources``.
protocol Resource: Sendable {
    /// The word on the command line, and what help calls one of them.
    static var command: String { get }
    static var singular: String { get }
    /// What a message calls one of them in Dutch, with its article.
    static var dutch: String { get }
    static var abstract: String { get }
    /// The collection, or the thing itself when there is one, from after `/v1`; captures are written `{}`.
    static var path: String { get }
    /// What its collection lies under, if anything.
    static var parent: (any Resource.Type)? { get }
    /// The collection of those that lie directly under the organisation, from after `/v1`, where it may also lie under
    /// its parent.
    static var topPath: String? { get }
    /// The members that a table shows. A name without `Id` stands for the name of what that member refers to.
    static var columns: [String] { get }
    /// How people name one, besides by its id.
    static var handle: Handle { get }
    /// Whether codes, where it has them, are in capitals.
    static var codesAreCapitals: Bool { get }
    /// The members and parameters, besides the path's own, that hold the id of one; `mandates.parentId` only where the
    /// path begins so.
    static var references: Set<String> { get }
    /// The one that is meant where none is named; `nil` when one has to be named.
    static var standard: Standard? { get }
    /// The word that makes a new one, where that is a command by itself.
    static var creation: Creation? { get }
    /// What follows `koers` in the examples of help.
    static var examples: [String] { get }
    static var subcommands: [any ParsableCommand.Type] { get }
    /// The one that is meant where none is named, if any.
    static var standardSubcommand: (any ParsableCommand.Type)? { get }
}

/// Which of a kind is meant where none is named.
struct Standard: Sendable {
    /// As help says it.
    var description: String
    var choice: @Sendable ([JSON]) -> JSON?
}

/// A command by itself that makes a new thing.
struct Creation: Sendable {
    var command: String
    var abstract: String
}

/// What people call a thing by.
enum Handle: Hashable, Sendable {
    case none
    /// A filter of the list that finds exactly one.
    case key(String)
    /// The member that holds its name; a part of the name will do when it is the only one.
    case name(String)

    fileprivate var placeholder: String? {
        switch self {
        case .none: nil
        case .key(let filter): filter
        case .name: "name"
        }
    }
}

extension Resource {
    static var path: String { (parent.map { $0.itemPath } ?? "") + "/" + command }
    static var parent: (any Resource.Type)? { nil }
    static var topPath: String? { nil }
    static var handle: Handle { .none }
    static var codesAreCapitals: Bool { true }
    static var references: Set<String> { [] }
    static var standard: Standard? { nil }
    static var creation: Creation? { nil }
    static var examples: [String] { [] }

    static var subcommands: [any ParsableCommand.Type] { listShowCreateUpdate }
    static var standardSubcommand: (any ParsableCommand.Type)? { nil }

    static var listShowCreateUpdate: [any ParsableCommand.Type] {
        [ListCommand<Self>.self, ShowCommand<Self>.self, CreateCommand<Self>.self, UpdateCommand<Self>.self]
    }

    static var commandType: any ParsableCommand.Type { ResourceCommand<Self>.self }

    /// What it lies under and itself, from the outside in: one for each capture of its path.
    static var lineage: [any Resource.Type] { (parent?.lineage ?? []) + [Self.self] }
    /// Whether there is exactly one, which has no id and no list.
    static var isSingle: Bool { Catalogue.current["GET", itemPath] == nil }
    /// Whether its list is the whole command, without subcommands.
    static var isListOnly: Bool { subcommands.isEmpty }
    static var itemPath: String { path + "/{}" }
    static var address: String { isSingle ? path : itemPath }
    /// One of them, as help says it: "a programme", "an assignment".
    static var one: String { (singular.first.map("aeiou".contains) ?? false ? "an " : "a ") + singular }
    /// The parameter of a path that names one: `programmeId`.
    static var parameter: String {
        let words = singular.split(separator: " ")
        return words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() } + "Id"
    }
    /// The option that names one: `--programme`, `--budget-line`.
    static var option: String { "--" + Field.kebab(String(parameter.dropLast("Id".count))) }
    /// What names one, as an option's value: `id|code`.
    static var placeholder: String { (["id"] + [handle.placeholder].compactMap(\.self)).joined(separator: "|") }
    /// The same as a word of its own in a usage line: `ID|CODE`.
    static var identifier: String { placeholder.uppercased() }
    /// The options that say where one lies, for a usage line: `--programme <id|code>`.
    static var outerOptions: [String] {
        lineage.dropLast().filter { $0.standard == nil }.map { outer in
            let option = "\(outer.option) <\(outer.placeholder)>"
            return topPath == nil ? option : "[\(option)]"
        }
    }

    static func exampleText(_ verb: String? = nil) -> String {
        let word = verb == creation?.command ? verb : verb.map { "\(command) \($0)" }
        let chosen = examples.filter { example in word.map { example == $0 || example.hasPrefix($0 + " ") } ?? true }
        guard !chosen.isEmpty else { return "" }
        return "Examples:\n" + chosen.map { "  koers \($0)" }.joined(separator: "\n")
    }
}

/// A resource with its subcommands: `koers programmes …`.
struct ResourceCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: R.command,
                abstract: R.abstract,
                discussion: R.exampleText(),
                subcommands: R.subcommands,
                defaultSubcommand: R.standardSubcommand
            )
        }
    }
}
