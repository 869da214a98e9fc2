/// Which connections there are, who has one and who waits, without any input or output.
///
/// Two groups: a few *readers* that everyone shares, and *leased* connections that one caller has at a time. Events go
/// in with the time at which they happened; each answers with a decision of its own.
struct PoolMachine: ~Copyable {
    typealias Instant = ContinuousClock.Instant
    typealias Waiter = WaitingLine.Waiter
    typealias ConnectionID = Int

    enum Purpose: Hashable {
        case reading
        case leasing
        /// For notifications.
        case listening
    }

    struct Settings {
        var readConnections = 3
        var leasedConnections = 8
        var acquireTimeout = Duration.seconds(1)
        var maximumWaiters = 1024
        var seed: UInt64 = 0
    }

    /// Why a caller gets no connection.
    enum Refusal: Hashable {
        case tooManyWaiting
        case timeout
        case unavailable(PoolState.Reason)
        case closed
    }

    enum ReadDecision: Hashable {
        case useReaders
        case wait
        case refuse(Refusal)
    }

    enum LeaseDecision: Hashable {
        case use(ConnectionID)
        case wait
        case refuse(Refusal)
    }

    enum ReleaseDecision: Hashable {
        case handOver(Waiter)
        case keepIdle
        case close
    }

    enum OpenedDecision: Hashable {
        case serveReads([Waiter])
        case handOver(Waiter)
        case keepIdle
        case listen
        case close
    }

    struct Opening: Hashable {
        let connection: ConnectionID
        let purpose: Purpose
    }

    private enum Phase: Hashable {
        case opening
        case shared
        case idle
        case leased
        case listening
    }

    private struct Member {
        let purpose: Purpose
        var phase: Phase
    }

    private let settings: Settings
    private var backoff: Backoff
    private var members: [ConnectionID: Member] = [:]
    /// Last in, first out, so that few connections stay warm.
    private var idle: [ConnectionID] = []
    private var waitingReads = WaitingLine()
    private var waitingLeases = WaitingLine()
    private var lastConnection = 0
    private(set) var readerCount = 0
    private var hasStarted = false
    private var isClosed = false
    private var wantsListener = false
    /// Sessions in a row that came about and could not listen, as on a standby; and when the next one may be made.
    private var listenerFailures = 0
    private var nextListener: Instant?

    private var failures = 0
    private var lastFailure: ConnectFailure?
    private var nextAttempt: Instant?
    /// Sessions in a row that ended before they had answered anything.
    private var unanswered = 0
    private var nextReplacement: Instant?

    /// Failures in a row after which callers are refused at once.
    private static var circuitThreshold: Int { 3 }
    /// Attempts at the same time while all is well; after a failure it is one.
    private static var parallelOpenings: Int { 4 }

    init(_ settings: Settings) {
        self.settings = settings
        backoff = Backoff(seed: settings.seed)
    }
}

// MARK: - Callers

extension PoolMachine {
    mutating func read(_ waiter: Waiter, now: Instant) -> ReadDecision {
        if isClosed { return .refuse(.closed) }
        if readerCount > 0 { return .useReaders }
        if let reason = reasonToFailFast(.reading) { return .refuse(.unavailable(reason)) }
        guard waitingReads.count < settings.maximumWaiters else { return .refuse(.tooManyWaiting) }
        waitingReads.append(waiter, until: now + settings.acquireTimeout)
        return .wait
    }

    mutating func lease(_ waiter: Waiter, now: Instant) -> LeaseDecision {
        if isClosed { return .refuse(.closed) }
        if let connection = idle.popLast() {
            members[connection]?.phase = .leased
            return .use(connection)
        }
        if let reason = reasonToFailFast(.leasing) { return .refuse(.unavailable(reason)) }
        guard waitingLeases.count < settings.maximumWaiters else { return .refuse(.tooManyWaiting) }
        waitingLeases.append(waiter, until: now + settings.acquireTimeout)
        return .wait
    }

