import ArgumentParser
import Contract

/// `koers programmes update ID --name …`: some fields changed, the others left.
///
/// The entity tag is read first and sent along, so that a change of someone else in between is refused, not lost.
struct UpdateCommand<R: Resource>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "update",
                abstract: "Change fields of \(R.isSingle ? "the \(R.singular)" : R.one).",
                usage: usageText(
                    ["koers \(R.command) update", R.isSingle ? "" : R.identifier] + R.outerOptions
                        + ["--field <value> …", "[options]"]
                ),
                discussion: helpText([
                    R.exampleText("update"),
                    FieldHelp.rendered(fields, title: "FIELDS (lists: repeat the option or separate by commas)"),
                ])
            )
        }
    }

    @Option(help: ArgumentHelp("Empty a field; repeat for more.", valueName: "field"))
    var setNull: [String] = []

    @Option(
        help: ArgumentHelp("Only when this is still its ETag (default: the one read just before).", valueName: "etag")
    )
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
            otherFlags: ["--set-null", "--if-match"] + ChangeOptions.flags + BodyOptions.flags + CommonOptions.flags
        )
        let address = R.placed(R.address, by: arguments)
        let endpoint = try Catalogue.current.endpoint("PATCH", address)
        var members = try body.body(arguments.values(of: endpoint.body))
        for name in setNull { members[try Self.field(named: name, in: endpoint).name] = .null }
        guard !members.isEmpty else { throw Failure.usage("Nothing to change: give at least one field.\n") }

        let session = try Session(common)
        let location = try await R.locate(
            arguments.positionals,
            on: endpoint,
            values: arguments.values(of: endpoint.fields(in: .path)),
            session: session
        )
        members = try await Endpoint.resolved(members, of: endpoint.body, within: location, session)
        var request = try endpoint.request(location, body: .object(members)).asCommand(change)
        let tag = try await entityTag(address, location, session)
        request.headers.append(.init("If-Match", tag))
        try await session.show(request)
    }

    private func entityTag(_ address: String, _ location: JSON.Object, _ session: Session) async throws -> String {
        if let ifMatch { return EntityTag.quoted(ifMatch) }
        let reading = try Catalogue.current.endpoint("GET", address)
        var values = JSON.Object()
        for capture in reading.captures { values[capture] = location[capture] }
        guard let tag = try await session.client.send(try reading.request(values)).entityTag else {
            throw Failure("The server sent no ETag for this \(R.singular).\n", .server)
        }
        return tag
    }

    private static func field(named name: String, in endpoint: Endpoint) throws(Failure) -> Field {
        let flag = name.hasPrefix("--") ? name : "--" + name
        guard let field = endpoint.body.first(where: { $0.answers(to: flag) }) else {
            throw FieldArguments.unknown(flag, endpoint.body.map(\.flag))
        }
        return field
    }

    static var members: [String: [String]] {
        let emptiable = Catalogue.current["PATCH", R.address]?.body.filter(\.isNullable) ?? []
        return ["--set-null": emptiable.map { String($0.flag.dropFirst(2)) }]
    }

    static var named: (any Resource.Type)? { R.isSingle ? nil : R.self }

    static var fields: [Field] {
        let endpoint = Catalogue.current["PATCH", R.address]
        return R.outerFields(endpoint) + (endpoint?.body ?? [])
    }
}
