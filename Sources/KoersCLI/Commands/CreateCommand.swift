import ArgumentParser
import Contract

/// `koers programmes create --name …`: a new thing, with its fields as options.
struct CreateCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create",
            abstract: "Create a \(R.singular).",
            usage: "koers \(R.command) create --field <value> … [options]",
            discussion: helpText([
                R.exampleText("create"),
                FieldHelp.rendered(fields, title: "FIELDS (lists: repeat the option or separate by commas)"),
            ])
        )
    }

    @OptionGroup var change: ChangeOptions
    @OptionGroup var body: BodyOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint("POST", R.path)
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ChangeOptions.flags + BodyOptions.flags + CommonOptions.flags
        )
        guard arguments.positionals.isEmpty else { throw unexpected(arguments.positionals) }
        let members = try body.body(arguments.values(of: endpoint.body))
        try endpoint.requireMembers(of: members)
        let session = try Session(common)
        let request = try endpoint.request(arguments.values(of: endpoint.fields(in: .path)), body: .object(members))
        try await session.show(request.asCommand(change))
    }

    private static var fields: [Field] {
        let endpoint = Catalogue.current["POST", R.path]
        return (endpoint?.fields(in: .path) ?? []) + (endpoint?.body ?? [])
    }
}
