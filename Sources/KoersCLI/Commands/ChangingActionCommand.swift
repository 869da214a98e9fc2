import ArgumentParser
import Contract

/// `koers programmes transition ID --to formation`: an action that changes something.
struct ChangingActionCommand<A: Action>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: A.command,
            abstract: A.abstract,
            usage: "koers \(A.Owner.command) \(A.command) \(A.Owner.identifier) [options]",
            discussion: helpText([A.Owner.exampleText(A.command), FieldHelp.rendered(fields, title: "FIELDS")])
        )
    }

    @Option(help: ArgumentHelp("Only when this is still its ETag.", valueName: "etag"))
    var ifMatch: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var body: BodyOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint(A.method, Self.path)
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ["--if-match"] + ChangeOptions.flags + BodyOptions.flags + CommonOptions.flags
        )
        let members = try body.body(arguments.values(of: endpoint.body))
        try endpoint.requireMembers(of: members)
        let session = try Session(common)
        let location = try await A.Owner.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values(of: endpoint.fields(in: .path)),
            session: session
        )
        var request = try endpoint.request(location, body: .object(members)).asCommand(change)
        if let ifMatch { request.headers.append(.init("If-Match", EntityTag.quoted(ifMatch))) }
        try await session.show(request)
    }

    private static var path: String { A.Owner.address + A.suffix }

    private static var fields: [Field] {
        let endpoint = Catalogue.current[A.method, path]
        return A.Owner.outerFields(endpoint) + (endpoint?.body ?? [])
    }
}
