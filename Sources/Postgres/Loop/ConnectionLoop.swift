import Synchronization

/// Whoever owns the sockets; everything it does, it does on the loop's thread.
protocol LoopClient: Actor {
    /// Sleeps until something happens, and deals with it.
    func waitForEvents()
    func handle(_ message: PoolMessage)
    /// A turn of the loop is over: time to look at deadlines.
    func endTurn()
    /// Whether a socket will soon have something to read, so that what can wait need not wake the loop.
    var expectsAnswers: Bool { get }
    /// The loop ends; nothing more is handled.
    func end()
}

/// One thread that owns all connections, as the executor of their actors.
///
/// Because it is a `SerialExecutor`, the compiler proves that nothing but this thread touches a `PGconn`. Other threads
/// leave messages; a burst of them costs one wake-up.
final class ConnectionLoop: SerialExecutor {
    enum Work: Sendable {
        case job(UnownedJob)
        case message(PoolMessage)

        var canWait: Bool {
            if case .message(let message) = self { message.canWait } else { false }
        }
    }

    private struct Inbox {
        var work: [Work] = []
        var wakeIsPending = false
        /// The loop will wake soon by itself; messages that can wait lie here until then.
        var isPatient = false
        /// No message is taken any more.
        var isStopped = false
        /// The thread is at its end.
        var hasEnded = false
        var isRunningLateJobs = false
        /// Threads that are leaving a job now, and what keeps the loop meanwhile.
        var leavers = 0
        var keeper: ConnectionLoop?
    }

    private let inbox = Mutex(Inbox())
    private let waker: Waker
    private let thread = Atomic<UInt>(0)

    init(waker: Waker) {
        self.waker = waker
    }

    /// Starts the thread; it lives until `stop`.
    func start(_ client: some LoopClient) throws(SystemError) {
        try startThread("koers-postgres") {
            self.thread.store(currentThread(), ordering: .releasing)
            self.run(client)
        }
    }

    /// Leaves a message for the loop.
    /// - Returns: false when the loop has stopped and nobody will read it.
    func post(_ message: PoolMessage) -> Bool {
        leave(.message(message))
    }

    /// The thread ends after the work that it has begun.
    func stop() {
        inbox.withLock { $0.isStopped = true }
        waker.wake()
    }

    /// Takes a job also after the stop: dropping it would leak its task.
    ///
    /// The runtime does not keep an executor. Once the job is left it may run, and with it the last reference to this loop may
    /// go, before this thread is done here.
    func enqueue(_ job: consuming ExecutorJob) {
        inbox.withLock { inbox in
            inbox.leavers += 1
            inbox.keeper = self
        }
        _ = leave(.job(UnownedJob(job)))
        runLateJobs()
        let last = inbox.withLock { inbox in
            inbox.leavers -= 1
            return inbox.leavers == 0 ? inbox.keeper.take() : nil
        }
        withExtendedLifetime(last) {}
    }

    /// Once the thread has ended, whoever leaves a job runs what is there: never two at the same time.
    private func runLateJobs() {
        while let work = takeLateWork() {
            for case .job(let job) in work { job.runSynchronously(on: asUnownedSerialExecutor()) }
            inbox.withLock { $0.isRunningLateJobs = false }
        }
    }

    private func takeLateWork() -> [Work]? {
        inbox.withLock { inbox in
            guard inbox.hasEnded, !inbox.isRunningLateJobs, !inbox.work.isEmpty else { return nil }
            inbox.isRunningLateJobs = true
            defer { inbox.work = [] }
            return inbox.work
        }
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "Only the connection loop's thread may do this.")
    }

    func isIsolatingCurrentContext() -> Bool? {
        thread.load(ordering: .acquiring) == currentThread()
    }

    private func leave(_ work: Work) -> Bool {
        let (isAccepted, mustWake) = inbox.withLock { inbox in
            if inbox.isStopped, case .message = work { return (false, false) }
            inbox.work.append(work)
            if inbox.wakeIsPending || inbox.isPatient && work.canWait { return (true, false) }
            inbox.wakeIsPending = true
            return (true, true)
        }
        if mustWake { waker.wake() }
        return isAccepted
    }

    private func endsNow() -> Bool {
        inbox.withLock { inbox in
            inbox.hasEnded = inbox.work.isEmpty
            return inbox.hasEnded
        }
    }

    private func run(_ client: some LoopClient) {
        var work: [Work] = []
        while true {
            let isStopped = inbox.withLock { inbox in
                swap(&inbox.work, &work)
                inbox.wakeIsPending = false
                inbox.isPatient = false
                return inbox.isStopped
            }
            if isStopped, work.isEmpty {
                client.assumeIsolated { $0.end() }
                if endsNow() { return }
            }
            for item in work {
                switch item {
                case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
                case .message(let message): client.assumeIsolated { $0.handle(message) }
                }
            }
            work.removeAll(keepingCapacity: true)
            let expectsAnswers = client.assumeIsolated {
                $0.endTurn()
                return $0.expectsAnswers
            }
            if expectsAnswers { inbox.withLock { $0.isPatient = $0.work.isEmpty } }
            if !isStopped { client.assumeIsolated { $0.waitForEvents() } }
        }
    }
}
