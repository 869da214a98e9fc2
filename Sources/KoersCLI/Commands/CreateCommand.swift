import ArgumentParser
import Contract

/// `koers programmes create --name …`: a new thing, with its fields as options.
struct CreateCommand<R: Resource>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: R.creation?.command ?? "create",
                abstract: R.creation?.abstract ?? "Create \(R.one).",
                usage: usageText(
                    ["koers \(R.creation?.command ?? "\(R.command) create")"] + R.outerOptions
                        + FieldHelp.required(endpoint?.body ?? []) + ["[options]"]
                ),
                discussion: helpText([
                    R.exampleText(R.creation?.command ?? "create"),
                    FieldHelp.rendered(fields, title: "FIELDS (lists: repeat the option or separate by commas)"),
                ])
            )
        }
    }

    @OptionGroup var change: ChangeOptions
    @OptionGroup var body: BodyOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ChangeOptions.flags + BodyOptions.flags + CommonOptions.flags
        )
        let endpoint = try Catalogue.current.endpoint("POST", R.placed(R.path, by: arguments, takesWord: true))
        let members = try body.body(arguments.values(of: endpoint.body))
        try endpoint.requireMembers(of: members)
        let session = try Session(common)
        let location = try await R.whereabouts(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        let body = try await Endpoint.resolved(members, of: endpoint.body, within: location, session)
        try await session.show(try endpoint.request(location, body: .object(body)).asCommand(change))
    }

    private static var endpoint: Endpoint? { Catalogue.current["POST", R.path] }

    static var named: (any Resource.Type)? { R.outermost }

    static var fields: [Field] {
        R.outerFields(endpoint) + (endpoint?.body ?? [])
    }
}
