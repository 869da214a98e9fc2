import ArgumentParser
import Contract

/// A question about one thing whose answer is a whole that people read as such: a tree, a ranking, a story.
protocol Portrait: Action {
    /// The word of the command that it stands under, where that is not the owner's: `goals` for the tree of a programme.
    static var family: String { get }
    /// How it is shown in a terminal.
    static func rendered(_ value: JSON, on page: Page) -> String
    /// Its rows for CSV.
    static func rows(_ value: JSON) -> [JSON]
    static var examples: [String] { get }
}

extension Portrait {
    static var method: String { "GET" }
}

/// `koers goals tree ITMDM-26`: a portrait in the terminal, as data, or as a document for a file.
struct PortraitCommand<P: Portrait>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: P.command,
                abstract: P.abstract,
                usage: usageText(
                    ["koers \(P.family) \(P.command) <\(P.Owner.placeholder)>"] + P.Owner.outerOptions + ["[options]"]
                ),
                discussion: helpText([
                    "Examples:\n" + P.examples.map { "  koers \($0)" }.joined(separator: "\n"),
                    FieldHelp.rendered(fields, title: "FIELDS"),
                ])
            )
        }
    }

    @OptionGroup var common: CommonOptions

    @Option(name: .customLong("as"), help: Endpoint.documentHelp(P.method, path))
    var document: String?

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint(P.method, Self.path)
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let session = try Session(common)
        let location = try await P.Owner.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        let request = try endpoint.request(arguments.values.merging(location), as: document)
        guard document == nil else { return try await session.show(request) }
        let reply = try await session.client.send(request)
        let value = try session.json(reply)
        switch session.printer.format {
        case .json: try session.printer.json(reply.body)
        case .csv: try session.printer.rows(P.rows(value), columns: [], json: reply.body)
        case .table: try Console.current.write(P.rendered(value, on: session.printer.page))
        }
    }

    private static var path: String { P.Owner.address + P.suffix }

    static var named: (any Resource.Type)? { P.Owner.self }

    static var fields: [Field] {
        let endpoint = Catalogue.current[P.method, path]
        return P.Owner.outerFields(endpoint) + (endpoint?.fields(in: .query) ?? [])
    }
}
