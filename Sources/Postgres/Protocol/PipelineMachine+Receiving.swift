import DequeModule

/// What the server's answers mean, one method an answer.
extension PipelineMachine {
    /// A statement's result.
    /// - Parameter endedAsRollback: the server answered COMMIT with ROLLBACK, because the transaction had failed.
    mutating func received(_ output: Output, endedAsRollback: Bool = false) -> Received {
        guard let batch = beginAnswer(), case .execute(let index, _) = batch.command else { return .violation }
        batch.outputs.append(output)
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
        return goOn(batch)
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
        return goOn(batch)
    }

    /// The server refused a command; it skips the rest of the batch.
    mutating func received(_ failure: ServerFailure) -> Received {
        // A transaction that cannot even be rolled back leaves a session that is of no use.
        guard let batch = beginAnswer() else { return .violation }
        let command = batch.command
        guard command != .rollback else { return .violation }
        if command == .sync {
            // The implicit transaction failed at its end, on a deferred constraint; the Sync itself is still to come.
            // Behind an answered COMMIT there is none: the server only says why it ends the session.
            if !batch.endsWithCommit { batch.failure = batch.failure ?? (failure, nil) }
            return .more
        }
        noteUndone(command, of: batch, because: failure)
        var failed = failure
        var statement: Int?
        switch command {
        case .execute(let index, let name):
            statement = index
            let wasPreparedBefore = batch.position == 0 || batch.commands[batch.position - 1].prepares != index
            if wasPreparedBefore, [.featureNotSupported, .invalidSqlStatementName].contains(failure.sqlState) {
                failed.isStalePlan = true
                batch.isStale = true
                // What the server does not know it need not remove.
                if failure.sqlState == .invalidSqlStatementName {
                    cache.forget(batch.statements[index].key, name: name)
                }
                batch.statements.forEach { cache.discard($0.key) }
            }
            if batch.statements[index].role == .commit { transaction = .none }
        case .prepare(let index, _):
            statement = index
        case .rollback, .deallocate, .sync: break
        }
        if transaction == .open { transaction = .failed }
        if batch.failure == nil { batch.failure = (failed, statement) }
        return goOn(batch)
    }

    /// A command was skipped because an earlier one in front of the same Sync failed.
    mutating func receivedSkip() -> Received {
        guard let batch = beginAnswer(), batch.command != .sync else { return .violation }
        noteUndone(batch.command, of: batch, because: nil)
        batch.wasSkipped = true
        return goOn(batch)
    }

    /// A Sync came back.
    /// - Parameter transaction: the server's own word on the transaction, where it can be had.
    mutating func receivedSync(transaction truth: Transaction?) -> Received {
        guard let batch = beginAnswer(), batch.command == .sync else { return .violation }
        if let truth { transaction = truth }
        if batch.endsCancellation { cancellationPassed() }
        if batch.endsGroup { groupsInFlight -= 1 }
        return goOn(batch)
    }

    /// A command of the batch was answered; after the last it is settled what came of the batch.
    private mutating func goOn(_ batch: InFlight) -> Received {
        batch.position += 1
        guard batch.position == batch.commands.count else { return .more }
        pipe.removeFirst()
        if batch.isUnshared { unshared -= 1 }
        guard let request = batch.request else { return .more }
        guard let (failure, index) = batch.failure else {
            // Another one failed whose Sync it shared. Next time it has one of its own.
            guard !batch.wasSkipped else { return .again(request, statements: batch.statements, tries: batch.tries) }
            return .answered(Answered(request: request, outcome: .success(batch.outputs)))
        }
        if mayTryAgain(batch, failure) {
            let counts = batch.isStale || wasHitInstead(failure)
            return .again(request, statements: batch.statements, tries: batch.tries + (counts ? 1 : 0))
        }
        let statement = index.map { batch.statements[$0] }
        return .answered(Answered(request: request, outcome: .failure(error(failure, statement, index))))
    }

