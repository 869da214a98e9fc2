import ArgumentParser
import Contract

/// `koers mandates tree`: the register as mandates hang under each other.
struct MandateTreeCommand: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "tree",
                abstract: "The mandates under each other, from the body down.",
                usage: "koers mandates tree [--filter <value> …] [options]",
                discussion: helpText([
                    Mandates.exampleText("tree"),
                    "A mandate whose parent is filtered away stands under its body.",
                    FieldHelp.rendered(fields, title: "FILTERS"),
                ])
            )
        }
    }

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint("GET", Mandates.path)
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let session = try Session(common)
        let location = try await Mandates.whereabouts(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        var values = try await Endpoint.resolved(arguments.values, of: Self.fields, within: location, session)
        values["sort"] = "fromDate"
        values["limit"] = 500
        let rows = try await session.rows(try session.request(endpoint, values))
        let json = (["results": .array(rows)] as JSON).bytes
        switch session.printer.format {
        case .json: try session.printer.json(json)
        case .csv: try session.printer.rows(rows, columns: Mandates.columns, json: json)
        case .table: try Console.current.write(MandateTree(mandates: rows).rendered(on: session.printer.page))
        }
    }

    static var named: (any Resource.Type)? { nil }

    static var fields: [Field] {
        (Catalogue.current["GET", Mandates.path]?.fields(in: .query) ?? [])
            .filter { !["sort", "limit", "cursor", "fields", "expand", "totalCount"].contains($0.name) }
    }
}
