/// A batch or a script on its way, with the task that waits for it.
struct Submission: Sendable {
    typealias Answer = Result<[Rows], PostgresError>

    enum Work: Sendable {
        case batch([Statement])
        /// SQL of any number of statements, over the simple protocol.
        case script(Statement)
    }

    let id: UInt64
    let work: Work
    let isRead: Bool
    /// See `Batch`.
    let sharesSync: Bool
    private let counters: Counters
    /// When it was called for.
    let since = ContinuousClock.now
    private let continuation: CheckedContinuation<Answer, Never>

    init(
        id: UInt64,
        work: Work,
        isRead: Bool,
        sharesSync: Bool,
        counters: Counters,
        continuation: CheckedContinuation<Answer, Never>
    ) {
        self.id = id
        self.work = work
        self.isRead = isRead
        self.sharesSync = sharesSync
        self.counters = counters
        self.continuation = continuation
    }

    /// Must be called exactly once.
    func answer(_ answer: Answer) {
        counters.metrics.answered(answer, isRead: isRead, after: .now - since)
        continuation.resume(returning: answer)
    }
}
