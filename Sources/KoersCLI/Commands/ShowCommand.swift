import ArgumentParser
import Contract

/// `koers programmes show ID`: one thing with everything that is known of it.
struct ShowCommand<R: Resource>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "show",
                abstract: "Show \(R.isSingle ? "the" : "one") \(R.singular).",
                usage: usageText(["koers \(R.command) show", word] + R.outerOptions + ["[options]"]),
                discussion: helpText([R.exampleText("show"), FieldHelp.rendered(fields, title: "WHAT TO SHOW")])
            )
        }
    }

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let endpoint = try Catalogue.current.endpoint("GET", R.placed(R.address, by: arguments))
        let session = try Session(common)
        let location = try await R.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session,
            usesStandard: true
        )
        try await session.show(endpoint, arguments.values.merging(location))
    }

    private static var word: String {
        guard !R.isSingle else { return "" }
        return R.standard == nil ? R.identifier : "[\(R.identifier)]"
    }

    static var named: (any Resource.Type)? { R.isSingle ? nil : R.self }

    static var fields: [Field] {
        let endpoint = Catalogue.current["GET", R.address]
        return R.outerFields(endpoint) + (endpoint?.fields(in: .query) ?? [])
    }
}
