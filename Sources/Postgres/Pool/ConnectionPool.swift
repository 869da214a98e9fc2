import Logging
import Synchronization

/// The shell around the pool machine: it does what the machine decides. Lives on the loop's thread.
actor ConnectionPool: LoopClient {
    private struct Member {
        let connection: PostgresConnection
        let isShared: Bool
        var outstanding = 0
        var writes = false
        var lease: PoolMessage.Lease?
        var leaseHasEnded = false
    }

    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let notices: NoticeSink
    private let counters: Counters
    private nonisolated let loop: ConnectionLoop
    private let poller: Poller
    private var machine: PoolMachine

    private var members: [PoolMachine.Connection: Member] = [:]
    private var leases: [PoolMessage.Lease: PoolMachine.Connection] = [:]
    /// Leases whose connection was lost: what they had begun is gone, so they get no other.
    private var brokenLeases: Set<PoolMessage.Lease> = []
    private var waitingReads: [UInt64: Submission] = [:]
    private var waitingSends: [PoolMessage.Lease: [Submission]] = [:]
    private var runner: CheckedContinuation<Void, Never>?
    private var drainDeadline: ContinuousClock.Instant?
    private var gaugesAreStale = true

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
        let deadline = [machine.nextDeadline, drainDeadline].compactMap(\.self).min()
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
        case .opened(let id, let session): opened(id, session)
        case .openingFailed(let id, let failure): openingFailed(id, failure)
        case .shutDown: shutDown()
        }
    }

    func endTurn() {
        let now = ContinuousClock.now
        if machine.waiterCount > 0 {
            for (waiter, refusal) in machine.expire(now: now) { refuse(waiter, refusal) }
        }
        while let opening = machine.nextOpening(now: now) { open(opening) }
        if let drainDeadline { finishWhenDrained(now >= drainDeadline) }
        if gaugesAreStale { publish() }
    }

    private func socketIsReady(_ id: Int) {
        guard let member = members[id] else { return }
        settle(id, member.connection.assumeIsolated { $0.ready() })
    }

    private func publish() {
        gaugesAreStale = false
        var gauges = PostgresStatistics()
        gauges.readConnections = machine.readerCount
        gauges.idleConnections = machine.idleCount
        gauges.leasedConnections = machine.leasedCount
        gauges.openingConnections = machine.openingCount
        gauges.waiters = machine.waiterCount
        counters.publish(machine.state, gauges)
    }
}

// MARK: - Callers

extension ConnectionPool {
    private func read(_ submission: Submission) {
        switch machine.read(submission.id, now: .now) {
        case .useReaders: submitToReader(submission)
        case .wait:
            gaugesAreStale = true
            waitingReads[submission.id] = submission
        case .refuse(let refusal): submission.answer(.failure(refusal.error))
        }
    }

    /// To the reader with the least under way, so that a slow statement holds up as few as possible.
    private func submitToReader(_ submission: Submission) {
        var best: (id: PoolMachine.Connection, outstanding: Int)?
        for (id, member) in members where member.isShared && member.outstanding < best?.outstanding ?? .max {
            best = (id, member.outstanding)
        }
        guard let best, best.outstanding < configuration.maximumWaiters else {
            return submission.answer(.failure(PoolMachine.Refusal.tooManyWaiting.error))
        }
        submit(submission, to: best.id)
    }

    private func submit(_ submission: Submission, to id: PoolMachine.Connection) {
        guard let member = members[id] else {
            return submission.answer(.failure(PoolMachine.Refusal.closed.error))
        }
        settle(id, member.connection.assumeIsolated { $0.submit(submission) })
    }

    private func send(_ submission: Submission, _ lease: PoolMessage.Lease) {
        if let connection = leases[lease] { return submit(submission, to: connection) }
        if brokenLeases.contains(lease) {
            return submission.answer(
                .failure(PostgresError(.connection, "The connection to the database was lost before this batch."))
            )
        }
        if waitingSends[lease] != nil {
            waitingSends[lease]?.append(submission)
            return
        }
        gaugesAreStale = true
        switch machine.lease(lease, now: .now) {
        case .use(let connection):
            bind(lease, to: connection)
            submit(submission, to: connection)
        case .wait: waitingSends[lease] = [submission]
        case .refuse(let refusal): submission.answer(.failure(refusal.error))
        }
    }

