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
}

/// `koers programmes readiness ID --to formation`: an action that only asks, its options taken from the contract.
struct ActionCommand<A: Action>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: A.command,
                abstract: A.abstract,
                usage: usageText(
                    ["koers \(A.Owner.command) \(A.command) \(A.Owner.identifier)"] + A.Owner.outerOptions
                        + FieldHelp.required(endpoint?.fields(in: .query) ?? []) + ["[options]"]
                ),
                discussion: helpText([A.Owner.exampleText(A.command), FieldHelp.rendered(fields, title: "FIELDS")])
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
        try await session.show(try endpoint.request(arguments.values.merging(location), as: document))
    }

    private static var path: String { A.Owner.address + A.suffix }

    private static var endpoint: Endpoint? { Catalogue.current[A.method, path] }

    static var named: (any Resource.Type)? { A.Owner.self }

    static var fields: [Field] {
        A.Owner.outerFields(endpoint) + (endpoint?.fields(in: .query) ?? [])
    }
}
