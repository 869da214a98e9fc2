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
    private let continuation: CheckedContinuation<Answer, Never>

    init(id: UInt64, work: Work, continuation: CheckedContinuation<Answer, Never>) {
        self.id = id
        self.work = work
        self.continuation = continuation
    }

    /// Must be called exactly once.
    func answer(_ answer: Answer) {
        continuation.resume(returning: answer)
    }
}
