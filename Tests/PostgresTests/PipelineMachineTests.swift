import Testing

@testable import Postgres

/// Conversations of one connection, without a server.
struct PipelineMachineTests {
    private typealias Machine = PipelineMachine<String, String>

    private let a = Statement("a", "SELECT a")
    private let b = Statement("b", "SELECT b")

    private func failure(_ state: SQLState) -> ServerFailure { ServerFailure(sqlState: state) }

    @Test func `A first batch prepares, a second one only executes`() {
        var machine = Machine(isShared: true, statementCacheSize: 10)
        same(
            machine.submit("first", statements: [a, b]).commands,
            [
                .prepare(statement: 0, name: 1), .execute(statement: 0, name: 1),
                .prepare(statement: 1, name: 2), .execute(statement: 1, name: 2), .sync,
            ]
        )
        same(
            machine.submit("second", statements: [b]).commands,
            [.execute(statement: 0, name: 2), .sync]
        )
        same(machine.outstanding, 2)

        _ = machine.receivedAcknowledgement()
        _ = machine.received("A")
        _ = machine.receivedAcknowledgement()
        _ = machine.received("B")
        let first = machine.receivedSync(transaction: nil).answer
        #expect(first?.who == "first")
        #expect((try? first?.result.get()) == ["A", "B"])
        _ = machine.received("B2")
        same((try? machine.receivedSync(transaction: Machine.Transaction.none).answer?.result.get()), ["B2"])
        same(machine.isClean, true)
        same(machine.upkeep()?.commands, nil)
    }

    @Test func `A failed prepare is forgotten, and so is one that was skipped`() {
        var machine = Machine(isShared: true, statementCacheSize: 10)
        _ = machine.submit("first", statements: [a, b])
        _ = machine.received(failure(.syntaxError))
        _ = machine.receivedSkip()
        _ = machine.receivedSkip()
        _ = machine.receivedSkip()
        let answer = machine.receivedSync(transaction: Machine.Transaction.none).answer
        #expect(throws: PostgresError.self) { try answer?.result.get() }
        same(
            machine.submit("again", statements: [b]).commands,
            [
                .prepare(statement: 0, name: 3), .execute(statement: 0, name: 3), .sync,
            ]
        )
    }

    @Test func `A batch that counted on a prepare that failed is sent again`() {
        var machine = Machine(isShared: true, statementCacheSize: 10)
        _ = machine.submit("first", statements: [b, a])
        _ = machine.submit("second", statements: [a])
        _ = machine.received(failure(.syntaxError))
        for _ in 0..<3 { _ = machine.receivedSkip() }
        _ = machine.receivedSync(transaction: nil)
        _ = machine.received(failure(.invalidSqlStatementName))
        guard
            case .again(let who, let statements, let tries) = machine.receivedSync(
                transaction: Machine.Transaction.none
            )
        else {
            Issue.record("expected another try")
            return
        }
        #expect(who == "second")
        same(
            machine.resubmit(who, statements: statements, tries: tries).map(\.commands),
            [
                [.prepare(statement: 0, name: 3), .execute(statement: 0, name: 3), .sync]
            ]
        )
    }

