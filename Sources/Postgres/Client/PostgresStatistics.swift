import Synchronization

/// What the client has done since it started, and how its connections stand.
package struct PostgresStatistics: Hashable, Sendable {
    /// Batches and scripts of callers that were given to a connection; one that was sent again counts once.
    package var batchesSent = 0
    /// Round trips that callers asked for: each Sync, of one batch or of several that share it, and each script.
    package var roundTrips = 0
    /// Statements in them.
    package var statementsSent = 0
    /// Statements that were prepared on a connection.
    package var statementsPrepared = 0
    /// Round trips of the client's own: rollbacks, deallocations, marks behind requests to cancel, and those of the session
    /// that listens.
    package var upkeepsSent = 0
    /// Requests to the server to end a statement that nobody waits for any more.
    package var cancellationsSent = 0
    /// Errors that the server answered.
    package var serverErrors = 0
    package var connectionsOpened = 0
    package var connectionsFailed = 0
    package var connectionsLost = 0

    package var readConnections = 0
    package var idleConnections = 0
    package var leasedConnections = 0
    package var openingConnections = 0
    package var listeningConnections = 0
    package var waiters = 0
}

/// The counters behind the statistics; written by the loop, read by anyone.
final class Counters: Sendable {
    let batches = Atomic<Int>(0)
    private let roundTrips = Atomic<Int>(0)
    private let statements = Atomic<Int>(0)
    let prepares = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
    private let upkeeps = Atomic<Int>(0)
    private let cancellations = Atomic<Int>(0)
    private let opened = Atomic<Int>(0)
    private let openingsFailed = Atomic<Int>(0)
    private let lost = Atomic<Int>(0)
    let metrics: PostgresMetrics
    private let board = Mutex<(state: PoolState, gauges: PostgresStatistics)>((.connecting, PostgresStatistics()))

    init(_ metrics: PostgresMetrics) {
        self.metrics = metrics
    }

    var state: PoolState { board.withLock { $0.state } }

    func count(_ event: PostgresMetrics.ConnectionEvent) {
        switch event {
        case .opened: opened.add(1, ordering: .relaxed)
        case .failed: openingsFailed.add(1, ordering: .relaxed)
        case .lost: lost.add(1, ordering: .relaxed)
        case .cancellation: cancellations.add(1, ordering: .relaxed)
        }
        metrics.count(event)
    }

    /// A Sync or a script was sent.
    /// - Parameter user: whose statements are in it; without any it is the client's own.
    func countRoundTrip(of count: Int, for user: PostgresMetrics.User) {
        let user = count == 0 ? .upkeep : user
        if user == .upkeep {
            upkeeps.add(1, ordering: .relaxed)
        } else {
            roundTrips.add(1, ordering: .relaxed)
            statements.add(count, ordering: .relaxed)
        }
        metrics.countRoundTrip(of: count, for: user)
    }

    func publish(_ state: PoolState, _ gauges: PostgresStatistics) {
        board.withLock { $0 = (state, gauges) }
        metrics.publish(gauges)
    }

    var statistics: PostgresStatistics {
        var statistics = board.withLock { $0.gauges }
        statistics.batchesSent = batches.load(ordering: .relaxed)
        statistics.roundTrips = roundTrips.load(ordering: .relaxed)
        statistics.statementsSent = statements.load(ordering: .relaxed)
        statistics.statementsPrepared = prepares.load(ordering: .relaxed)
        statistics.upkeepsSent = upkeeps.load(ordering: .relaxed)
        statistics.cancellationsSent = cancellations.load(ordering: .relaxed)
        statistics.serverErrors = failures.load(ordering: .relaxed)
        statistics.connectionsOpened = opened.load(ordering: .relaxed)
        statistics.connectionsFailed = openingsFailed.load(ordering: .relaxed)
        statistics.connectionsLost = lost.load(ordering: .relaxed)
        return statistics
    }
}
