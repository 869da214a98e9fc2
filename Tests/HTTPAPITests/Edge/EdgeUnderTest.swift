import Logging
import NIOCore
import ServiceLifecycle
import TestSupport
import Testing
import Tracing

@testable import HTTPAPI

/// An edge on a free port of loopback, for as long as the body runs.
struct EdgeUnderTest: Sendable {
    let port: Int
    let responder: StubResponder
    let metrics: MetricsRegistry
    private let group: ServiceGroup

    /// As a signal would.
    func stop() async { await group.triggerGracefulShutdown() }

    func connect() async throws -> RawClient { try await RawClient(port: port) }

    /// Waits for what the metrics are to show; ten seconds at most.
    func waitUntil(
        _ isReached: (_ metrics: String) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        guard await eventually(within: .seconds(10), { isReached(metrics.text()) }) else {
            Issue.record("never reached: \(metrics.text())", sourceLocation: sourceLocation)
            return
        }
    }

    /// - Parameter adjust: changes what the test is about, such as a short deadline.
    static func run(
        adjust: (inout EdgeConfiguration) -> Void = { _ in },
        logger: Logger = Logger(label: "edge") { _ in SwiftLogNoOpLogHandler() },
        tracer: (any Tracer)? = nil,
        _ body: @Sendable @escaping (EdgeUnderTest) async throws -> Void
    ) async throws {
        var configuration = EdgeConfiguration(host: "127.0.0.1", port: 0, apiVersion: "1.2.3")
        adjust(&configuration)
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let responder = StubResponder()
        let metrics = MetricsRegistry()
        let server = EdgeServer(
            configuration: configuration,
            responder: responder,
            metrics: metrics,
            tracer: tracer,
            logger: logger,
            onListening: { continuation.yield($0) }
        )
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            guard let port = await ports.first(where: { _ in true }) else { return }
            let edge = EdgeUnderTest(port: port, responder: responder, metrics: metrics, group: group)
            do {
                try await body(edge)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
