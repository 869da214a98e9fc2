import DequeModule
import Logging
import Synchronization

/// The shell around the pool machine: it does what the machine decides. Lives on the loop's thread.
actor ConnectionPool: LoopClient {
    struct Member {
        let connection: PostgresConnection
        let isShared: Bool
        var load = ReaderLoad()
        var hasAnswered = false
        var writes = false
        var lease: PoolMessage.LeaseID?
        var leaseHasEnded = false
    }

    let configuration: PostgresConfiguration
    let logger: Logger
    let notices: NoticeSink
    let hosts = HostMemory()
    let counters: Counters
    nonisolated let loop: ConnectionLoop
    let poller: Poller
    var machine: PoolMachine

    var members: [PoolMachine.ConnectionID: Member] = [:]
    var leases: [PoolMessage.LeaseID: PoolMachine.ConnectionID] = [:]
    /// Leases whose connection was lost: what they had begun is gone, so they get no other.
    var brokenLeases: Set<PoolMessage.LeaseID> = []
    var waitingReads: [UInt64: Submission] = [:]
    /// Reads with a Sync of their own for which no reader has room yet, in the order in which they came. Empty when there
    /// is no reader.
    var queuedReads: Deque<Submission> = []
    var waitingSends: [PoolMessage.LeaseID: [Submission]] = [:]
    /// Whether batches that share a Sync were sent in this turn of the loop.
    var groupsAreOpen = false
    var listening = Listening()
    var runner: CheckedContinuation<Void, Never>?
    var drainDeadline: ContinuousClock.Instant?
    var gaugesAreStale = true
    /// Whether reads were queued when the gauges were last published.
    private var publishedQueue = false
    private var nextLook = ContinuousClock.now

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(
        _ configuration: PostgresConfiguration,
        logger: Logger,
        counters: Counters,
        poller: sending Poller,
        loop: ConnectionLoop
    ) {
        self.configuration = configuration
        self.logger = logger
        self.counters = counters
        self.loop = loop
        self.poller = poller
        notices = NoticeSink(logger: logger)
        machine = PoolMachine(
            PoolMachine.Settings(
                readConnections: configuration.readConnections,
                leasedConnections: configuration.leasedConnections,
                acquireTimeout: configuration.acquireTimeout,
                maximumWaiters: configuration.maximumWaiters,
                seed: UInt64.random(in: .min ... .max)
            )
        )
    }
}

// MARK: - The loop

extension ConnectionPool {
    func waitForEvents() {
        let deadline = [machine.nextDeadline, drainDeadline, nextLookIsDue].compactMap(\.self).min()
        let timeout = deadline.map { ContinuousClock.now.duration(to: $0).wholeMilliseconds }
        poller.wait(milliseconds: timeout) { socketIsReady($0) }
    }

    func handle(_ message: PoolMessage) {
        switch message {
        case .start(let continuation): start(continuation)
        case .read(let submission): read(submission)
        case .send(let submission, let lease): send(submission, lease)
        case .release(let lease): release(lease)
        case .cancel(let id): cancel(id)
        case .cancellationEnded(let id, let isDelivered): cancellationEnded(id, isDelivered)
        case .opened(let id, let session): opened(id, session)
        case .openingFailed(let id, let failure): openingFailed(id, failure)
        case .subscribe(let id, let channels, let mailbox): subscribe(id, channels, mailbox)
        case .unsubscribe(let id): unsubscribe(id)
        case .shutDown: shutDown()
        }
    }

    func endTurn() {
        if groupsAreOpen { endGroups() }
        let now = ContinuousClock.now
        if machine.waiterCount > 0 {
            for (waiter, refusal) in machine.expire(now: now) { refuse(waiter, refusal) }
        }
        if now >= nextLook { look(at: now) }
        // Last of what may make room.
        if !queuedReads.isEmpty { serveQueuedReads() }
        while let opening = machine.nextOpening(now: now) { open(opening) }
        if let drainDeadline { finishWhenDrained(now >= drainDeadline) }
        // While some are queued, their number is published at each look.
        if gaugesAreStale || queuedReads.isEmpty == publishedQueue { publish() }
    }

    var expectsAnswers: Bool {
        members.values.contains { $0.load.hasGroup && $0.load.unshared == 0 }
    }

    /// How often connections with work under way are looked at; a cancelled read is ended on the server by then, or by
    /// the time after.
    private static let lookInterval = Duration.milliseconds(100)

    /// nil when nothing is under way and nobody listens.
    private var nextLookIsDue: ContinuousClock.Instant? {
        if members.values.contains(where: { $0.load.outstanding > 0 }) { return nextLook }
        return listening.listener.flatMap { $0.assumeIsolated { $0.nextLook } }.map { max($0, nextLook) }
    }

    private func look(at now: ContinuousClock.Instant) {
        nextLook = now + Self.lookInterval
        let patience = SilenceWatch.Patience(
            answer: configuration.answerTimeout,
            cancellation: configuration.connectTimeout
        )
        for (id, member) in members where member.load.outstanding > 0 {
            let standing = member.connection.assumeIsolated {
                $0.look(at: now, patience: patience, readTimeout: configuration.readTimeout)
            }
            settle(id, standing)
        }
        if !queuedReads.isEmpty {
            gaugesAreStale = true
            if let readTimeout = configuration.readTimeout { abandonQueuedReads(since: now - readTimeout) }
        }
        lookAtListener(at: now)
    }

    /// Readers of notifications may outlive the client; nothing comes for them any more.
    func end() {
        stopListening()
    }

    private func socketIsReady(_ id: Int) {
        if let member = members[id] {
            settle(id, member.connection.assumeIsolated { $0.ready() })
        } else if listening.listener?.id == id {
            listenerIsReady()
        }
    }

    func publish() {
        gaugesAreStale = false
        publishedQueue = !queuedReads.isEmpty
        var gauges = PostgresStatistics()
        gauges.readConnections = machine.readerCount
        gauges.idleConnections = machine.idleCount
        gauges.leasedConnections = machine.leasedCount
        gauges.openingConnections = machine.openingCount
        gauges.listeningConnections = listening.listener == nil ? 0 : 1
        gauges.waiters = machine.waiterCount + queuedReads.count
        counters.publish(machine.state, gauges)
    }
}

// MARK: - Start and stop

extension ConnectionPool {
    private func start(_ continuation: CheckedContinuation<Void, Never>) {
        // A cancellation may have come first, and the loop have stopped with this still in its inbox.
        guard runner == nil, machine.state != .closed else { return continuation.resume() }
        runner = continuation
        machine.start()
    }

    private func shutDown() {
        guard drainDeadline == nil else { return }
        gaugesAreStale = true
        drainDeadline = .now + configuration.drainTimeout
        for waiter in machine.close() { refuse(waiter, .closed) }
        stopListening()
    }

    /// Closes everything once nothing is under way, or when the time for that is over.
    private func finishWhenDrained(_ isOverdue: Bool) {
        let isDrained = leases.isEmpty && queuedReads.isEmpty && members.values.allSatisfy { $0.load.outstanding == 0 }
        guard isDrained || isOverdue else { return }
        for id in Array(members.keys) { close(id) }
        drainDeadline = nil
        publish()
        loop.stop()
        runner?.resume()
        runner = nil
    }
}
