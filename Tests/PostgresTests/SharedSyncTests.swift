import Testing

@testable import Postgres

/// Short reads that are asked at the same moment share a Sync.
@Suite(.timeLimit(.minutes(1)))
struct SharedSyncTests {
    private typealias Machine = PipelineMachine<String, String>

    private let a = Statement("a", "SELECT a")

    private func again(_ received: Machine.Received) -> String? {
        guard case .again(let who, let statements, 0) = received, statements.map(\.key) == [a.key] else { return nil }
        return who
    }

    @Test func `Each is answered as soon as its results are here, and the Sync is nobody's`() {
        var machine = Machine.knowing(a)
        for who in ["one", "two"] {
            same(
                machine.submit(who, statements: [a], sharesSync: true).commands,
                [.execute(statement: 0, name: 1)]
            )
        }
        same(machine.unshared, 0)
        same(machine.endGroup()?.commands, [.sync])
        same(machine.endGroup()?.commands, nil)
        same(machine.outstanding, 3)
        for who in ["one", "two"] {
            let answered = machine.received("A of \(who)").answer
            same(answered?.who, who)
            same(try? answered?.result.get(), ["A of \(who)"])
        }
        same(machine.isClean, false)
        guard case .more = machine.receivedSync(transaction: Machine.Transaction.none) else {
            Issue.record("nobody waits for the Sync")
            return
        }
        same(machine.isClean, true)
    }

