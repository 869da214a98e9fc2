import ArgumentParser
import Contract

/// `koers dashboard`: every programme in a row.
struct DashboardCommand: AsyncParsableCommand, Completable {
    static var configuration: CommandConfiguration {
        Configurations.once(Self.self) {
            CommandConfiguration(
                commandName: "dashboard",
                abstract: "Every programme at a glance: phase, support, opportunities, vacancies and money.",
                usage: usageText(["koers dashboard [options]"]),
                discussion: helpText([
                    """
                    Examples:
                      koers dashboard
                      koers dashboard -o csv
                      koers programmes dashboard ITMDM-26
                    """
                ])
            )
        }
    }

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let endpoint = try Catalogue.current.endpoint("GET", "/dashboard")
        let session = try Session(common)
        let reply = try await session.client.send(try endpoint.request(JSON.Object()))
        let value = try session.json(reply)
        switch session.printer.format {
        case .json: try session.printer.json(reply.body)
        case .csv: try session.printer.rows(Portfolio.rows(value), columns: [], json: reply.body)
        case .table: try Console.current.write(Portfolio.rendered(value, on: session.printer.page))
        }
    }

    static var named: (any Resource.Type)? { nil }
    static var fields: [Field] { [] }
}
