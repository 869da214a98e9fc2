import HTTPTypes
import Metrics
import NIOCore
import Synchronization

/// What an edge counts. Labels are bounded: operations are those of the contract, methods and statuses few.
final class EdgeMetrics: Sendable {
    private struct Key: Hashable {
        let operation: String
        let method: String
        let status: Int
    }

    private struct Series {
        let requests: Counter
        let duration: Timer
    }

    private let factory: any MetricsFactory
    private let inFlight: Meter
    private let connections: Meter
    private let series = Mutex<[Key: Series]>([:])

    init(factory: any MetricsFactory) {
        self.factory = factory
        inFlight = Meter(label: "koers_http_requests_in_flight", factory: factory)
        connections = Meter(label: "koers_http_connections", factory: factory)
    }

    func requestBegan() { inFlight.increment() }

    func requestEnded() { inFlight.decrement() }

    func connectionOpened() { connections.increment() }

    func connectionClosed() { connections.decrement() }

    /// A streamed body that did not come to its end.
    func bodyWasCut(operation: String?) {
        Counter(
            label: "koers_http_bodies_cut_total",
            dimensions: [("operation", operation ?? "none")],
            factory: factory
        ).increment()
    }

    /// - Parameter operation: nil where none was matched.
    func answered(operation: String?, method: HTTPRequest.Method?, status: Int, duration: TimeAmount) {
        let key = Key(operation: operation ?? "none", method: Self.label(method), status: status)
        let series = series.withLock { known in
            if let series = known[key] { return series }
            let made = make(key)
            known[key] = made
            return made
        }
        series.requests.increment()
        series.duration.recordNanoseconds(duration.nanoseconds)
    }

    private func make(_ key: Key) -> Series {
        Series(
            requests: Counter(
                label: "koers_http_requests_total",
                dimensions: [("operation", key.operation), ("method", key.method), ("status", String(key.status))],
                factory: factory
            ),
            duration: Timer(
                label: "koers_http_request_duration_seconds",
                dimensions: [("operation", key.operation)],
                factory: factory
            )
        )
    }

    private static func label(_ method: HTTPRequest.Method?) -> String {
        switch method {
        case .get, .head, .post, .put, .patch, .delete, .options: method?.rawValue ?? "none"
        case .none: "none"
        default: "other"
        }
    }
}