    @Test func `While the server has a group, what comes gathers behind it`() {
        var machine = Machine.knowing(a)
        _ = machine.submit("one", statements: [a], sharesSync: true)
        same(machine.owesSync, true)
        _ = machine.endGroup()
        for who in ["two", "three"] { _ = machine.submit(who, statements: [a], sharesSync: true) }
        same(machine.owesSync, false)
        same(machine.upkeep()?.commands, nil)
        _ = machine.received("A")
        same(machine.upkeep()?.commands, nil)
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.upkeep()?.commands, [.sync])
        same(machine.upkeep()?.commands, nil)
    }

    @Test func `A group that is full does not wait`() {
        var machine = Machine.knowing(a)
        _ = machine.submit("ahead", statements: [a], sharesSync: true)
        _ = machine.endGroup()
        let commands = (1...17).map { machine.submit("\($0)", statements: [a], sharesSync: true).commands.count }
        #expect(commands == Array(repeating: 1, count: 15) + [2, 1])
    }

    @Test func `What has a Sync of its own ends the group in front of it`() {
        var machine = Machine.knowing(a)
        _ = machine.submit("one", statements: [a], sharesSync: true)
        same(
            machine.submit("alone", statements: [a]).commands,
            [.sync, .execute(statement: 0, name: 1), .sync]
        )
        same(machine.unshared, 1)
        _ = machine.submit("two", statements: [a], sharesSync: true)
        machine.beginCancellation()
        same(machine.cancellationArrived().commands, [.sync, .sync])
        same(machine.received("A").answer?.who, "one")
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        same(machine.received("B").answer?.who, nil)
        same(machine.receivedSync(transaction: Machine.Transaction.none).answer?.who, "alone")
        same(machine.unshared, 0)
    }

    @Test func `When one fails the others are sent again, each with a Sync of its own`() {
        var machine = Machine.knowing(a)
        for who in ["early", "culprit", "victim", "gone"] {
            _ = machine.submit(who, statements: [a], sharesSync: true)
        }
        _ = machine.endGroup()
        #expect(machine.abandon { $0 == "gone" } != nil)
        same(machine.received("A").answer?.who, "early")
        let failed = machine.received(ServerFailure(sqlState: .invalidTextRepresentation)).answer
        same(failed?.who, "culprit")
        #expect(throws: PostgresError.self) { try failed?.result.get() }
        same(again(machine.receivedSkip()), "victim")
        same(
            machine.resubmit("victim", statements: [a], tries: 0).map(\.commands),
            [[.execute(statement: 0, name: 1), .sync]]
        )
        same(again(machine.receivedSkip()), nil)
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        _ = machine.received("A")
        same(machine.receivedSync(transaction: Machine.Transaction.none).answer?.who, "victim")
        same(machine.isClean, true)
    }

    @Test func `A plan that went stale in a group is made anew, and what was behind it never notices`() throws {
        var machine = Machine.knowing(a)
        for who in ["stale", "victim"] { _ = machine.submit(who, statements: [a], sharesSync: true) }
        _ = machine.endGroup()
        _ = machine.submit("held", statements: [a], sharesSync: true)
        guard
            case .again("stale", let statements, 1) = machine.received(
                ServerFailure(sqlState: .invalidSqlStatementName)
            )
        else {
            Issue.record("expected another try")
            return
        }
        same(
            machine.resubmit("stale", statements: statements, tries: 1).map(\.commands),
            [[.sync, .prepare(statement: 0, name: 2), .execute(statement: 0, name: 2), .sync]]
        )
        same(again(machine.receivedSkip()), "victim")
        _ = machine.receivedSync(transaction: Machine.Transaction.none)
        guard case .again("held", _, 1) = machine.received(ServerFailure(sqlState: .invalidSqlStatementName)) else {
            Issue.record("expected another try")
            return
        }
    }

    @Test func `A lost connection answers all who share a Sync, once`() {
        var machine = Machine.knowing(a)
        for who in ["one", "two", "three"] { _ = machine.submit(who, statements: [a], sharesSync: true) }
        _ = machine.endGroup()
        same(machine.received("A").answer?.who, "one")
        _ = machine.submit("held", statements: [a], sharesSync: true)
        same(machine.lost(.silent).map(\.request), ["two", "three", "held"])
    }

    @Test func `They gather where the most of them are, and away from what may take long`() {
        let (idle, few, many) = (ReaderLoad(), ReaderLoad(outstanding: 3), ReaderLoad(outstanding: 63))
        let (crowded, slow) = (ReaderLoad(outstanding: 64), ReaderLoad(outstanding: 1, unshared: 1))
        let stuck = ReaderLoad(outstanding: 9, unshared: 1)
        for (better, worse) in [
            (few, idle), (many, few), (few, crowded), (idle, crowded), (idle, slow), (crowded, slow), (slow, stuck),
        ] {
            #expect(better.isBetter(than: worse, sharesSync: true), "\(better) \(worse)")
            #expect(!worse.isBetter(than: better, sharesSync: true), "\(worse) \(better)")
        }
        for (better, worse) in [
            (idle, few), (few, many), (many, slow), (slow, ReaderLoad(outstanding: 2, unshared: 2)),
        ] {
            #expect(better.isBetter(than: worse, sharesSync: false), "\(better) \(worse)")
            #expect(!worse.isBetter(than: better, sharesSync: false), "\(worse) \(better)")
        }
    }

    @Test func `What may take long leaves them one reader, where there are several`() {
        let (quick, busy) = (ReaderLoad(outstanding: 2), ReaderLoad())
        let (slow, slower) = (ReaderLoad(outstanding: 1, unshared: 1), ReaderLoad(outstanding: 2, unshared: 2))
        let stuck = ReaderLoad(outstanding: 1, unshared: 1, isStuck: true)
        let choices: [(readers: [ReaderLoad], long: Int?, short: Int?)] = [
            ([], nil, nil),
            ([quick], 0, 0),
            ([slow], 0, 0),
            ([quick, busy], 1, 0),
            ([quick, busy, slow], 1, 0),
            ([slow, quick], 0, 1),
            ([slower, quick, slow], 2, 1),
            ([slower, slow], 1, 1),
            ([stuck], 0, 0),
            ([stuck, quick], 1, 1),
            ([stuck, slower, quick], 1, 2),
            ([stuck, slower], 1, 1),
        ]
        for (readers, long, short) in choices {
            let numbered = readers.enumerated().map { (id: $0.offset, load: $0.element) }
            #expect(ReaderLoad.best(of: numbered, sharesSync: false)?.id == long, "\(readers)")
            #expect(ReaderLoad.best(of: numbered, sharesSync: true)?.id == short, "\(readers)")
        }
    }

    @Test func `They do not stand behind as many long ones as there are readers`() async throws {
        try await withClient(configure: { $0.readConnections = 3 }) { client in
            try await client.execute("CREATE TABLE long_reads (id int8)")
            #expect(try await eventually { client.statistics.readConnections == 3 })
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin, Statement("lock", "LOCK TABLE long_reads")])
                    for _ in 0..<5 {
                        group.addTask { _ = try await client.read([Statement("long", "SELECT FROM long_reads")]) }
                    }
                    let areHeld = try await eventually {
                        try await client.execute(
                            "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FROM long_reads'"
                        ).count == 2
                    }
                    #expect(areHeld)
                    let short = Batch([Statement("one", "SELECT 1")], sharesSync: true)
                    for _ in 0..<20 { #expect(try await client.read(short)[0].count == 1) }
                    _ = try await lease.send([.rollback])
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `Two hundred at once see their own settings and failures, in fewer round trips than batches`()
        async throws
    {
        try await withClient { client in
            let before = client.statistics.roundTrips
            try await withThrowingTaskGroup(of: Void.self) { group in
                for reader in Int64(0)..<200 {
                    group.addTask {
                        for round in Int64(0)..<10 {
                            let number = reader * 1000 + round
                            let divisor: Int64 = number.isMultiple(of: 7) ? 0 : 1
                            let batch = Batch(
                                [
                                    Statement("set", "SELECT set_config('koers.mine', $1, true)", [.text("\(number)")]),
                                    Statement(
                                        "get",
                                        "SELECT current_setting('koers.mine')::int8 / $1::int8",
                                        [.int8(divisor)]
                                    ),
                                ],
                                sharesSync: true
                            )
                            do {
                                let rows = try await client.read(batch)[1]
                                #expect(try rows[0].decode(0, as: Int64.self) == number && divisor == 1)
                            } catch let error as PostgresError {
                                #expect(
                                    error.sqlState?.rawValue == "22012" && divisor == 0,
                                    "\(error.debugDescription)"
                                )
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(client.statistics.roundTrips - before < 2000)
            let left = try await client.read([Statement("left", "SELECT current_setting('koers.mine', true)")])[0]
            #expect(try left[0].decode(0, as: String.self) == "")
        }
    }

    @Test func `A batch with a transaction of its own shares nothing`() async throws {
        try await withClient { client in
            let error = await #expect(throws: PostgresError.self) {
                _ = try await client.read(Batch([.begin, .commit], sharesSync: true))
            }
            #expect(error?.kind == .protocolViolation)
        }
    }

    @Test func `One that is cancelled in the middle ends on the server, and those beside it are answered`() async throws
    {
        try await withClient(configure: { $0.readConnections = 1 }) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in Int64(0)..<10 {
                    group.addTask {
                        let nap = Statement("nap", "SELECT pg_sleep(50) AS shared_nap")
                        let task = Task { _ = try await client.read(Batch([nap], sharesSync: true)) }
                        try await Task.sleep(for: .milliseconds(Int.random(in: 0...300)))
                        task.cancel()
                        let error = await #expect(throws: PostgresError.self) { try await task.value }
                        #expect(error?.kind == .cancelled)
                    }
                    group.addTask {
                        try await Task.sleep(for: .milliseconds(Int.random(in: 0...300)))
                        let ask = Statement("n", "SELECT $1::int8", [.int8(number)])
                        let rows = try await client.read(Batch([ask], sharesSync: true))[0]
                        #expect(try rows[0].decode(0, as: Int64.self) == number)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await eventually(within: .seconds(10)) { try await running("shared_nap", client) == 0 })
            #expect(client.statistics.cancellationsSent > 0)
        }
    }

    @Test func `One that takes long keeps nobody who comes later, because the other reader has them`() async throws {
        try await withClient { client in
            try await client.execute("CREATE TABLE held_reads (id int8)")
            #expect(try await eventually { client.statistics.readConnections == 2 })
            try await client.withConnection { lease in
                _ = try await lease.send([.begin, Statement("lock", "LOCK TABLE held_reads")])
                let held = Batch([Statement("held", "SELECT FROM held_reads")], sharesSync: true)
                async let answer = client.read(held)
                let isHeld = try await eventually {
                    try await !client.execute(
                        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FROM held_reads'"
                    ).isEmpty
                }
                #expect(isHeld)
                // Two looks of the loop later it is known to take long, also on a busy machine.
                try await Task.sleep(for: .milliseconds(1500))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in Int64(0)..<20 {
                        group.addTask {
                            let ask = Statement("n", "SELECT $1::int8", [.int8(number)])
                            let rows = try await client.read(Batch([ask], sharesSync: true))[0]
                            #expect(try rows[0].decode(0, as: Int64.self) == number)
                        }
                    }
                    try await group.waitForAll()
                }
                _ = try await lease.send([.rollback])
                #expect(try await answer.count == 1)
            }
            try await client.execute("DROP TABLE held_reads")
        }
    }
}
