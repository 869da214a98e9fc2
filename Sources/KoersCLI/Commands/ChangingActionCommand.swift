import ArgumentParser
import Contract

/// `koers programmes transition ID --to formation`: an action that changes something.
struct ChangingActionCommand<A: Action>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: A.command,
                abstract: A.abstract,
                usage: usageText(
                    ["koers \(A.Owner.command) \(A.command) \(A.Owner.identifier)"] + A.Owner.outerOptions
                        + FieldHelp.required(endpoint?.body ?? []) + ["[options]"]
                ),
                discussion: helpText([A.Owner.exampleText(A.command), FieldHelp.rendered(fields, title: "FIELDS")])
            )
        }
    }

    @Option(help: ArgumentHelp("Only when this is still its ETag.", valueName: "etag"))
    var ifMatch: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var body: BodyOptions
    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ["--if-match"] + ChangeOptions.flags + BodyOptions.flags + CommonOptions.flags
        )
        let endpoint = try Catalogue.current.endpoint(A.method, A.Owner.placed(Self.path, by: arguments))
        let members = try body.body(arguments.values(of: endpoint.body))
        try endpoint.requireMembers(of: members)
        let session = try Session(common)
        let location = try await A.Owner.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values(of: endpoint.fields(in: .path)),
            session: session
        )
        let body = try await Endpoint.resolved(members, of: endpoint.body, within: location, session)
        var request = try endpoint.request(location, body: .object(body)).asCommand(change)
        if let ifMatch { request.headers.append(.init("If-Match", EntityTag.quoted(ifMatch))) }
        try await session.show(request)
    }

    private static var path: String { A.Owner.address + A.suffix }

    private static var endpoint: Endpoint? { Catalogue.current[A.method, path] }

    static var named: (any Resource.Type)? { A.Owner.self }

    static var fields: [Field] {
        A.Owner.outerFields(endpoint) + (endpoint?.body ?? [])
    }
}
