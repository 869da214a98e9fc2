import ArgumentParser
import Contract

/// `koers support ITMDM-26`: who carries a vision and who does not.
struct SupportCommand: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "support",
                abstract: "Who carries a vision and who does not, at a glance.",
                usage: "koers support <\(Programmes.placeholder)> [--vision <\(Visions.placeholder)>] [options]",
                discussion: helpText([
                    """
                    Examples:
                      koers support ITMDM-26
                      koers support WDW-26 --vision 1 --language nl
                      koers support ITMDM-26 -o csv
                    """,
                    """
                    Only the latest stance of a stakeholder counts:
                      ✓ endorses   ! has a reservation   ✗ refused or withdrew   · none yet

                    The exit code is 0 whatever it shows. Whether a vision may be adopted:
                      koers visions transition 1 --programme WDW-26 --to adopted --dry-run
                    """,
                    FieldHelp.rendered(fields, title: "WHICH VISION"),
                ])
            )
        }
    }

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var words: [String] = []

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint("GET", Self.path)
        let arguments = try FieldArguments(words: words, fields: Self.fields, otherFlags: CommonOptions.flags)
        let session = try Session(common)
        let location = try await Endorsements.whereabouts(
            arguments.positionals,
            on: endpoint,
            values: arguments.values,
            session: session
        )
        let reply = try await session.client.send(try endpoint.request(location))
        let value = try session.json(reply)
        switch session.printer.format {
        case .json: try session.printer.json(reply.body)
        case .csv: try session.printer.rows(value["stakeholders"]?.array ?? [], columns: [], json: reply.body)
        case .table:
            let reading = try Catalogue.current.endpoint("GET", Visions.itemPath)
            let vision = try session.json(try await session.client.send(try reading.request(location)))
            try Console.current.write(Support(value, of: vision).rendered(on: session.printer.page))
        }
    }

    private static let path = Visions.itemPath + "/support"

    static var named: (any Resource.Type)? { Programmes.self }

    static var fields: [Field] { Endorsements.outerFields(Catalogue.current["GET", path]) }
}
