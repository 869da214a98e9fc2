import ArgumentParser
import Contract

/// `koers programmes show ID`: one thing with everything that is known of it.
struct ShowCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: "Show \(R.isSingle ? "the" : "one") \(R.singular).",
            usage: "koers \(R.command) show \(R.isSingle ? "" : R.identifier + " ")[options]",
            discussion: helpText([R.exampleText("show"), FieldHelp.rendered(fields, title: "WHAT TO SHOW")])
        )
    }

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint("GET", R.address)
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let session = try Session(common)
        let values = try await R.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        try await session.show(try endpoint.request(values))
    }

    private static var fields: [Field] {
        let endpoint = Catalogue.current["GET", R.address]
        return R.outerFields(endpoint) + (endpoint?.fields(in: .query) ?? [])
    }
}
