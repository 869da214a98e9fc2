@testable import Postgres

/// What transcripts of a conversation begin with, and how they read who was answered.
extension PipelineMachine where Request == String, Output == String {
    /// A machine whose server knows the statement already, as number 1.
    static func knowing(_ statement: Statement, isShared: Bool = true) -> Self {
        var machine = Self(isShared: isShared, statementCacheSize: 10)
        _ = machine.submit("first", statements: [statement])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("A")
        _ = machine.receivedSync(transaction: Transaction.none)
        return machine
    }
}

extension PipelineMachine.Received {
    /// Who was answered, and what; nil when nobody was.
    var answer: (who: Request, result: Result<[Output], PostgresError>)? {
        guard case .answered(let answered) = self else { return nil }
        return (answered.request, answered.outcome)
    }
}
