import CLibPQ
import Synchronization

/// One session of the server: the pipeline machine and the wire it talks over. Lives on the loop's thread.
actor PostgresConnection {
    /// How the connection stands after something happened to it.
    enum Standing {
        /// Still there, with this under way.
        case open(ReaderLoad, isClean: Bool, wantsToWrite: Bool)
        case lost(ConnectionLoss)
    }

    nonisolated let id: PoolMachine.ConnectionID
    nonisolated let descriptor: Int32
    private nonisolated let loop: ConnectionLoop
    private let isShared: Bool
    private let counters: Counters
    private var wire: Wire
    private var machine: PipelineMachine<Submission, Rows>
    /// The socket was full; the poller should say when it has room again.
    private var wantsToWrite = false
    /// Statements that were sent since the last Sync.
    private var executed = 0
    private var script: ScriptRun?
    private var watch = SilenceWatch()
    /// The server refused a change on a session that is for changes: it is a standby or set to read-only, so another
    /// session may find the primary.
    private var refusesChanges = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(
        id: PoolMachine.ConnectionID,
        wire: consuming Wire,
        isShared: Bool,
        statementCacheSize: Int,
        counters: Counters,
        loop: ConnectionLoop
    ) {
        self.id = id
        self.loop = loop
        self.counters = counters
        descriptor = wire.descriptor
        self.wire = wire
        self.isShared = isShared
        machine = PipelineMachine(isShared: isShared, statementCacheSize: statementCacheSize)
    }

    func submit(_ submission: Submission) -> Standing {
        guard script == nil else {
            submission.answer(.failure(PostgresError(.protocolViolation, "A script is running on this connection.")))
            return standing
        }
        if machine.outstanding == 0 { watch.noteProgress() }
        counters.batches.add(1, ordering: .relaxed)
        switch submission.work {
        case .batch(let statements):
            let sending = machine.submit(submission, statements: statements, sharesSync: submission.sharesSync)
            guard send(sending) else { return lost() }
            // Most often the Sync comes with `endGroup`, and there is nothing to flush before it.
            if sending.commands.last != .sync { return standing }
        case .script(let statement):
            script = ScriptRun(submission: submission, statement: statement)
            guard startScript() else { return lost() }
        }
        return flush()
    }

    /// The turn of the loop is over: sends the Sync that the batches of this turn share, if it is time for it.
    func endGroup() -> Standing {
        guard machine.owesSync, let sending = machine.endGroup() else { return standing }
        guard send(sending) else { return lost() }
        return flush()
    }

    /// The socket has something to read, or room to write.
    func ready() -> Standing {
        watch.noteProgress()
        var isAlive = true
        repeat {
            isAlive = wire.consumeInput()
            // Answers that came before the end are answers.
            guard receive(), startScript(), receiveScript(), isAlive, wire.isUsable else { return lost() }
        } while wire.holdsUnreadInput
        return wantsToWrite ? flush() : standing
    }

    func beginLease() {
        machine.beginLease()
    }

    /// Rolls back what is open; the connection is clean when everything has come back.
    func endLease() -> Standing {
        machine.endLease()
        guard sendUpkeep() else { return lost() }
        return flush()
    }

    /// Takes the waiter off the work under way and answers it; the work goes on until it is cancelled.
    /// - Returns: whether the waiter was here.
    func abandon(_ id: UInt64) -> Bool {
        if let answered = machine.abandon(where: { $0.id == id }) {
            answered.request.answer(answered.outcome)
            return true
        }
        guard let script, let submission = script.submission, submission.id == id else { return false }
        submission.answer(.failure(script.errorWhenCancelled))
        if script.hasStarted { self.script?.submission = nil } else { self.script = nil }
        return true
    }

    /// Answers everyone who still waits here.
    func close(_ loss: ConnectionLoss) {
        for answered in machine.lost(loss) { answered.request.answer(answered.outcome) }
        if let script { script.submission?.answer(.failure(script.errorWhenLost(loss))) }
        script = nil
    }

    private var standing: Standing {
        .open(
            ReaderLoad(
                outstanding: outstanding + (machine.cancellation == .underWay ? 1 : 0),
                // Where nothing comes something takes long, also when it shares its Sync.
                unshared: machine.unshared + (watch.isSilent ? 1 : 0),
                isStuck: watch.isStuck,
                hasGroup: machine.groupsInFlight > 0
            ),
            isClean: machine.isClean && !refusesChanges,
            wantsToWrite: wantsToWrite
        )
    }

    /// Batches and scripts of which the end has not come back yet.
    private var outstanding: Int { machine.outstanding + (script == nil ? 0 : 1) }

    private func lost(_ loss: ConnectionLoss? = nil) -> Standing {
        let loss = loss ?? .broken(detail: wire.message)
        close(loss)
        return .lost(loss)
    }

    private func flush() -> Standing {
        switch wire.flush() {
        case .everything: wantsToWrite = false
        case .partly: wantsToWrite = true
        // libpq keeps what the server said before it closed; reading finds it, and then the end.
        case .lost:
            _ = wire.consumeInput()
            _ = receive()
            return lost()
        }
        return standing
    }

    private func send(_ sending: PipelineMachine<Submission, Rows>.Sending) -> Bool {
        for command in sending.commands {
            guard wire.send(command, of: sending.statements) else { return false }
            switch command {
            case .prepare: counters.prepares.add(1, ordering: .relaxed)
            case .execute: executed += 1
            case .sync:
                counters.countRoundTrip(of: executed, for: user)
                executed = 0
            case .rollback, .deallocate: break
            }
        }
        return true
    }

    /// Whose batches travel here; what has no statements is the connection's own.
    private var user: PostgresMetrics.User { isShared ? .read : .lease }

    private func sendUpkeep() -> Bool {
        // A script runs outside of pipeline mode; what is to be done is done behind it.
        guard script == nil else { return true }
        while let sending = machine.upkeep() {
            guard send(sending) else { return false }
            wantsToWrite = true
        }
        return true
    }

    // MARK: Receiving

    /// Takes in every answer that has arrived; false when the conversation cannot go on.
    private func receive() -> Bool {
        var endsInARow = 0
        while machine.outstanding > 0 {
            switch wire.nextAnswer() {
            case .nothing:
                return true
            case .endOfCommand:
                // One end stands behind each command; two would mean that libpq awaits nothing.
                endsInARow += 1
                if endsInARow > 1 { return false }
            case .result(let result, let status):
                endsInARow = 0
                guard take(result, status) else { return false }
            }
        }
        return true
    }

    private func take(_ result: OpaquePointer, _ status: ExecStatusType) -> Bool {
        let received: PipelineMachine<Submission, Rows>.Received
        var isUsable = true
        switch status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            received = takeSuccess(result)
        case PGRES_PIPELINE_SYNC:
            PQclear(result)
            received = machine.receivedSync(transaction: wire.transaction)
            isUsable = sendUpkeep()
        case PGRES_PIPELINE_ABORTED:
            PQclear(result)
            received = machine.receivedSkip()
        default:
            defer { PQclear(result) }
            guard let failure = noted(ServerFailure(result: result)) else { return false }
            counters.failures.add(1, ordering: .relaxed)
            received = machine.received(failure)
        }
        // What was answered is told, also when nothing can be sent any more.
        return pass(on: received) && isUsable
    }

    private func pass(on received: PipelineMachine<Submission, Rows>.Received) -> Bool {
        switch received {
        case .more: return true
        case .violation: return false
        case .answered(let answered):
            answered.request.answer(answered.outcome)
            return true
        case .again(let submission, let statements, let tries):
            for sending in machine.resubmit(submission, statements: statements, tries: tries) {
                guard send(sending) else { return false }
            }
            wantsToWrite = true
            return true
        }
    }

    /// Readers are read-only by their own choice; there, a refused change is a mistake of the statement.
    private func noted(_ failure: ServerFailure?) -> ServerFailure? {
        guard var failure, failure.sqlState == .readOnlySqlTransaction, !isShared else { return failure }
        refusesChanges = true
        failure.isFromReadOnlyServer = true
        return failure
    }

    private func takeSuccess(_ result: OpaquePointer) -> PipelineMachine<Submission, Rows>.Received {
        switch machine.expectation {
        case .output(let statement, let isCommit):
            let endedAsRollback = isCommit && String(cString: PQcmdStatus(result)) == "ROLLBACK"
            return machine.received(Rows(result, statement: statement), endedAsRollback: endedAsRollback)
        case .acknowledgement:
            PQclear(result)
            return machine.receivedAcknowledgement()
        case .sync, .nothing:
            PQclear(result)
            return .violation
        }
    }

    // MARK: Silence and cancellation

    /// Some time has passed: looks whether a reader has waited for too long, and whether the server is silent for too long
    /// or busy for nobody.
    func look(
        at now: ContinuousClock.Instant,
        patience: SilenceWatch.Patience,
        readTimeout: Duration?
    ) -> Standing {
        if let readTimeout { abandonReads(since: now - readTimeout) }
        let isCancelling = machine.cancellation == .underWay
        switch watch.look(
            at: now,
            patience,
            isBusy: outstanding > 0,
            isCancelling: isCancelling,
            isBusyForNobody: machine.isBusyForNobody || script.map { $0.hasStarted && $0.submission == nil } ?? false
        ) {
        case .wait: return standing
        case .giveUp: return lost(.silent)
        case .cancel:
            cancel()
            return standing
        }
    }

    /// Answers the readers who have waited since then or longer. What runs for them is busy for nobody from now on.
    private func abandonReads(since moment: ContinuousClock.Instant) {
        guard isShared else { return }
        while let answered = machine.abandon(because: .readTimeout, where: { $0.since <= moment }) {
            answered.request.answer(answered.outcome)
        }
    }

    /// Asks the server to end what it is doing; the answer is `cancellationEnded`, some time later.
    func cancel() {
        guard machine.cancellation != .underWay, outstanding > 0, let request = wire.cancelRequest else { return }
        machine.beginCancellation()
        counters.count(.cancellation)
        let id = id
        do throws(SystemError) {
            try startThread("koers-pg-cancel") { [loop] in
                _ = loop.post(.cancellationEnded(id, isDelivered: request.send()))
            }
        } catch {
            // No room for a thread: then the end of this connection is what the server notices.
            _ = loop.post(.cancellationEnded(id, isDelivered: false))
        }
    }

    /// The server has the request to cancel, or cannot be reached, and then this connection is of no use either.
    func cancellationEnded(isDelivered: Bool) -> Standing {
        guard isDelivered else { return lost(.broken(detail: "the request to cancel could not be delivered")) }
        // A script is alone on its connection, and outside of pipeline mode there is no Sync to send.
        guard script == nil else {
            machine.cancellationMissed()
            return standing
        }
        guard send(machine.cancellationArrived()) else { return lost() }
        return flush()
    }

    // MARK: Scripts

    /// Starts a waiting script once the pipe is empty; false when the conversation cannot go on.
    private func startScript() -> Bool {
        guard let waiting = script, !waiting.hasStarted, machine.outstanding == 0 else { return true }
        script?.hasStarted = true
        wantsToWrite = true
        counters.countRoundTrip(of: 1, for: user)
        return wire.beginScript(waiting.statement.sql)
    }

    /// Takes in the script's answers up to the last; false when the conversation cannot go on.
    private func receiveScript() -> Bool {
        while script?.hasStarted == true {
            switch wire.nextAnswer() {
            case .nothing:
                return true
            case .endOfCommand:
                guard let script, wire.endScript() else { return false }
                machine.found(wire.transaction ?? .none)
                self.script = nil
                script.submission?.answer(script.outcome)
                guard sendUpkeep() else { return false }
            case .result(let result, let status):
                defer { PQclear(result) }
                switch status {
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
                // COPY from or to the client has no place in a script.
                case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: return false
                default:
                    guard let failure = noted(ServerFailure(result: result)) else { return false }
                    counters.failures.add(1, ordering: .relaxed)
                    script?.failure = failure
                }
            }
        }
        return true
    }
}
