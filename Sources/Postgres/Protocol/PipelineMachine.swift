import DequeModule

/// One connection's conversation in libpq's pipeline mode, without any input or output.
///
/// Batches go in; the commands to put on the wire come out. Answers of the server go in, in the order of the commands;
/// what to tell whom comes out. `Request` is whoever waits for a batch, `Output` what a statement yields.
struct PipelineMachine<Request, Output>: ~Copyable {
    /// A transaction block of the session, as far as the answers so far tell.
    enum Transaction: Hashable {
        case none
        case open
        case failed
    }

    /// What to put on the wire. Every list of commands ends with its own `sync`.
    enum Command: Hashable {
        case prepare(statement: Int, name: StatementCache.Name)
        case execute(statement: Int, name: StatementCache.Name)
        case rollback
        case deallocate(StatementCache.Name)
        case sync
    }

    struct Sending {
        let commands: [Command]
        let statements: [Statement]
    }

    struct Answered {
        let request: Request
        let outcome: Result<[Output], PostgresError>
    }

    /// What the next answer of the server belongs to.
    enum Expectation {
        case nothing
        /// A statement's result, to be kept.
        case output(statement: String, isCommit: Bool)
        /// Success or failure alone.
        case acknowledgement
        case sync
    }

    enum Received {
        /// More answers must come first.
        case more
        case answered(Answered)
        /// Send the batch again: nothing of it was kept, and what made it fail is out of the way by then.
        case again(Request, statements: [Statement], tries: Int)
        /// The server and this machine disagree on what was asked: the connection is of no use any more.
        case violation
    }

    /// A class, so that a batch is not copied for each of its answers.
    private final class InFlight {
        /// nil: nobody waits (any more).
        var request: Request?
        let statements: [Statement]
        let commands: [Command]
        let tries: Int
        var position = 0
        var outputs: [Output] = []
        var failure: (failure: ServerFailure, statement: Int?)?
        var startedIn: Transaction?
        var hasCommitted = false
        var isStale = false

        init(request: Request?, statements: [Statement], commands: [Command], tries: Int) {
            self.request = request
            self.statements = statements
            self.commands = commands
            self.tries = tries
            outputs.reserveCapacity(statements.count)
        }

        /// The command whose answer is awaited.
        var command: Command { commands[position] }
    }

    private let isShared: Bool
    private var cache: StatementCache
    private var pipe: Deque<InFlight> = []
    private var leaseHasEnded = false
    private var rollbacksInFlight = 0
    private(set) var transaction = Transaction.none

    /// - Parameter isShared: many callers send at once, so a transaction that stays open is ended without being asked.
    init(isShared: Bool, statementCacheSize: Int) {
        self.isShared = isShared
        cache = StatementCache(capacity: statementCacheSize)
    }

    /// Batches of which the Sync has not come back yet.
    var outstanding: Int { pipe.count }

    var expectation: Expectation {
        guard let batch = pipe.first else { return .nothing }
        switch batch.command {
        case .execute(let index, _):
            let statement = batch.statements[index]
            return .output(statement: statement.name, isCommit: statement.isCommit)
        case .prepare, .rollback, .deallocate: return .acknowledgement
        case .sync: return .sync
        }
    }

    /// Whether the connection is as good as new for the next user.
    var isClean: Bool { pipe.isEmpty && transaction == .none }
}

// MARK: - Sending

extension PipelineMachine {
    mutating func submit(_ request: Request, statements: [Statement], tries: Int = 0) -> Sending {
        var commands: [Command] = []
        commands.reserveCapacity(statements.count + 2)
        for (index, statement) in statements.enumerated() {
            switch cache.use(statement.key) {
            case .prepared(let name):
                commands.append(.execute(statement: index, name: name))
            case .new(let name):
                commands.append(.prepare(statement: index, name: name))
                commands.append(.execute(statement: index, name: name))
            }
        }
        return enqueue(request, statements, commands, tries)
    }

    /// Sends a batch anew after `Received.again`, behind the end of the transaction that its first try left.
    mutating func resubmit(_ request: Request, statements: [Statement], tries: Int) -> [Sending] {
        let cleanUp = transaction != .none && rollbacksInFlight == 0 ? [rollBack()] : []
        return cleanUp + [submit(request, statements: statements, tries: tries)]
    }

