import HummingbirdCore
package import Logging
package import Metrics
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The edge of an HTTP server: sockets, HTTP/1.1, deadlines and limits. What is answered is the responder's.
///
/// On a graceful stop it accepts no more connections, closes idle ones at once, answers every request in flight with
/// `Connection: close`, and ends within `Deadlines.stop`.
package struct EdgeServer: Service {
    private let configuration: EdgeConfiguration
    private let answering: RequestAnswering
    private let metrics: EdgeMetrics
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// - Parameters:
    ///   - metrics: takes what is counted; `NOOPMetricsHandler.instance` for nothing.
    ///   - onListening: told the port as soon as connections are accepted.
    package init(
        configuration: EdgeConfiguration,
        responder: any APIResponder,
        metrics: any MetricsFactory,
        logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.metrics = EdgeMetrics(factory: metrics)
        self.answering = RequestAnswering(responder: responder, metrics: self.metrics, logger: logger)
        self.logger = logger
        self.onListening = onListening
    }

    /// - Throws: `IOError` where the address cannot be bound.
    package func run() async throws {
        let connections = ConnectionCount(metrics: metrics)
        let server = makeServer(connections)
        let stopDeadline = configuration.deadlines.stop
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask {
                    try await gracefulShutdown()
                    try await Task.sleep(for: .nanoseconds(stopDeadline.nanoseconds))
                }
                try await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            connections.stop()
        }
    }

    private func makeServer(_ connections: ConnectionCount) -> any Service {
        let channel = EdgeChannel(
            configuration: configuration,
            answering: answering,
            connections: connections,
            bytes: ResponseBytes(common: CommonFields(apiVersion: configuration.apiVersion))
        )
        let limits = configuration.limits
        return channel.server(
            configuration: ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections + limits.refusals)
            ),
            onServerRunning: { [onListening] in await onListening($0.localAddress?.port ?? 0) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: quietLogger
        )
    }

    /// Hummingbird tells at level info what is told better at start; its errors stay.
    private var quietLogger: Logger {
        var quiet = logger
        if quiet.logLevel > .debug { quiet.logLevel = max(quiet.logLevel, .warning) }
        return quiet
    }
}
