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

    /// What to put on the wire.
    enum Command: Hashable {
        case prepare(statement: Int, name: StatementCache.Name)
        case execute(statement: Int, name: StatementCache.Name)
        case rollback
        case deallocate(StatementCache.Name)
        case sync
    }

    /// Commands that end with a `sync`, or that share one with what follows: see `endGroup`.
    struct Sending {
        let commands: [Command]
        let statements: [Statement]
    }

    struct Answered {
        let request: Request
        let outcome: Result<[Output], PostgresError>
    }

    /// A request to the server to end what it is doing. It travels beside the pipe, so nobody can say what it will hit.
    enum Cancellation: Hashable {
        case none
        /// Whatever runs now may be hit.
        case underWay
        /// The server has the request; what it has not hit before its next answer to a Sync it will not hit.
        case delivered
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
    final class InFlight {
        /// nil: nobody waits (any more).
        var request: Request?
        let statements: [Statement]
        let commands: [Command]
        let tries: Int
        var position = 0
        var outputs: [Output] = []
        var failure: (failure: ServerFailure, statement: Int?)?
        /// A command was skipped: because of this batch's own failure, or of one that shares its Sync.
        var wasSkipped = false
        var startedIn: Transaction?
        var hasCommitted = false
        var isStale = false
        /// The Sync that some batches share.
        let endsGroup: Bool
        /// Its Sync was sent after the server had the request to cancel.
        let endsCancellation: Bool

        init(
            request: Request? = nil,
            statements: [Statement] = [],
            commands: [Command],
            tries: Int = 0,
            endsGroup: Bool = false,
            endsCancellation: Bool = false
        ) {
            self.request = request
            self.statements = statements
            self.commands = commands
            self.tries = tries
            self.endsGroup = endsGroup
            self.endsCancellation = endsCancellation
            outputs.reserveCapacity(statements.count)
        }

        /// A caller's batch with a Sync of its own.
        var isUnshared: Bool { !statements.isEmpty && commands.last == .sync }

        /// The command whose answer is awaited.
        var command: Command { commands[position] }
    }

    let isShared: Bool
    var cache: StatementCache
    var pipe: Deque<InFlight> = []
    private var leaseHasEnded = false
    var rollbacksInFlight = 0
    var transaction = Transaction.none
    private(set) var cancellation = Cancellation.none
    private var cancellationMarks = 0
    /// How many batches share the Sync that is still to be sent; 0 when none is owed.
    private var groupSize = 0
    /// Syncs of groups that have not come back yet.
    var groupsInFlight = 0

    /// - Parameter isShared: many callers send at once, so a transaction that stays open is ended without being asked.
    init(isShared: Bool, statementCacheSize: Int) {
        self.isShared = isShared
        cache = StatementCache(capacity: statementCacheSize)
    }

    /// Callers' batches with a Sync of their own of which the last answer has not come back yet.
    var unshared = 0

    /// Batches, and Syncs that some of them share, of which the last answer has not come back yet.
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
    var isClean: Bool { pipe.isEmpty && transaction == .none && cancellation == .none }

    /// Whether the server is busy with a batch for which nobody waits any more.
    var isBusyForNobody: Bool { pipe.first.map { $0.request == nil && !$0.statements.isEmpty } ?? false }
}

extension PipelineMachine {
    /// How many batches share one Sync at most.
    private static var largestGroup: Int { 16 }

    /// - Parameter sharesSync: the batch joins the group that is open, or opens one; `endGroup` sends their Sync.
    mutating func submit(
        _ request: Request,
        statements: [Statement],
        sharesSync: Bool = false,
        tries: Int = 0
    ) -> Sending {
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
        if !sharesSync { commands.append(.sync) }
        let batch = InFlight(request: request, statements: statements, commands: commands, tries: tries)
        guard sharesSync else { return enqueue(batch) }
        groupSize += 1
        pipe.append(batch)
        let end = groupSize < Self.largestGroup ? [] : endGroup()?.commands ?? []
        return Sending(commands: commands + end, statements: statements)
    }

    /// Whether it is time for the Sync of the open group. While the server has one group it waits, and what comes meanwhile
    /// shares it; on the server it would have waited too.
    var owesSync: Bool { groupSize > 0 && groupsInFlight == 0 }

    /// The Sync of the batches that share one; nil when none is owed. Whatever else is sent has it in front.
    mutating func endGroup() -> Sending? {
        guard groupSize > 0 else { return nil }
        groupSize = 0
        groupsInFlight += 1
        return enqueue(InFlight(commands: [.sync], endsGroup: true))
    }

    /// Sends a batch anew after `Received.again`, behind the end of the transaction that its first try left.
    mutating func resubmit(_ request: Request, statements: [Statement], tries: Int) -> [Sending] {
        let cleanUp = transaction != .none && rollbacksInFlight == 0 ? [rollBack()] : []
        return cleanUp + [submit(request, statements: statements, tries: tries)]
    }

    /// What the connection itself must send now: the end of a transaction that nobody will end, or a statement that
    /// fell out of the cache. Ask again until it is nil.
    mutating func upkeep() -> Sending? {
        if owesSync { return endGroup() }
        if transaction != .none, rollbacksInFlight == 0,
            isShared || (leaseHasEnded && pipe.isEmpty)
        {
            return rollBack()
        }
        // Never inside a transaction of the caller's, which its failure would end.
        if transaction == .none, isShared || pipe.isEmpty, let name = cache.nextDiscarded() {
            return enqueue(InFlight(commands: [.deallocate(name), .sync]))
        }
        return nil
    }

    /// Ends the open transaction, whatever became of it.
    mutating func rollBack() -> Sending {
        rollbacksInFlight += 1
        return enqueue(InFlight(commands: [.rollback, .sync]))
    }

    /// A request to cancel goes to the server.
    mutating func beginCancellation() {
        cancellation = .underWay
    }

    /// The server has the request. An empty Sync behind it marks the end of what it can still hit: the signal was sent
    /// before the server closed the channel of the request, and a backend that reads the next bytes has met it.
    mutating func cancellationArrived() -> Sending {
        cancellation = .delivered
        cancellationMarks += 1
        return enqueue(InFlight(commands: [.sync], endsCancellation: true))
    }

    /// The Sync behind a request to cancel came back.
    mutating func cancellationPassed() {
        cancellationMarks -= 1
        if cancellationMarks == 0, cancellation == .delivered { cancellation = .none }
    }

    /// The request was for something else than a batch, which was alone on the connection.
    mutating func cancellationMissed() {
        cancellation = cancellationMarks == 0 ? .none : .delivered
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

    private mutating func enqueue(_ batch: InFlight) -> Sending {
        let end = endGroup()
        if batch.isUnshared { unshared += 1 }
        pipe.append(batch)
        return Sending(
            commands: end.map { $0.commands + batch.commands } ?? batch.commands,
            statements: batch.statements
        )
    }
}