    @Test func `What the server does not know is not deallocated, and nothing is inside a caller's transaction`() {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        machine.beginLease()
        _ = machine.submit("warm", statements: [a, b])
        for output in ["A", "B"] {
            _ = machine.receivedAcknowledgement()
            _ = machine.received(output)
        }
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        _ = machine.submit("begin", statements: [.begin])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("BEGIN")
        _ = machine.receivedSync(transaction: .open)
        // Someone deallocated a, and not b.
        _ = machine.submit("stale", statements: [a, b])
        _ = machine.received(failure(.invalidSqlStatementName))
        _ = machine.receivedSkip()
        same(machine.receivedSync(transaction: .failed).answer?.who, "stale")
        same(machine.upkeep()?.commands, nil)
        _ = machine.submit("rollback", statements: [.rollback, .begin])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("ROLLBACK")
        _ = machine.received("BEGIN")
        _ = machine.receivedSync(transaction: .open)
        same(machine.upkeep()?.commands, nil)
        machine.endLease()
        same(machine.upkeep()?.commands, [.rollback, .sync])
        _ = machine.receivedAcknowledgement()
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.upkeep()?.commands, [.deallocate(2), .sync])
        _ = machine.receivedAcknowledgement()
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.upkeep()?.commands, nil)
        same(machine.isClean, true)
    }

    @Test func `A stale plan is prepared anew once, and no more than once`() {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        _ = machine.submit("warm", statements: [a])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("A")
        _ = machine.receivedSync(transaction: Machine.Transaction.none)

        _ = machine.submit("stale", statements: [.begin, a])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("BEGIN")
        _ = machine.received(failure(.featureNotSupported))
        guard case .again(let who, let statements, let tries) = machine.receivedSync(transaction: .failed) else {
            Issue.record("expected another try")
            return
        }
        let sendings = machine.resubmit(who, statements: statements, tries: tries).map(\.commands)
        #expect(sendings.first == [.rollback, .sync])
        #expect(sendings.last?.contains(.prepare(statement: 1, name: 4)) == true)

        _ = machine.receivedAcknowledgement()
        _ = machine.receivedSync(transaction: nil)
        _ = machine.receivedAcknowledgement()
        _ = machine.received("BEGIN")
        _ = machine.receivedAcknowledgement()
        _ = machine.received(failure(.featureNotSupported))
        same(machine.receivedSync(transaction: .failed).answer?.who, "stale")
    }

    @Test func `A stale plan inside a transaction is an error that may be retried`() throws {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        _ = machine.submit("open", statements: [.begin, a])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("BEGIN")
        _ = machine.receivedAcknowledgement()
        _ = machine.received("A")
        _ = machine.receivedSync(transaction: .open)
        _ = machine.submit("stale", statements: [a])
        _ = machine.received(failure(.featureNotSupported))
        let answer = try #require(machine.receivedSync(transaction: .failed).answer)
        let error = #expect(throws: PostgresError.self) { try answer.result.get() }
        #expect(error?.mayRetry == true)
    }

    @Test func `On a shared connection a failed transaction is ended, and who ran into it is sent again`() {
        var machine = Machine(isShared: true, statementCacheSize: 10)
        _ = machine.submit("culprit", statements: [.begin, a, .commit])
        _ = machine.submit("victim", statements: [b])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("BEGIN")
        _ = machine.receivedAcknowledgement()
        _ = machine.received(failure(.checkViolation))
        _ = machine.receivedSkip()
        _ = machine.receivedSkip()
        same(machine.receivedSync(transaction: nil).answer?.who, "culprit")
        same(machine.upkeep()?.commands, [.rollback, .sync])
        same(machine.upkeep()?.commands, nil)
        _ = machine.received(failure(.inFailedSqlTransaction))
        _ = machine.receivedSkip()
        guard case .again(let who, let statements, let tries) = machine.receivedSync(transaction: nil) else {
            Issue.record("expected another try")
            return
        }
        same(machine.resubmit(who, statements: statements, tries: tries).count, 1)
        _ = machine.receivedAcknowledgement()
        _ = machine.receivedSync(transaction: nil)
        _ = machine.receivedAcknowledgement()
        _ = machine.received("B")
        same((try? machine.receivedSync(transaction: Machine.Transaction.none).answer?.result.get()), ["B"])
        same(machine.isClean, true)
    }

    @Test func `A leased connection keeps its transaction until the lease ends`() {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        machine.beginLease()
        _ = machine.submit("open", statements: [.begin])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("BEGIN")
        _ = machine.receivedSync(transaction: .open)
        same(machine.upkeep()?.commands, nil)
        same(machine.isClean, false)
        machine.endLease()
        same(machine.upkeep()?.commands, [.rollback, .sync])
        _ = machine.receivedAcknowledgement()
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.isClean, true)
    }

    @Test func `COMMIT answered with ROLLBACK is an error`() throws {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        _ = machine.submit("commit", statements: [.commit])
        _ = machine.receivedAcknowledgement()
        _ = machine.received("ROLLBACK", endedAsRollback: true)
        let answer = try #require(machine.receivedSync(transaction: Machine.Transaction.none).answer)
        let error = #expect(throws: PostgresError.self) { try answer.result.get() }
        #expect(error?.sqlState == .inFailedSqlTransaction)
    }

    @Test(arguments: [
        (answers: 0, kind: PostgresError.Kind.outcomeUnknown), (answers: 1, kind: .outcomeUnknown),
        (answers: 2, kind: .outcomeUnknown), (answers: 3, kind: nil),
    ])
    func `A commit that was cut off is unknown until its answer has come`(answers: Int, kind: PostgresError.Kind?)
        throws
    {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        _ = machine.submit("warm", statements: [.begin, a, .commit])
        for _ in 0..<3 {
            _ = machine.receivedAcknowledgement()
            _ = machine.received("")
        }
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        _ = machine.submit("write", statements: [.begin, a, .commit])
        for _ in 0..<answers { _ = machine.received("") }
        let lost = machine.lost(.broken(detail: "cut"))
        #expect(lost.map(\.request) == ["write"])
        switch lost.first?.outcome {
        case .success: #expect(kind == nil)
        case .failure(let error): #expect(error.kind == kind)
        case nil: Issue.record("nobody was told")
        }
    }

    @Test func `A commit that was answered is one, whatever the server says when it ends the session then`() throws {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        _ = machine.submit("write", statements: [.begin, a, .commit])
        for _ in 0..<3 {
            _ = machine.receivedAcknowledgement()
            _ = machine.received("")
        }
        _ = machine.received(failure(.adminShutdown))
        let lost = try #require(machine.lost(.broken(detail: "cut")).first)
        #expect(try lost.outcome.get().count == 3)
    }

    @Test func `What was committed in front of statements that were cut off is not called undone`() throws {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        _ = machine.submit("write", statements: [.begin, a, .commit, b])
        for _ in 0..<3 {
            _ = machine.receivedAcknowledgement()
            _ = machine.received("")
        }
        let lost = try #require(machine.lost(.broken(detail: "cut")).first)
        let error = #expect(throws: PostgresError.self) { try lost.outcome.get() }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.statementIndex == 2)
    }

    @Test func `A commit that the server cannot vouch for is unknown, a refused one is not`() throws {
        for (state, kind) in [
            (SQLState.adminShutdown, PostgresError.Kind.outcomeUnknown), (.internalError, .outcomeUnknown),
            (.serializationFailure, .server), (.foreignKeyViolation, .server),
        ] {
            var machine = Machine(isShared: false, statementCacheSize: 10)
            _ = machine.submit("commit", statements: [.commit])
            _ = machine.receivedAcknowledgement()
            _ = machine.received(failure(state))
            let answer = try #require(machine.receivedSync(transaction: Machine.Transaction.none).answer)
            let error = #expect(throws: PostgresError.self) { try answer.result.get() }
            #expect(error?.kind == kind)
        }
    }

    @Test func `An error before the COMMIT is certain, although the connection is lost behind it`() {
        var machine = Machine(isShared: false, statementCacheSize: 10)
        _ = machine.submit("write", statements: [.begin, a, .commit])
        _ = machine.receivedAcknowledgement()
        _ = machine.received(failure(.adminShutdown))
        let lost = machine.lost(.broken(detail: "cut")).first
        let error = #expect(throws: PostgresError.self) { try lost?.outcome.get() }
        #expect(error?.kind == .server)
        #expect(error?.isUnavailable == true)
    }

    @Test func `Results of a batch that nobody waits for are dropped`() {
        var machine = Machine(isShared: true, statementCacheSize: 10)
        _ = machine.submit("gone", statements: [a])
        same(machine.abandon { $0 == "gone" }?.request, "gone")
        same(machine.abandon { $0 == "gone" }?.request, nil)
        _ = machine.receivedAcknowledgement()
        _ = machine.received("A")
        same(machine.receivedSync(transaction: Machine.Transaction.none).answer?.who, nil)
        same(machine.isClean, true)
    }

    @Test func `An answer that nothing asked for is a violation`() {
        var machine = Machine(isShared: true, statementCacheSize: 10)
        guard case .violation = machine.received("A") else {
            Issue.record("accepted")
            return
        }
        _ = machine.submit("a", statements: [a])
        guard case .violation = machine.received("A") else {
            Issue.record("accepted")
            return
        }
        guard case .violation = machine.receivedSync(transaction: nil) else {
            Issue.record("accepted")
            return
        }
    }
}

/// `#expect` copies what stands in it, and a state machine cannot be copied.
func same<T: Equatable>(_ found: T, _ wanted: T, at location: SourceLocation = #_sourceLocation) {
    #expect(found == wanted, sourceLocation: location)
}