    private func bind(_ lease: PoolMessage.Lease, to connection: PoolMachine.Connection) {
        leases[lease] = connection
        members[connection]?.lease = lease
        members[connection]?.leaseHasEnded = false
        members[connection]?.connection.assumeIsolated { $0.beginLease() }
    }

    private func release(_ lease: PoolMessage.Lease) {
        for submission in waitingSends.removeValue(forKey: lease) ?? [] {
            _ = machine.cancel(lease)
            submission.answer(.failure(PostgresError(.closed, "The lease has ended.")))
        }
        brokenLeases.remove(lease)
        guard let id = leases.removeValue(forKey: lease), let member = members[id] else { return }
        gaugesAreStale = true
        members[id]?.lease = nil
        members[id]?.leaseHasEnded = true
        settle(id, member.connection.assumeIsolated { $0.endLease() })
    }

    private func cancel(_ id: UInt64) {
        let answer = Submission.Answer.failure(PostgresError(.cancelled, "The request was cancelled."))
        gaugesAreStale = true
        if let submission = waitingReads.removeValue(forKey: id) {
            _ = machine.cancel(id)
            return submission.answer(answer)
        }
        for (lease, submissions) in waitingSends {
            guard let index = submissions.firstIndex(where: { $0.id == id }) else { continue }
            submissions[index].answer(answer)
            waitingSends[lease]?.remove(at: index)
            if submissions.count == 1 {
                waitingSends[lease] = nil
                _ = machine.cancel(lease)
            }
            return
        }
        // A read under way is dropped when it comes in. A lease's batch is not: its caller must know how it ended.
        for member in members.values where member.isShared {
            if let submission = member.connection.assumeIsolated({ $0.abandon(id) }) {
                return submission.answer(answer)
            }
        }
    }

    private func refuse(_ waiter: PoolMachine.Waiter, _ refusal: PoolMachine.Refusal) {
        gaugesAreStale = true
        waitingReads.removeValue(forKey: waiter)?.answer(.failure(refusal.error))
        for submission in waitingSends.removeValue(forKey: waiter) ?? [] { submission.answer(.failure(refusal.error)) }
    }

    private func handOver(_ connection: PoolMachine.Connection, to waiter: PoolMachine.Waiter) {
        bind(waiter, to: connection)
        for submission in waitingSends.removeValue(forKey: waiter) ?? [] { submit(submission, to: connection) }
    }
}

// MARK: - Connections

extension ConnectionPool {
    private func open(_ opening: PoolMachine.Opening) {
        gaugesAreStale = true
        let connector = Connector(
            plan: ConnectPlan(configuration, purpose: opening.purpose),
            timeout: configuration.connectTimeout,
            notices: notices
        )
        do throws(SystemError) {
            try startThread("koers-pg-open") { [loop] in
                do throws(ConnectFailure) {
                    // When the loop has stopped the session is closed by its own end.
                    _ = loop.post(.opened(opening.connection, try connector.open()))
                } catch {
                    _ = loop.post(.openingFailed(opening.connection, error))
                }
            }
        } catch {
            openingFailed(
                opening.connection,
                ConnectFailure(
                    stage: .loggingIn,
                    sqlState: nil,
                    detail: "\(error)",
                    address: "",
                    role: "",
                    database: ""
                )
            )
        }
    }

    private func opened(_ id: PoolMachine.Connection, _ session: EstablishedSession) {
        gaugesAreStale = true
        guard let pointer = session.take() else { return machine.lost(id) }
        let wire = Wire(pointer, notices: session.notices)
        counters.opened.add(1, ordering: .relaxed)
        let wasRunning = machine.state == .running
        let decision = machine.opened(id)
        if case .close = decision { return }
        var isShared = false
        if case .serveReads = decision { isShared = true }
        let connection = PostgresConnection(
            id: id,
            wire: wire,
            isShared: isShared,
            statementCacheSize: configuration.statementCacheSize,
            counters: counters,
            loop: loop
        )
        members[id] = Member(connection: connection, isShared: isShared)
        poller.add(connection.descriptor, token: id)
        if !wasRunning, machine.state == .running { logger.info("The database answers.") }
        switch decision {
        case .serveReads(let waiters):
            for waiter in waiters {
                if let submission = waitingReads.removeValue(forKey: waiter) { submitToReader(submission) }
            }
        case .handOver(let waiter): handOver(id, to: waiter)
        case .keepIdle, .close: break
        }
    }

