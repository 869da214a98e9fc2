import ArgumentParser
import Contract

/// `koers programmes list`: rows, filtered and sorted as the contract allows.
struct ListCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: R.isListOnly ? R.command : "list",
            abstract: R.isListOnly ? R.abstract : "List \(R.command), filtered and sorted.",
            usage: "koers \(R.command)\(R.isListOnly ? "" : " list") [--filter <value> …] [options]",
            discussion: helpText([
                R.exampleText(R.isListOnly ? nil : "list"), FieldHelp.rendered(fields, title: "FILTERS"),
                FieldHelp.paragraph("SORT BY", sortable.joined(separator: ", ")),
            ])
        )
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
        let endpoint = try Catalogue.current.endpoint("GET", R.path)
        let arguments = try FieldArguments(
            words: words,
            fields: Self.fields,
            otherFlags: ["--sort", "--all"] + CommonOptions.flags
        )
        guard arguments.positionals.isEmpty else { throw unexpected(arguments.positionals) }
        var values = arguments.values
        if let sort { values["sort"] = .string(sort) }
        if all, values["limit"] == nil, endpoint.fields(in: .query).contains(where: { $0.name == "limit" }) {
            values["limit"] = 500
        }
        let session = try Session(common)
        let columns = values["fields"]?.array.map { $0.compactMap(\.string) } ?? R.columns
        let request = try endpoint.request(values)
        guard all else { return try await session.show(request, columns: columns) }
        try await showAll(request, session, columns)
    }

    private func showAll(_ first: Request, _ session: Session, _ columns: [String]) async throws {
        var rows: [JSON] = []
        var request = first
        var followed: Set<String> = []
        while true {
            let page = try session.json(try await session.client.send(request))
            rows += page["results"]?.array ?? page.array ?? []
            guard let next = page["next"]?.string else { break }
            guard followed.insert(next).inserted else { throw Failure(session.words.pagesInACircle + "\n", .server) }
            request = request.page(at: next)
        }
        try session.printer.rows(rows, columns: columns, json: (["results": .array(rows)] as JSON).bytes)
    }

    private static var sortable: [String] {
        let field = Catalogue.current["GET", R.path]?.fields(in: .query).first { $0.name == "sort" }
        return (field?.allowed ?? []).filter { !$0.hasPrefix("-") }
    }

    private static var fields: [Field] {
        let endpoint = Catalogue.current["GET", R.path]
        return (endpoint?.fields(in: .path) ?? [])
            + (endpoint?.fields(in: .query).filter { $0.name != "sort" && $0.name != "cursor" } ?? [])
    }
}
