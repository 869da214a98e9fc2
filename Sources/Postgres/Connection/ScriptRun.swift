/// A script on its way: many statements in one text, which pipeline mode cannot carry.
struct ScriptRun {
    /// nil: nobody waits any more.
    var submission: Submission?
    let statement: Statement
    var hasStarted = false
    var failure: ServerFailure?

    var outcome: Submission.Answer {
        if let failure { .failure(.refused(failure, statement: statement, index: nil)) } else { .success([]) }
    }

    func errorWhenLost(_ loss: ConnectionLoss) -> PostgresError {
        if let failure { return .refused(failure, statement: statement, index: nil) }
        guard hasStarted else { return loss.error }
        return PostgresError(
            .outcomeUnknown,
            "The connection was lost before the script had ended.",
            detail: loss.detail,
            statement: statement.name
        )
    }

    var errorWhenCancelled: PostgresError {
        guard hasStarted else { return .cancelled }
        return PostgresError(
            .outcomeUnknown,
            "The request was cancelled before the script had ended.",
            statement: statement.name
        )
    }
}