    private func openingFailed(_ id: PoolMachine.Connection, _ failure: ConnectFailure) {
        gaugesAreStale = true
        counters.openingsFailed.add(1, ordering: .relaxed)
        let before = machine.state
        for (waiter, refusal) in machine.openingFailed(id, failure, now: .now) { refuse(waiter, refusal) }
        // One line when things get worse, not one for each attempt.
        if machine.state != before {
            logger.warning(
                "No connection to the database.",
                metadata: [
                    "reason": "\(failure.reason.sentence)", "sqlstate": "\(failure.reason.sqlState?.rawValue ?? "")",
                ]
            )
        }
        logger.debug("A connection attempt failed.", metadata: ["detail": "\(failure.detail)"])
    }

    /// Acts on how a connection stands after something happened to it.
    private func settle(_ id: PoolMachine.Connection, _ standing: PostgresConnection.Standing) {
        guard let member = members[id] else { return }
        switch standing {
        case .lost(let detail):
            lose(id, detail)
        case .open(let outstanding, let isClean, let writes):
            members[id]?.outstanding = outstanding
            if writes != member.writes {
                members[id]?.writes = writes
                poller.watch(member.connection.descriptor, token: id, forWriting: writes)
            }
            guard member.leaseHasEnded, outstanding == 0 else { return }
            members[id]?.leaseHasEnded = false
            gaugesAreStale = true
            guard isClean else { return lose(id, "the transaction could not be ended") }
            switch machine.release(id) {
            case .handOver(let waiter): handOver(id, to: waiter)
            case .keepIdle: break
            case .close: close(id)
            }
        }
    }

    private func lose(_ id: PoolMachine.Connection, _ detail: String) {
        counters.lost.add(1, ordering: .relaxed)
        logger.debug("A connection was lost.", metadata: ["detail": "\(detail)"])
        close(id)
    }

    private func close(_ id: PoolMachine.Connection) {
        gaugesAreStale = true
        guard let member = members.removeValue(forKey: id) else { return }
        if let lease = member.lease {
            leases[lease] = nil
            brokenLeases.insert(lease)
        }
        machine.lost(id)
        poller.remove(member.connection.descriptor)
        member.connection.assumeIsolated { $0.close(detail: "closed") }
    }
}

// MARK: - Start and stop

extension ConnectionPool {
    private func start(_ continuation: CheckedContinuation<Void, Never>) {
        guard runner == nil, drainDeadline == nil else { return continuation.resume() }
        runner = continuation
        machine.start()
    }

    private func shutDown() {
        guard drainDeadline == nil else { return }
        gaugesAreStale = true
        drainDeadline = .now + configuration.drainTimeout
        for waiter in machine.close() { refuse(waiter, .closed) }
    }

    /// Closes everything once nothing is under way, or when the time for that is over.
    private func finishWhenDrained(_ isOverdue: Bool) {
        let isDrained = leases.isEmpty && members.values.allSatisfy { $0.outstanding == 0 }
        guard isDrained || isOverdue else { return }
        for id in Array(members.keys) { close(id) }
        drainDeadline = nil
        publish()
        loop.stop()
        runner?.resume()
        runner = nil
    }
}

extension PoolMachine.Refusal {
    var error: PostgresError {
        switch self {
        case .tooManyWaiting: PostgresError(.poolExhausted, "Too many requests are waiting for the database.")
        case .timeout: PostgresError(.timeout, "No connection to the database came free in time.")
        case .unavailable(let reason): PostgresError(.connection, reason.sentence, sqlState: reason.sqlState)
        case .closed: PostgresError(.closed, "The database client has been stopped.")
        }
    }
}
