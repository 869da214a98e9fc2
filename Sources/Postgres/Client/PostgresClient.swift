package import Logging
package import Metrics
import Synchronization
package import Tracing

/// The database, for everyone who asks it something.
///
/// Reads share a few pipelined connections; transactions lease one. Start `run()` once, beside the work.
package final class PostgresClient: Sendable {
    /// nil when the system had no room for it; then every request is refused, and `state` says so.
    let loop: ConnectionLoop?
    private let counters: Counters
    private let tracer: (any Tracer)?
    private let lastID = Atomic<UInt64>(0)
    let streamPlaces: StreamPlaces

    /// Starts the loop's thread; nothing is connected before `run()`.
    /// - Parameters:
    ///   - metrics: takes what is counted, under the configuration's `name`.
    ///   - tracer: takes a span for each batch; nil for none.
    package init(
        _ configuration: PostgresConfiguration,
        logger: Logger,
        metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        tracer: (any Tracer)? = nil
    ) {
        _ = ignoreBrokenPipes
        let counters = Counters(PostgresMetrics(pool: configuration.name, factory: metrics))
        self.counters = counters
        self.tracer = tracer
        streamPlaces = StreamPlaces(configuration.streams)
        do throws(SystemError) {
            let poller = try Poller()
            let loop = ConnectionLoop(waker: poller.waker)
            let pool = ConnectionPool(configuration, logger: logger, counters: counters, poller: poller, loop: loop)
            try loop.start(pool)
            self.loop = loop
        } catch {
            loop = nil
            let reason = "The system has no room for the thread of the database client (\(error))."
            logger.critical("\(reason)")
            counters.publish(.circuitOpen(PoolState.Reason(sentence: reason)), PostgresStatistics())
        }
    }

    deinit {
        loop?.stop()
    }

    /// Opens connections and keeps them open until the task is cancelled; then lets what is under way end, within
    /// `drainTimeout`, closes everything and returns.
    package func run() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if !post(.start(continuation)) { continuation.resume() }
            }
        } onCancel: {
            _ = post(.shutDown)
        }
    }

    /// Runs one batch on a shared, read-only connection, in one round trip. Many callers share its pipe; each batch
    /// ends with its own Sync, or shares one (`Batch.sharesSync`). A BEGIN must find its COMMIT in the same batch.
    /// - Throws: the error of the first failing statement; `cancelled` at once when the task is cancelled, and the
    ///   statement is then ended on the server within a moment.
    package nonisolated(nonsending) func read(_ batch: Batch) async throws(PostgresError) -> [Rows] {
        try batch.check(forSharedConnection: true)
        guard !batch.statements.isEmpty else { return [] }
        return try await submit(.batch(batch.statements), isRead: true, sharesSync: batch.sharesSync) { .read($0) }
    }

    /// Leases one read-write connection for the body, from its first `send` on. On leaving, an open transaction is
    /// rolled back, and a broken connection is dropped.
    package nonisolated(nonsending) func withConnection<R: Sendable>(
        _ body: nonisolated(nonsending) (Lease) async throws -> R
    ) async throws -> R {
        let lease = Lease(id: nextID(), client: self)
        defer { lease.end() }
        return try await body(lease)
    }

    /// How the client stands towards the database.
    package var state: PoolState { counters.state }

    package var statistics: PostgresStatistics { counters.statistics }

    func post(_ message: PoolMessage) -> Bool {
        loop?.post(message) ?? false
    }

    nonisolated(nonsending) func submit(
        _ work: Submission.Work,
        isRead: Bool = false,
        sharesSync: Bool = false,
        as message: (Submission) -> PoolMessage
    ) async throws(PostgresError) -> [Rows] {
        guard !Task.isCancelled else { throw .cancelled }
        let id = nextID()
        let span = tracer.map { BatchSpan(work, $0) }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let submission = Submission(
                    id: id,
                    work: work,
                    isRead: isRead,
                    sharesSync: sharesSync,
                    counters: counters,
                    continuation: continuation
                )
                if !post(message(submission)) {
                    submission.answer(.failure(PoolMachine.Refusal.closed.error))
                }
                // A cancellation that came before the message found nothing to cancel.
                if Task.isCancelled { _ = post(.cancel(id)) }
            }
        } onCancel: {
            _ = post(.cancel(id))
        }
        span?.end(answer)
        return try answer.get()
    }

    func nextID() -> UInt64 {
        lastID.add(1, ordering: .relaxed).newValue
    }
}