    /// What the connection itself must send now: the end of a transaction that nobody will end, or a statement that
    /// fell out of the cache. Ask again until it is nil.
    mutating func upkeep() -> Sending? {
        if transaction != .none, rollbacksInFlight == 0,
            isShared || (leaseHasEnded && pipe.isEmpty)
        {
            return rollBack()
        }
        if transaction != .failed, let name = cache.nextDiscarded() {
            return enqueue(nil, [], [.deallocate(name)], 0)
        }
        return nil
    }

    /// Ends the open transaction, whatever became of it.
    mutating func rollBack() -> Sending {
        rollbacksInFlight += 1
        return enqueue(nil, [], [.rollback], 0)
    }

    /// Something else than a batch ran on the connection, and the server says how it left the transaction.
    mutating func found(_ transaction: Transaction) {
        self.transaction = transaction
    }

    mutating func beginLease() {
        leaseHasEnded = false
    }

    /// Nobody sends in this transaction any more; `upkeep` then ends it.
    mutating func endLease() {
        leaseHasEnded = true
    }

    private mutating func enqueue(
        _ request: Request?,
        _ statements: [Statement],
        _ commands: [Command],
        _ tries: Int
    ) -> Sending {
        var all = commands
        all.append(.sync)
        pipe.append(InFlight(request: request, statements: statements, commands: all, tries: tries))
        return Sending(commands: all, statements: statements)
    }
}

// MARK: - Receiving

extension PipelineMachine {
    /// A statement's result.
    /// - Parameter endedAsRollback: the server answered COMMIT with ROLLBACK, because the transaction had failed.
    mutating func received(_ output: Output, endedAsRollback: Bool = false) -> Received {
        guard let batch = beginAnswer(), case .execute(let index, _) = batch.command else { return .violation }
        batch.outputs.append(output)
        batch.position += 1
        switch batch.statements[index].role {
        case .plain: break
        case .begin: transaction = .open
        case .rollback: transaction = .none
        case .commit:
            transaction = .none
            if endedAsRollback {
                batch.failure = batch.failure ?? (ServerFailure(sqlState: .inFailedSqlTransaction), index)
            } else {
                batch.hasCommitted = true
            }
        }
        return .more
    }

    /// A prepare, or something of the connection's own, succeeded.
    mutating func receivedAcknowledgement() -> Received {
        guard let batch = beginAnswer() else { return .violation }
        switch batch.command {
        case .prepare, .deallocate: break
        case .rollback:
            rollbacksInFlight -= 1
            transaction = .none
        case .execute, .sync: return .violation
        }
        batch.position += 1
        return .more
    }

    /// The server refused a command; it skips the rest of the batch.
    mutating func received(_ failure: ServerFailure) -> Received {
        // A transaction that cannot even be rolled back leaves a session that is of no use.
        guard let batch = beginAnswer() else { return .violation }
        let command = batch.command
        guard command != .rollback else { return .violation }
        if command == .sync {
            // The implicit transaction failed at its end, on a deferred constraint; the Sync itself is still to come.
            batch.failure = batch.failure ?? (failure, nil)
            return .more
        }
        noteUndone(command, of: batch, because: failure)
        var failed = failure
        var statement: Int?
        switch command {
        case .execute(let index, _):
            statement = index
            let wasPreparedBefore = batch.position == 0 || batch.commands[batch.position - 1].prepares != index
            if wasPreparedBefore, [.featureNotSupported, .invalidSqlStatementName].contains(failure.sqlState) {
                failed.isStalePlan = true
                batch.isStale = true
                batch.statements.forEach { cache.discard($0.key) }
            }
            if batch.statements[index].role == .commit { transaction = .none }
        case .prepare(let index, _):
            statement = index
        case .rollback, .deallocate, .sync: break
        }
        if transaction == .open { transaction = .failed }
        if batch.failure == nil { batch.failure = (failed, statement) }
        batch.position += 1
        return .more
    }

