import ArgumentParser
import Contract

/// `koers may --kind grant_subsidy --amount 62000`: yes or no, why, and who may.
struct MayCommand: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "may",
                abstract: "Who may decide something, and whether you may.",
                usage: usageText(["koers may"] + FieldHelp.required(fields) + ["[options]"]),
                discussion: helpText([
                    """
                    Examples:
                      koers may --kind grant_subsidy --amount 62000 --person programmamanager
                      koers may --kind engage_commitment --amount 40.000,00 \\
                          --programme ITMDM-26 --partner Buurtkracht --subject Buurtkamers
                      koers may --kind amend_budget --language nl

                    The exit code is 0 for yes and 1 for no.
                    """,
                    FieldHelp.rendered(fields, title: "WHAT"),
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
        guard arguments.positionals.isEmpty else {
            throw Failure.usage("Say what with options, such as --kind; \(arguments.positionals[0]) is none.\n")
        }
        try endpoint.requireParameters(of: arguments.values)
        let session = try Session(common)
        let values = try await Endpoint.resolved(
            arguments.values,
            of: Self.fields,
            within: JSON.Object(),
            session
        )
        let reply = try await session.client.send(try endpoint.request(values))
        let answer = try session.json(reply)
        switch session.printer.format {
        case .json: try session.printer.json(reply.body)
        case .csv: try session.printer.rows(answer["mayDecide"]?.array ?? [], columns: [], json: reply.body)
        case .table: try Console.current.write(WhoMay(answer).rendered(on: session.printer.page))
        }
        if answer["allowed"]?.bool == false { throw Failure("", .refused) }
    }

    private static let path = "/authority-check"

    static var named: (any Resource.Type)? { nil }

    static var fields: [Field] { Catalogue.current["GET", path]?.fields(in: .query) ?? [] }
}
