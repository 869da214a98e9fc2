/// A batch on its way, with the task that waits for it.
struct Submission: Sendable {
    typealias Answer = Result<[Rows], PostgresError>

    let id: UInt64
    let statements: [Statement]
    private let continuation: CheckedContinuation<Answer, Never>

    init(id: UInt64, statements: [Statement], continuation: CheckedContinuation<Answer, Never>) {
        self.id = id
        self.statements = statements
        self.continuation = continuation
    }

    /// Must be called exactly once.
    func answer(_ answer: Answer) {
        continuation.resume(returning: answer)
    }
}