    /// A command was skipped because an earlier one of its batch failed.
    mutating func receivedSkip() -> Received {
        guard let batch = beginAnswer(), batch.command != .sync else { return .violation }
        noteUndone(batch.command, of: batch, because: nil)
        batch.position += 1
        return .more
    }

    /// The end of a batch.
    /// - Parameter transaction: the server's own word on the transaction, where it can be had.
    mutating func receivedSync(transaction truth: Transaction?) -> Received {
        guard let batch = beginAnswer(), batch.command == .sync else { return .violation }
        if let truth { transaction = truth }
        pipe.removeFirst()
        guard let request = batch.request else { return .more }
        guard let (failure, index) = batch.failure else {
            return .answered(Answered(request: request, outcome: .success(batch.outputs)))
        }
        if mayTryAgain(batch, failure) {
            return .again(request, statements: batch.statements, tries: batch.tries + (batch.isStale ? 1 : 0))
        }
        let statement = index.map { batch.statements[$0] }
        return .answered(Answered(request: request, outcome: .failure(Self.error(failure, statement, index))))
    }

    /// The connection is gone; tells everyone who waits on it.
    mutating func lost(_ detail: String) -> [Answered] {
        var answered: [Answered] = []
        while let batch = pipe.popFirst() {
            guard let request = batch.request else { continue }
            answered.append(Answered(request: request, outcome: outcomeOfLost(batch, detail)))
        }
        return answered
    }

    /// Nobody waits for this batch any more; its results will be dropped.
    mutating func abandon(where matches: (Request) -> Bool) -> Request? {
        for batch in pipe {
            if let request = batch.request, matches(request) {
                batch.request = nil
                return request
            }
        }
        return nil
    }

    private func beginAnswer() -> InFlight? {
        guard let batch = pipe.first else { return nil }
        if batch.startedIn == nil { batch.startedIn = transaction }
        return batch
    }

    private mutating func noteUndone(_ command: Command, of batch: InFlight, because failure: ServerFailure?) {
        switch command {
        case .prepare(let index, let name): cache.forget(batch.statements[index].key, name: name)
        case .deallocate(let name):
            if failure?.sqlState == .inFailedSqlTransaction { cache.postponeDiscard(name) }
        case .execute, .rollback, .sync: break
        }
    }

    private func mayTryAgain(_ batch: InFlight, _ failure: ServerFailure) -> Bool {
        guard !batch.hasCommitted else { return false }
        if batch.startedIn == Transaction.none {
            // Only what the batch itself began is open now, and a rollback goes out before the next try.
            return batch.isStale && batch.tries == 0
        }
        // Someone else's failed transaction stood in the way. This ends, because whoever is first in the pipe never
        // meets one, so each round settles at least one batch.
        return isShared && failure.sqlState == .inFailedSqlTransaction
    }

    private static func error(_ failure: ServerFailure, _ statement: Statement?, _ index: Int?) -> PostgresError {
        if statement?.role == .commit, failure.sqlState.leavesCommitUnknown {
            return PostgresError(
                .outcomeUnknown,
                "The database could not say whether the change was kept.",
                failure: failure,
                statement: statement?.name,
                index: index
            )
        }
        return .refused(failure, statement: statement, index: index)
    }

    private func outcomeOfLost(_ batch: InFlight, _ detail: String) -> Result<[Output], PostgresError> {
        if let (failure, index) = batch.failure {
            return .failure(Self.error(failure, index.map { batch.statements[$0] }, index))
        }
        // All answers are here, only the Sync is not: everything that was asked for has happened.
        if batch.command == .sync, batch.hasCommitted || isShared {
            return .success(batch.outputs)
        }
        if !batch.hasCommitted, let commit = batch.statements.firstIndex(where: \.isCommit) {
            return .failure(
                PostgresError(
                    .outcomeUnknown,
                    "The connection was lost before the database confirmed the change.",
                    detail: detail,
                    statement: batch.statements[commit].name,
                    index: commit
                )
            )
        }
        return .failure(
            PostgresError(.connection, "The connection to the database was lost.", detail: detail)
        )
    }
}

extension PipelineMachine.Command {
    /// The statement that this command prepares.
    fileprivate var prepares: Int? {
        if case .prepare(let statement, _) = self { statement } else { nil }
    }
}
