import HummingbirdCore
import HummingbirdTLS
package import Logging
package import Metrics
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
package import Tracing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The edge of an HTTP server: sockets, HTTP/1.1, deadlines and limits. What is answered is the responder's.
///
/// On a graceful stop it accepts no more connections, closes idle ones within a moment, answers every request in flight with
/// `Connection: close`, and ends within `Deadlines.stop`.
package struct EdgeServer: Service {
    private let configuration: EdgeConfiguration
    private let answering: RequestAnswering
    private let metrics: EdgeMetrics
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// - Parameters:
    ///   - metrics: takes what is counted; `NOOPMetricsHandler.instance` for nothing.
    ///   - tracer: takes a span for each request; nil for none.
    ///   - onListening: told the port as soon as connections are accepted.
    package init(
        configuration: EdgeConfiguration,
        responder: any APIResponder,
        metrics: any MetricsFactory,
        tracer: (any Tracer)? = nil,
        logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.metrics = EdgeMetrics(factory: metrics)
        self.answering = RequestAnswering(
            responder: responder,
            metrics: self.metrics,
            tracer: tracer,
            logger: logger
        )
        self.logger = logger
        self.onListening = onListening
    }

    /// - Throws: `EdgeServerError` where the address cannot be bound or the TLS files cannot be used.
    package func run() async throws {
        let connections = ConnectionCount(metrics: metrics)
        let server = try makeServer(connections)
        let stopDeadline = configuration.deadlines.stop
        do {
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
        } catch let error as IOError {
            throw EdgeServerError.cannotListen(address: address, reason: error.sentence)
        } catch let error as SocketAddressError {
            throw EdgeServerError.cannotListen(address: address, reason: "\(error)")
        }
    }

    private var address: String { "\(configuration.host):\(configuration.port)" }

    private func makeServer(_ connections: ConnectionCount) throws(EdgeServerError) -> any Service {
        let plain = EdgeChannel(
            configuration: configuration,
            answering: answering,
            connections: connections,
            bytes: ResponseBytes(
                common: CommonFields(apiVersion: configuration.apiVersion, isSecure: configuration.tls != nil)
            )
        )
        guard let files = configuration.tls else { return service(plain) }
        do {
            return service(try TLSChannel(plain, tlsConfiguration: .server(files)))
        } catch {
            throw .unusableTLS(certificate: files.certificate, key: files.key, reason: "\(error)")
        }
    }

    private func service(_ channel: some ServerChildChannel) -> any Service {
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

    /// Hummingbird tells at level info what is told better at start, and every cancellation as an error.
    private var quietLogger: Logger {
        var quiet = logger
        if quiet.logLevel > .debug { quiet.logLevel = .critical }
        return quiet
    }
}

/// Why an edge did not start.
package enum EdgeServerError: Error, CustomStringConvertible {
    case cannotListen(address: String, reason: String)
    case unusableTLS(certificate: String, key: String, reason: String)

    package var description: String {
        switch self {
        case .cannotListen(let address, let reason):
            "cannot listen on \(address): \(reason)"
        case .unusableTLS(let certificate, let key, let reason):
            "cannot serve TLS with certificate \(certificate) and key \(key): \(reason)"
        }
    }
}

extension IOError {
    /// The system's words for the error number, such as `Address already in use`.
    fileprivate var sentence: String { String(cString: strerror(errnoCode)) }
}

extension TLSConfiguration {
    fileprivate static func server(_ files: EdgeConfiguration.TLSFiles) throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(files.certificate).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain,
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuites = forwardSecret
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }

    /// For TLS 1.2 what the guidelines of NCSC (2025-05) call good: forward secrecy and authenticated encryption. Those
    /// of TLS 1.3 all are.
    private static let forwardSecret = """
        ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:\
        ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-GCM-SHA256
        """
}
