import ArgumentParser
import Contract

/// `koers programmes list`: rows, filtered and sorted as the contract allows.
struct ListCommand<R: Resource>: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: R.isListOnly ? R.command : "list",
                abstract: R.isListOnly ? R.abstract : "List \(R.command), filtered and sorted.",
                usage: usageText(
                    ["koers \(R.command)\(R.isListOnly ? "" : " list")"] + R.outerOptions
                        + ["[--filter <value> …]", "[options]"]
                ),
                discussion: helpText([
                    R.exampleText(R.isListOnly ? nil : "list"), FieldHelp.rendered(fields, title: "FILTERS"),
                    FieldHelp.paragraph("SORT BY", sortable.joined(separator: ", ")),
                ])
            )
        }
    }

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Members to sort by; - turns the order round: -createdAt,name.", valueName: "members")
    )
    var sort: String?

    @Flag(help: "Everything, page after page.")
    var all = false

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ["--sort", "--all"] + CommonOptions.flags
        )
        let endpoint = try Catalogue.current.endpoint("GET", R.placed(R.path, by: arguments, takesWord: true))
        var values = arguments.values
        if let sort { values["sort"] = .string(sort) }
        if all, values["limit"] == nil, endpoint.fields(in: .query).contains(where: { $0.name == "limit" }) {
            values["limit"] = 500
        }
        let session = try Session(common)
        let location = try await R.whereabouts(
            arguments.positionals,
            on: endpoint,
            values: values,
            session: session
        )
        values = try await Endpoint.resolved(values, of: endpoint.fields(in: .query), within: location, session)
            .merging(location)
        let columns = values["fields"]?.array.map { $0.compactMap(\.string) } ?? R.columns
        guard all else { return try await session.show(endpoint, values, columns: columns) }
        let rows = try await session.rows(try session.request(endpoint, values))
        try session.printer.rows(rows, columns: columns, json: (["results": .array(rows)] as JSON).bytes)
    }

    static var members: [String: [String]] { ["--sort": sortable.flatMap { [$0, "-" + $0] }] }

    private static var sortable: [String] {
        let field = Catalogue.current["GET", R.path]?.fields(in: .query).first { $0.name == "sort" }
        return (field?.allowed ?? []).filter { !$0.hasPrefix("-") }
    }

    static var named: (any Resource.Type)? { R.outermost }

    static var fields: [Field] {
        let endpoint = Catalogue.current["GET", R.path]
        return R.outerFields(endpoint)
            + (endpoint?.fields(in: .query).filter { $0.name != "sort" && $0.name != "cursor" } ?? [])
    }
}
