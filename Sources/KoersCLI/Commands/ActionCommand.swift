import ArgumentParser
import Contract

/// Something that can be asked of or done with one thing, such as readiness or a transition.
protocol Action: Sendable {
    associatedtype Owner: Resource
    static var command: String { get }
    static var abstract: String { get }
    static var method: String { get }
    /// What follows the path of the thing itself.
    static var suffix: String { get }
    /// The command that it stands under, where that is not the owner's: `goals` for the tree of a programme.
    static var home: any Resource.Type { get }
    /// How the answer is shown as the whole that it is, where that is neither a verdict nor a resource.
    static var portrait: Portrait? { get }
}

extension Action {
    static var home: any Resource.Type { Owner.self }
    static var portrait: Portrait? { nil }
}

/// How people read an answer that is a whole: a tree, a ranking.
struct Portrait: Sendable {
    /// In a terminal.
    var rendered: @Sendable (JSON, _ page: Page) -> String
    /// As rows of CSV.
    var rows: @Sendable (JSON) -> [JSON]
}

/// `koers programmes readiness ID --to formation`: an action that only asks, its options taken from the contract.
struct ActionCommand<A: Action>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: A.command,
                abstract: A.abstract,
                usage: usageText(
                    ["koers \(A.home.command) \(A.command) \(A.Owner.identifier)"] + A.Owner.outerOptions
                        + FieldHelp.required(endpoint?.fields(in: .query) ?? []) + ["[options]"]
                ),
                discussion: helpText([A.home.exampleText(A.command), FieldHelp.rendered(fields, title: "FIELDS")])
            )
        }
    }

    @OptionGroup var common: CommonOptions

    @Option(name: .customLong("as"), help: Endpoint.documentHelp(A.method, path))
    var document: String?

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let endpoint = try Catalogue.current.endpoint(A.method, A.Owner.placed(Self.path, by: arguments))
        let session = try Session(common)
        try endpoint.requireParameters(of: arguments.values)
        let location = try await A.Owner.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        let request = try endpoint.request(arguments.values.merging(location), as: document)
        if document == nil, let portrait = A.portrait {
            try await session.show(request, as: portrait)
        } else {
            try await session.show(request)
        }
    }

    private static var path: String { A.Owner.address + A.suffix }

    private static var endpoint: Endpoint? { Catalogue.current[A.method, path] }

    static var named: (any Resource.Type)? { A.Owner.self }

    static var fields: [Field] {
        A.Owner.outerFields(endpoint) + (endpoint?.fields(in: .query) ?? [])
    }
}
