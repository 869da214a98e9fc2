/// A script on its way: many statements in one text, which pipeline mode cannot carry.
struct ScriptRun {
    let submission: Submission
    let statement: Statement
    var hasStarted = false
    var failure: ServerFailure?

    var outcome: Submission.Answer {
        if let failure { .failure(.refused(failure, statement: statement, index: nil)) } else { .success([]) }
    }

    func errorWhenLost(_ detail: String) -> PostgresError {
        if let failure { return .refused(failure, statement: statement, index: nil) }
        return PostgresError(
            hasStarted ? .outcomeUnknown : .connection,
            "The connection was lost before the script had ended.",
            detail: detail,
            statement: statement.name
        )
    }
}