    /// The lease has ended and its connection is clean.
    mutating func release(_ connection: ConnectionID) -> ReleaseDecision {
        guard members[connection]?.phase == .leased, !isClosed else { return .close }
        if let waiter = waitingLeases.popFirst() { return .handOver(waiter) }
        members[connection]?.phase = .idle
        idle.append(connection)
        return .keepIdle
    }

    /// Whether the waiter was still in line; it is not any more.
    mutating func cancel(_ waiter: Waiter) -> Bool {
        waitingReads.remove(waiter) || waitingLeases.remove(waiter)
    }

    /// Those whose deadline has passed, with what to tell them.
    mutating func expire(now: Instant) -> [(waiter: Waiter, refusal: Refusal)] {
        var expired: [(waiter: Waiter, refusal: Refusal)] = []
        while let waiter = waitingReads.popFirst(dueAt: now) { expired.append((waiter, refusalOfWaiter)) }
        while let waiter = waitingLeases.popFirst(dueAt: now) { expired.append((waiter, refusalOfWaiter)) }
        return expired
    }

    private var refusalOfWaiter: Refusal {
        guard failures > 0, let lastFailure else { return .timeout }
        return .unavailable(lastFailure.reason)
    }
}

// MARK: - Connections

extension PoolMachine {
    mutating func start() {
        hasStarted = true
    }

    /// The next connection to open now. Ask again until it is nil.
    mutating func nextOpening(now: Instant) -> Opening? {
        guard hasStarted, !isClosed else { return nil }
        let openings = count(.opening)
        if failures > 0 || unanswered > 1 {
            guard openings == 0, nextOfAny.map({ $0 <= now }) ?? true else { return nil }
        } else if openings >= Self.parallelOpenings {
            return nil
        }
        guard let purpose = purposeInNeed(at: now) else { return nil }
        lastConnection += 1
        members[lastConnection] = Member(purpose: purpose, phase: .opening)
        return Opening(connection: lastConnection, purpose: purpose)
    }

    mutating func opened(_ connection: ConnectionID) -> OpenedDecision {
        guard let member = members[connection], member.phase == .opening, !isClosed else {
            members[connection] = nil
            return .close
        }
        failures = 0
        lastFailure = nil
        nextAttempt = nil
        switch member.purpose {
        case .reading:
            members[connection]?.phase = .shared
            readerCount += 1
            return .serveReads(waitingReads.removeAll())
        case .leasing:
            members[connection]?.phase = .leased
            switch release(connection) {
            case .handOver(let waiter): return .handOver(waiter)
            case .keepIdle: return .keepIdle
            case .close: return .close
            }
        case .listening:
            guard wantsListener else {
                members[connection] = nil
                return .close
            }
            members[connection]?.phase = .listening
            return .listen
        }
    }

    /// Whether there is someone to listen for.
    mutating func want(listener: Bool) {
        wantsListener = listener
    }

    /// The listening session does listen.
    mutating func listens() {
        listenerFailures = 0
        nextListener = nil
    }

    /// The listening session is gone. One that never listened is not replaced at once.
    mutating func lostListener(_ connection: ConnectionID, now: Instant) {
        lost(connection)
        listenerFailures += 1
        nextListener = listenerFailures > 1 ? now + backoff.delay(afterFailures: listenerFailures) : nil
    }

    /// An attempt failed; those who need not wait any longer are returned with what to tell them.
    mutating func openingFailed(
        _ connection: ConnectionID,
        _ failure: ConnectFailure,
        now: Instant
    ) -> [(waiter: Waiter, refusal: Refusal)] {
        members[connection] = nil
        failures += 1
        lastFailure = failure
        nextAttempt = now + backoff.delay(afterFailures: failures)
        var refused: [Waiter] = []
        if reasonToFailFast(.reading) != nil { refused += waitingReads.removeAll() }
        if reasonToFailFast(.leasing) != nil { refused += waitingLeases.removeAll() }
        return refused.map { ($0, .unavailable(failure.reason)) }
    }

