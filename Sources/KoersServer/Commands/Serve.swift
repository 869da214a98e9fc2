import ArgumentParser
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API.",
        discussion: """
            Listens at once and answers 503 until the database is there, migrated and, with --demo, filled. Stops on \
            SIGTERM or SIGINT: every request in flight is answered, within ten seconds.

            EXAMPLES
              koers-server serve --demo
              koers-server serve --host 0.0.0.0 --port 443 --tls-certificate tls.pem --tls-key tls.key
              KOERS_DATABASE_URL=postgres://koers@db/koers koers-server serve
            """
    )

    @OptionGroup var database: DatabaseFlags
    @OptionGroup var log: LogFlags

    @Option(help: "The address to listen on. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port to listen on; 0 takes a free one. (default: 8080)")
    var port: Int?

    @Option(help: "The address of /livez, /readyz and /metrics. (default: 127.0.0.1)")
    var managementHost: String?

    @Option(help: "The port of /livez, /readyz and /metrics. (default: 8081)")
    var managementPort: Int?

    @Option(
        name: .customLong("read-database-url"),
        help: ArgumentHelp(
            "A standby of the database, to read feed and dashboards from; nothing is decided on what it says.",
            discussion: "Whatever it does not answer, the database does. In the environment KOERS_READ_DATABASE_URL.",
            valueName: "url"
        )
    )
    var readDatabaseURL: String?

    @Flag(help: "Load the demo municipality of Lindemeer and show tokens for it.")
    var demo = false

    @Option(name: .customLong("tls-certificate"), help: ArgumentHelp("Certificate chain in PEM.", valueName: "file"))
    var tlsCertificate: String?

    @Option(name: .customLong("tls-key"), help: ArgumentHelp("Its private key in PEM.", valueName: "file"))
    var tlsKey: String?

    func run() async throws {
        try await reportingFailures {
            let environment = Environment()
            let logger = try log.startLog(environment, standard: .notice)
            try await ServerProcess(ServeSettings(self, environment: environment), logger: logger).run()
        }
    }
}
