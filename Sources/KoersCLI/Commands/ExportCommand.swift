import ArgumentParser

/// `koers journal export`: everything that the filters let through, as it comes.
struct ExportCommand<R: Resource>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "export",
                abstract: "Everything, however much, one JSON object a line.",
                usage: usageText(["koers \(R.command) export", "[--filter <value> …]", "[options]"]),
                discussion: helpText([
                    R.exampleText("export"),
                    """
                    Lines are written while they arrive, whatever -o says. An exit code
                    other than 0 means that they are not all there.
                    """,
                    FieldHelp.rendered(fields, title: "FILTERS"),
                ])
            )
        }
    }

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint("GET", Self.path)
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let session = try Session(common)
        let location = try await R.whereabouts(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        let values = try await Endpoint.resolved(
            arguments.values,
            of: endpoint.fields(in: .query),
            within: location,
            session
        )
        try await session.show(try endpoint.request(values.merging(location)))
    }

    private static var path: String { R.path + "/_export" }

    static var named: (any Resource.Type)? { R.outermost }

    static var fields: [Field] {
        let endpoint = Catalogue.current["GET", path]
        return R.outerFields(endpoint) + (endpoint?.fields(in: .query) ?? [])
    }
}
