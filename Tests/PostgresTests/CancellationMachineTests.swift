import Testing

@testable import Postgres

/// What a request to cancel does to one connection's conversation, without a server.
struct CancellationMachineTests {
    private typealias Machine = PipelineMachine<String, String>

    private let read = Statement("read", "SELECT a")
    private let cancelled = ServerFailure(sqlState: .queryCanceled)

    /// Sends a batch of statements that the server knows already.
    private func submit(_ request: String, _ statements: [Statement], to machine: inout Machine) {
        _ = machine.submit(request, statements: statements)
    }

    @Test func `An abandoned batch is busy for nobody until it ends`() {
        var machine = Machine.knowing(read)
        submit("gone", [read], to: &machine)
        same(machine.isBusyForNobody, false)
        let error = machine.abandon { $0 == "gone" }?.outcome
        #expect(throws: PostgresError.self) { try error?.get() }
        same(machine.isBusyForNobody, true)
        _ = machine.received(cancelled)
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.isBusyForNobody, false)
    }

    @Test func `Who is hit by a request to cancel someone else is sent again, three times at most`() {
        var machine = Machine.knowing(read)
        submit("bystander", [read], to: &machine)
        machine.beginCancellation()
        for _ in 0..<3 {
            _ = machine.received(cancelled)
            guard case .again(let who, let statements, let tries) = machine.receivedSync(transaction: nil) else {
                Issue.record("expected another try")
                return
            }
            #expect(who == "bystander")
            _ = machine.resubmit(who, statements: statements, tries: tries)
        }
        _ = machine.received(cancelled)
        let outcome = machine.receivedSync(transaction: Machine.Transaction.none).answer?.result
        #expect(throws: PostgresError.self) { try outcome?.get() }
    }

    @Test func `Without a request to cancel, a cancelled statement is the server's own decision`() {
        var machine = Machine.knowing(read)
        submit("slow", [read], to: &machine)
        _ = machine.received(cancelled)
        let outcome = machine.receivedSync(transaction: Machine.Transaction.none).answer?.result
        #expect(throws: PostgresError.self) { try outcome?.get() }
    }

    @Test func `A leased batch is never sent again`() {
        var machine = Machine.knowing(read, isShared: false)
        submit("write", [read], to: &machine)
        machine.beginCancellation()
        _ = machine.received(cancelled)
        #expect(machine.receivedSync(transaction: Machine.Transaction.none).answer?.result != nil)
    }

    @Test func `The connection is clean only behind the Sync that follows a delivered request`() {
        var machine = Machine.knowing(read, isShared: false)
        machine.beginCancellation()
        same(machine.isClean, false)
        same(machine.cancellationArrived().commands, [.sync])
        same(machine.isClean, false)
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.isClean, true)
    }

    @Test func `Of two requests the first one's Sync does not end the second`() {
        var machine = Machine.knowing(read)
        machine.beginCancellation()
        _ = machine.cancellationArrived()
        machine.beginCancellation()
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.cancellation, .underWay)
        _ = machine.cancellationArrived()
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.cancellation, .none)
    }

    @Test func `Who gives up a batch with a commit is told that its outcome is unknown`() {
        var machine = Machine.knowing(read, isShared: false)
        submit("write", [.begin, read, .commit], to: &machine)
        let outcome = machine.abandon { $0 == "write" }?.outcome
        let error = #expect(throws: PostgresError.self) { try outcome?.get() }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.statement == "commit")
    }

    @Test func `A read that is a transaction of its own leaves nothing to be unsure of`() throws {
        let batch: [Statement] = [.begin, read, .commit]
        func error(_ outcome: Result<[String], PostgresError>?) -> PostgresError? {
            #expect(throws: PostgresError.self) { try outcome?.get() }
        }
        var machine = Machine.knowing(read)
        submit("read", batch, to: &machine)
        let cancelled = machine.abandon { $0 == "read" }?.outcome
        #expect(error(cancelled)?.kind == .cancelled)

        machine = Machine.knowing(read)
        submit("read", batch, to: &machine)
        let late = machine.abandon(because: PostgresError(.timeout, "late")) { $0 == "read" }?.outcome
        #expect(error(late)?.kind == .timeout)

        machine = Machine.knowing(read)
        submit("read", batch, to: &machine)
        let lost = machine.lost(.broken(detail: "cut")).first?.outcome
        #expect(error(lost)?.kind == .connection)

        machine = Machine.knowing(read)
        submit("read", batch, to: &machine)
        _ = machine.receivedAcknowledgement()
        _ = machine.received("BEGIN")
        _ = machine.received("A")
        _ = machine.receivedAcknowledgement()
        _ = machine.received(ServerFailure(sqlState: .adminShutdown))
        let ended = error(machine.receivedSync(transaction: Machine.Transaction.none).answer?.result)
        #expect(ended?.kind == .server)
        #expect(ended?.isUnavailable == true)
    }

    @Test func `A silent server is a timeout to its callers, and an unknown outcome to a commit`() {
        var machine = Machine.knowing(read, isShared: false)
        submit("read", [read], to: &machine)
        submit("write", [.begin, read, .commit], to: &machine)
        let kinds = machine.lost(.silent).map { answered in
            if case .failure(let error) = answered.outcome { error.kind } else { nil as PostgresError.Kind? }
        }
        #expect(kinds == [.timeout, .outcomeUnknown])
    }
}