    /// The connection is gone; tells everyone who waits on it.
    mutating func lost(_ loss: ConnectionLoss) -> [Answered] {
        var answered: [Answered] = []
        while let batch = pipe.popFirst() {
            guard let request = batch.request else { continue }
            answered.append(Answered(request: request, outcome: outcomeOfLost(batch, loss)))
        }
        return answered
    }

    /// Nobody waits for this batch any more; its results will be dropped.
    /// - Parameter error: why not; what a COMMIT that was given up comes to is unknown, whatever the reason.
    /// - Returns: who waited, and what to tell them.
    mutating func abandon(because error: PostgresError = .cancelled, where matches: (Request) -> Bool) -> Answered? {
        for batch in pipe {
            if let request = batch.request, matches(request) {
                batch.request = nil
                return Answered(request: request, outcome: .failure(errorOfAbandoned(batch) ?? error))
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

    /// How often a batch may be sent again for what was not its own doing: more than once, because a plan may be stale for one
    /// who was hit before, and a request to cancel may hit the same one twice.
    private static var mostTries: Int { 3 }

    private func mayTryAgain(_ batch: InFlight, _ failure: ServerFailure) -> Bool {
        guard !batch.hasCommitted else { return false }
        if batch.startedIn == Transaction.none {
            // Only what the batch itself began is open now, and a rollback goes out before the next try.
            return batch.tries < Self.mostTries && (batch.isStale || wasHitInstead(failure))
        }
        // Someone else's failed transaction stood in the way. This ends, because whoever is first in the pipe never
        // meets one, so each round settles at least one batch.
        return isShared && failure.sqlState == .inFailedSqlTransaction
    }

    /// A request to cancel someone else's batch came when this one was running.
    private func wasHitInstead(_ failure: ServerFailure) -> Bool {
        isShared && cancellation != .none && failure.sqlState == .queryCanceled
    }

    /// The COMMIT that may have happened: not answered yet, or answered while statements behind it were not. On a shared
    /// connection it ends a read, and there is nothing to be unsure of.
    private func unconfirmedCommit(of batch: InFlight) -> Int? {
        isShared ? nil : batch.statements.firstIndex(where: \.isCommit)
    }

    private func errorOfAbandoned(_ batch: InFlight) -> PostgresError? {
        guard let commit = unconfirmedCommit(of: batch) else { return nil }
        return PostgresError(
            .outcomeUnknown,
            "The request was cancelled before the database confirmed the change.",
            statement: batch.statements[commit].name,
            index: commit
        )
    }

    private func error(_ failure: ServerFailure, _ statement: Statement?, _ index: Int?) -> PostgresError {
        if !isShared, statement?.role == .commit, failure.sqlState.leavesCommitUnknown {
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

    private func outcomeOfLost(_ batch: InFlight, _ loss: ConnectionLoss) -> Result<[Output], PostgresError> {
        if let (failure, index) = batch.failure {
            return .failure(error(failure, index.map { batch.statements[$0] }, index))
        }
        // All answers are here, only the Sync is not: everything that was asked for has happened.
        if batch.command == .sync, batch.hasCommitted || isShared {
            return .success(batch.outputs)
        }
        if let commit = unconfirmedCommit(of: batch) {
            return .failure(
                PostgresError(
                    .outcomeUnknown,
                    "The connection was lost before the database confirmed the change.",
                    detail: loss.detail,
                    statement: batch.statements[commit].name,
                    index: commit
                )
            )
        }
        return .failure(loss.error)
    }
}

extension PipelineMachine.InFlight {
    /// Whether all that was asked for is known to be kept.
    fileprivate var endsWithCommit: Bool {
        hasCommitted && statements.last?.isCommit == true
    }
}

extension PipelineMachine.Command {
    /// The statement that this command prepares.
    fileprivate var prepares: Int? {
        if case .prepare(let statement, _) = self { statement } else { nil }
    }
}
