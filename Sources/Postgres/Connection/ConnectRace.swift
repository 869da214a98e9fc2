#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Several hosts asked for one session, so that one that stays silent costs the others nothing.
///
/// They are asked in order, the next as soon as the one before has failed or has been silent for a moment; the first to
/// let the session in wins. While one is silent those that failed are asked again: the standby among them may become
/// the primary.
struct ConnectRace {
    private var fresh: [ConnectPlan.Attempt]
    private var again: [(attempt: ConnectPlan.Attempt, from: ContinuousClock.Instant)] = []
    private var running: [Handshake] = []
    /// The last failure of each, in order of its first.
    private var failures: [(host: String, failure: ConnectFailure)] = []
    private var lastStart: ContinuousClock.Instant?

    private let timeout: Duration
    private let notices: NoticeSink
    private let memory: HostMemory

    /// How long a host may be silent before the next is asked too.
    private static let patience = Duration.milliseconds(250)
    /// How long a host that failed is left alone.
    private static let pause = Duration.milliseconds(500)

    init(_ attempts: [ConnectPlan.Attempt], timeout: Duration, notices: NoticeSink, memory: HostMemory) {
        fresh = memory.sorted(attempts)
        self.timeout = timeout
        self.notices = notices
        self.memory = memory
    }

    /// Blocks until a session is open or every host has failed.
    mutating func run() throws(ConnectFailure) -> EstablishedSession {
        while true {
            startWhatIsDue()
            guard !running.isEmpty else { throw ConnectFailure(failures.map(\.failure)) }
            if let session = advance(wait()) { return session }
        }
    }

    // MARK: Starting

    private mutating func startWhatIsDue() {
        while let attempt = nextDue(.now) {
            guard let attempt = lookedUp(attempt) else { continue }
            let start = ContinuousClock.now
            do throws(ConnectFailure) {
                running.append(try Handshake(attempt, until: start + timeout, notices: notices))
                lastStart = start
            } catch {
                fail(attempt, error)
            }
        }
    }

    private mutating func nextDue(_ now: ContinuousClock.Instant) -> ConnectPlan.Attempt? {
        if !fresh.isEmpty, running.isEmpty || nextFresh.map({ $0 <= now }) ?? true { return fresh.removeFirst() }
        guard !running.isEmpty, let index = again.firstIndex(where: { $0.from <= now }) else { return nil }
        return again.remove(at: index).attempt
    }

    private var nextFresh: ContinuousClock.Instant? {
        fresh.isEmpty ? nil : lastStart.map { $0 + Self.patience }
    }

    /// The first of the name's addresses; the others come next. Nil when there is none.
    private mutating func lookedUp(_ attempt: ConnectPlan.Attempt) -> ConnectPlan.Attempt? {
        guard let name = attempt.name else { return attempt }
        do throws(NameLookup.Failed) {
            let found = memory.sorted(try NameLookup.addresses(of: name).map { attempt.at($0) })
            fresh.insert(contentsOf: found.dropFirst(), at: 0)
            return found.first
        } catch {
            fail(attempt, ConnectFailure(attempt, stage: .lookingUp, detail: error.reason))
            return nil
        }
    }

    // MARK: Waiting

    /// - Returns: for each that runs, whether its socket is ready.
    private func wait() -> [Bool] {
        var sockets = running.map(\.waitsFor)
        let moments = running.map(\.deadline) + [nextFresh].compactMap(\.self) + again.map(\.from)
        let left = moments.min().map { ContinuousClock.now.duration(to: $0) } ?? timeout
        let count = poll(&sockets, nfds_t(sockets.count), max(left, .zero).wholeMilliseconds)
        return sockets.map { count > 0 && $0.revents != 0 }
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
