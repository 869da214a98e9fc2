#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Several hosts asked for one session, so that one that stays silent costs the others nothing.
///
/// They are asked in order, the next as soon as the one before has failed or has been silent for a moment; the first to
/// let the session in wins. While one is silent those that failed are asked again: the standby among them may become
/// the primary. That gives the race no more time: it is over when each host has had its own.
struct ConnectRace {
    typealias Instant = ContinuousClock.Instant

    private struct Lookup {
        let attempt: ConnectPlan.Attempt
        let deadline: Instant
        let name: NameLookup
    }

    private var fresh: [ConnectPlan.Attempt]
    private var again: [(attempt: ConnectPlan.Attempt, from: Instant)] = []
    private var lookups: [Lookup] = []
    private var running: [Handshake] = []
    /// The last failure of each, in order of its first.
    private var failures: [(host: String, failure: ConnectFailure)] = []
    private var lastStart: Instant?

    private let timeout: Duration
    private let notices: NoticeSink
    private let memory: HostMemory
    private let resolve: NameLookup.Resolver

    /// How long a host may be silent before the next is asked too.
    private static let patience = Duration.milliseconds(250)
    /// How long a host that failed is left alone.
    private static let pause = Duration.milliseconds(500)

    init(
        _ attempts: [ConnectPlan.Attempt],
        timeout: Duration,
        notices: NoticeSink,
        memory: HostMemory,
        resolve: @escaping NameLookup.Resolver = NameLookup.addresses(of:)
    ) {
        fresh = memory.sorted(attempts)
        self.timeout = timeout
        self.notices = notices
        self.memory = memory
        self.resolve = resolve
    }

    /// Blocks until a session is open or every host has failed.
    mutating func run() throws(ConnectFailure) -> EstablishedSession {
        while true {
            startWhatIsDue()
            guard !deadlines.isEmpty else { throw ConnectFailure(failures.map(\.failure)) }
            let isReady = wait()
            if let session = advance(isReady) { return session }
            takeLookups()
        }
    }

    /// Of all that is under way.
    private var deadlines: [Instant] { lookups.map(\.deadline) + running.map(\.deadline) }

    // MARK: Starting

    private mutating func startWhatIsDue() {
        while let (attempt, deadline) = nextDue(.now) {
            lastStart = .now
            if let name = attempt.name {
                lookUp(name, of: attempt, until: deadline)
            } else {
                shakeHands(attempt, until: deadline)
            }
        }
    }

    /// One that is made again gets no time of its own, or several silent hosts would keep each other alive for ever.
    private mutating func nextDue(_ now: Instant) -> (ConnectPlan.Attempt, deadline: Instant)? {
        let last = deadlines.max()
        if !fresh.isEmpty, last == nil || nextFresh.map({ $0 <= now }) ?? true {
            return (fresh.removeFirst(), now + timeout)
        }
        guard let last, let index = again.firstIndex(where: { $0.from <= now }) else { return nil }
        return (again.remove(at: index).attempt, last)
    }

    private var nextFresh: Instant? {
        fresh.isEmpty ? nil : lastStart.map { $0 + Self.patience }
    }

    private mutating func lookUp(_ name: String, of attempt: ConnectPlan.Attempt, until deadline: Instant) {
        do throws(SystemError) {
            lookups.append(Lookup(attempt: attempt, deadline: deadline, name: try NameLookup(name, by: resolve)))
        } catch {
            fail(attempt, ConnectFailure(attempt, stage: .withoutThread, detail: "\(error)"))
        }
    }

    private mutating func shakeHands(_ attempt: ConnectPlan.Attempt, until deadline: Instant) {
        do throws(ConnectFailure) {
            running.append(try Handshake(attempt, until: deadline, notices: notices))
        } catch {
            fail(attempt, error)
        }
    }

    // MARK: Waiting

    /// - Returns: for each handshake that runs, whether its socket is ready.
    private func wait() -> [Bool] {
        var sockets = running.map(\.waitsFor)
        sockets += lookups.map { pollfd(fd: $0.name.descriptor, events: Int16(POLLIN), revents: 0) }
        let moments = deadlines + [nextFresh].compactMap(\.self) + again.map(\.from)
        let left = moments.min().map { ContinuousClock.now.duration(to: $0) } ?? timeout
        let count = poll(&sockets, nfds_t(sockets.count), max(left, .zero).wholeMilliseconds)
        return sockets.prefix(running.count).map { count > 0 && $0.revents != 0 }
    }

    private mutating func advance(_ isReady: [Bool]) -> EstablishedSession? {
        let now = ContinuousClock.now
        var left: [Handshake] = []
        for (handshake, isReady) in zip(running, isReady) {
            var handshake = handshake
            switch isReady ? handshake.advance() : .goesOn {
            case .done(let session):
                memory.letIn(handshake.attempt)
                return session
            case .failed(let failure): fail(handshake.attempt, failure)
            case .goesOn where handshake.deadline <= now: fail(handshake.attempt, handshake.overdue)
            case .goesOn: left.append(handshake)
            }
        }
        running = left
        return nil
    }

    /// The first address of a name is asked at once, within the name's own time; the others are hosts like any other.
    private mutating func takeLookups() {
        let now = ContinuousClock.now
        let pending = lookups
        lookups = []
        for lookup in pending {
            switch lookup.name.result {
            case .success(let addresses):
                let found = memory.sorted(addresses.map { lookup.attempt.at($0) })
                fresh.insert(contentsOf: found.dropFirst(), at: 0)
                if let first = found.first { shakeHands(first, until: lookup.deadline) }
            case .failure(let error):
                fail(lookup.attempt, ConnectFailure(lookup.attempt, stage: .lookingUp, detail: error.reason))
            case nil where lookup.deadline <= now:
                fail(lookup.attempt, ConnectFailure(lookup.attempt, stage: .lookingUp, detail: "no answer in time"))
            case nil: lookups.append(lookup)
            }
        }
    }

    private mutating func fail(_ attempt: ConnectPlan.Attempt, _ failure: ConnectFailure) {
        let host = attempt.host + (attempt.resolved ?? "")
        if let known = failures.firstIndex(where: { $0.host == host }) {
            failures[known].failure = failure
        } else {
            failures.append((host, failure))
        }
        guard !failure.needsPerson else { return }
        again.append((attempt, .now + Self.pause))
    }
}