    /// A session has answered its first batch, so the server does serve.
    mutating func answered() {
        unanswered = 0
        nextReplacement = nil
    }

    /// An open connection is gone before it answered anything. From the second in a row on it is not replaced at once,
    /// so that a server that admits everyone and serves no one is not stormed.
    mutating func lostUnanswered(_ connection: ConnectionID, now: Instant) {
        lost(connection)
        unanswered += 1
        nextReplacement = unanswered > 1 ? now + backoff.delay(afterFailures: unanswered) : nil
    }

    /// An open connection is gone, for whatever reason.
    mutating func lost(_ connection: ConnectionID) {
        if members.removeValue(forKey: connection)?.phase == .shared { readerCount -= 1 }
        idle.removeAll { $0 == connection }
    }

    /// No one is served any more; those in line are returned.
    mutating func close() -> [Waiter] {
        isClosed = true
        return waitingReads.removeAll() + waitingLeases.removeAll()
    }

    /// When to look again, if nothing happens before.
    var nextDeadline: Instant? {
        [nextOpeningIsDue, waitingReads.firstDeadline, waitingLeases.firstDeadline].compactMap(\.self).min()
    }

    private var nextOpeningIsDue: Instant? {
        guard hasStarted, !isClosed, count(.opening) == 0, let need = purposeInNeed(at: nil) else { return nil }
        return need == .listening ? [nextOfAny, nextListener].compactMap(\.self).max() : nextOfAny
    }

    /// Before this no connection is opened, whatever for.
    private var nextOfAny: Instant? { [nextAttempt, nextReplacement].compactMap(\.self).max() }

    /// What is missing most: one to read and one to lease, so that a server with little room serves both; then the other
    /// readers, then one for whoever waits, then one that listens.
    /// - Parameter now: nil also counts what is not due yet.
    private func purposeInNeed(at now: Instant?) -> Purpose? {
        let readers = members.values.count { $0.purpose == .reading }
        let leasing = members.values.count { $0.purpose == .leasing }
        let comingLeases = members.values.count { $0.purpose == .leasing && $0.phase == .opening }
        if readers == 0, settings.readConnections > 0 { return .reading }
        if leasing == 0, settings.leasedConnections > 0 { return .leasing }
        // Beside the only one to lease, which is not open yet, another reader could take the last place of the server.
        if readers < settings.readConnections, leasing == 0 || leasing > comingLeases { return .reading }
        if leasing < settings.leasedConnections, waitingLeases.count > comingLeases { return .leasing }
        guard wantsListener, !members.values.contains(where: { $0.purpose == .listening }) else { return nil }
        if let now, let nextListener, nextListener > now { return nil }
        return .listening
    }
}

// MARK: - State

extension PoolMachine {
    var state: PoolState {
        if isClosed { return .closed }
        if settings.readConnections > 0 ? readerCount > 0 : count(.idle) + count(.leased) > 0 { return .running }
        guard failures > 0, let lastFailure else { return .connecting }
        return isCircuitOpen ? .circuitOpen(lastFailure.reason) : .backingOff(lastFailure.reason)
    }

    var waiterCount: Int { waitingReads.count + waitingLeases.count }
    var idleCount: Int { count(.idle) }
    var leasedCount: Int { count(.leased) }
    var openingCount: Int { count(.opening) }

    private var isCircuitOpen: Bool {
        failures >= Self.circuitThreshold || (failures > 0 && lastFailure?.needsPerson == true)
    }

    /// Waiting makes no sense when attempts keep failing and there is nothing that could come free.
    private func reasonToFailFast(_ purpose: Purpose) -> PoolState.Reason? {
        guard isCircuitOpen, !members.values.contains(where: { $0.purpose == purpose && $0.phase != .opening }) else {
            return nil
        }
        return lastFailure?.reason
    }

    private func count(_ phase: Phase) -> Int {
        members.values.count { $0.phase == phase }
    }
}
