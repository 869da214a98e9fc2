import Metrics

/// What the client tells of itself to a backend of swift-metrics. Every series carries the name of its pool.
///
/// Connections are counted by state, and callers that wait for one or for room on it. Each round trip is counted when it
/// is sent, and how many statements of a caller's it carries. Each answer records how long the caller waited for it, the
/// line and the round trip together, also when nothing was sent; an error is counted by its kind and the class of its
/// SQLSTATE, never by its text.
final class PostgresMetrics: Sendable {
    private let connections: [(state: any KeyPath<PostgresStatistics, Int> & Sendable, meter: Meter)]
    private let waiters: Meter
    private let roundTrips: [User: Counter]
    private let batchSize: Recorder
    private let reading: Timer
    private let leased: Timer
    private let events: [ConnectionEvent: Counter]
    private let pool: (String, String)
    private let factory: any MetricsFactory

    enum ConnectionEvent: String, CaseIterable {
        case opened, failed, lost
        /// A statement that nobody waited for any more was to be ended.
        case cancellation
    }

    /// For whom a round trip is made.
    enum User: String, CaseIterable {
        case read, lease
        /// The client itself: a rollback, a deallocation, a mark behind a request to cancel, LISTEN, a sign of life.
        case upkeep
    }

    /// - Parameter pool: tells the pools of one process apart.
    init(pool name: String, factory: any MetricsFactory) {
        let pool = ("pool", name)
        self.pool = pool
        self.factory = factory
        let states: [(String, any KeyPath<PostgresStatistics, Int> & Sendable)] = [
            ("reading", \.readConnections), ("idle", \.idleConnections), ("leased", \.leasedConnections),
            ("opening", \.openingConnections), ("listening", \.listeningConnections),
        ]
        connections = states.map { state, path in
            (path, Meter(label: "postgres_connections", dimensions: [pool, ("state", state)], factory: factory))
        }
        waiters = Meter(label: "postgres_waiters", dimensions: [pool], factory: factory)
        roundTrips = Dictionary(
            uniqueKeysWithValues: User.allCases.map { user in
                let dimensions = [pool, ("work", user.rawValue)]
                return (user, Counter(label: "postgres_round_trips_total", dimensions: dimensions, factory: factory))
            }
        )
        batchSize = Recorder(label: "postgres_batch_statements", dimensions: [pool], aggregate: true, factory: factory)
        func timer(_ work: String) -> Timer {
            Timer(label: "postgres_batch_duration_seconds", dimensions: [pool, ("work", work)], factory: factory)
        }
        reading = timer("read")
        leased = timer("lease")
        events = Dictionary(
            uniqueKeysWithValues: ConnectionEvent.allCases.map { event in
                let label = "postgres_connection_events_total"
                return (event, Counter(label: label, dimensions: [pool, ("event", event.rawValue)], factory: factory))
            }
        )
    }

    func publish(_ gauges: PostgresStatistics) {
        for (state, meter) in connections { meter.set(gauges[keyPath: state]) }
        waiters.set(gauges.waiters)
    }

    func count(_ event: ConnectionEvent) {
        events[event]?.increment()
    }

    func countRoundTrip(of statements: Int, for user: User) {
        roundTrips[user]?.increment()
        if user != .upkeep { batchSize.record(statements) }
    }

    func answered(_ answer: Submission.Answer, isRead: Bool, after duration: Duration) {
        let (seconds, attoseconds) = duration.components
        (isRead ? reading : leased).recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        guard case .failure(let error) = answer else { return }
        let dimensions = [
            pool, ("kind", error.kind.label), ("sqlstate_class", error.sqlState.map { String($0.errorClass) } ?? ""),
        ]
        Counter(label: "postgres_errors_total", dimensions: dimensions, factory: factory).increment()
    }
}

extension PostgresError.Kind {
    fileprivate var label: String {
        switch self {
        case .server: "server"
        case .connection: "connection"
        case .timeout: "timeout"
        case .poolExhausted: "pool_exhausted"
        case .outcomeUnknown: "outcome_unknown"
        case .cancelled: "cancelled"
        case .decoding: "decoding"
        case .protocolViolation: "protocol_violation"
        case .closed: "closed"
        }
    }
}
