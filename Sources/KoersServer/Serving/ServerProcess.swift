import Contract
import HTTPAPI
import Logging
import Metrics
import ServiceLifecycle
import UnixSignals

/// `serve`: the services in the order of their start, which is reversed at the stop: first the requests in flight are
/// answered, then the database is left, and the management port is the last to go.
struct ServerProcess {
    private let settings: ServeSettings
    private let logger: Logger

    init(_ settings: ServeSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Returns after a graceful stop.
    /// - Throws: `CommandFailure` where the server cannot start.
    func run() async throws {
        FileLimit.raise()
        FreedMemory.configure()
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let readiness = Readiness(reasons: [
            APIService.subject: "the port of the API is being opened",
            DatabaseService.subject: "the database is being opened",
        ])
        let gate = GatedResponder(problem: { Responder.edgeProblem($0, for: $1) })
        let announcement = Announcement(settings: settings)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    management(readiness, metrics),
                    DatabaseService(
                        settings: settings,
                        readiness: readiness,
                        gate: gate,
                        logger: logger,
                        onReady: { announcement.ready($0) }
                    ),
                    APIService(readiness: readiness) { try edge(gate, metrics, readiness, announcement) },
                ].map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quietLogger
            )
        )
        do {
            try await group.run()
        } catch let error as EdgeServerError {
            throw CommandFailure(.unavailable, error.description)
        }
    }

    private func management(_ readiness: Readiness, _ metrics: MetricsRegistry) -> any Service {
        var logger = Logger(label: "koers.management")
        logger.logLevel = max(logger.logLevel, .warning)
        return EdgeServer(
            configuration: EdgeConfiguration(
                host: settings.managementHost,
                port: settings.managementPort,
                apiVersion: nil
            ),
            responder: ManagementResponder(readiness: readiness, metrics: metrics),
            metrics: NOOPMetricsHandler.instance,
            logger: logger
        )
    }

    private func edge(
        _ gate: GatedResponder,
        _ metrics: MetricsRegistry,
        _ readiness: Readiness,
        _ announcement: Announcement
    ) throws -> EdgeServer {
        var configuration = EdgeConfiguration(
            host: settings.host,
            port: settings.port,
            apiVersion: try Contract.embedded().version
        )
        configuration.tls = settings.tls
        return EdgeServer(
            configuration: configuration,
            responder: gate,
            metrics: metrics,
            tracer: SpanLog(logger),
            logger: Logger(label: "koers.http"),
            onListening: { port in
                readiness.set(APIService.subject, reason: nil)
                announcement.listening(port: port)
                logger.notice("Listening on \(settings.host):\(port)")
            }
        )
    }

    /// The group tells of every service; what matters is told here.
    private var quietLogger: Logger {
        var quiet = Logger(label: "koers.services")
        quiet.logLevel = max(quiet.logLevel, .error)
        return quiet
    }
}

/// The edge of the API, which says that it is stopping before it does.
private struct APIService: Service {
    /// The subject of `Readiness`.
    static let subject = "api"

    let readiness: Readiness
    /// Makes the edge. It reads the contract, which takes a third of a start, so it is done while the database is opened.
    let makeEdge: @Sendable () throws -> EdgeServer

    func run() async throws {
        let edge = try makeEdge()
        try await withGracefulShutdownHandler {
            try await edge.run()
        } onGracefulShutdown: {
            readiness.set("stop", reason: "the server is stopping")
        }
    }
}
