import Postgres
import Testing

/// Transactions that get in each other's way, and bounds that the server keeps.
@Suite(.timeLimit(.minutes(3)))
struct ConflictTests {
    private static func add(_ amount: Int64, to id: Int64, in table: String) -> Statement {
        Statement("add", "UPDATE \(table) SET amount = amount + $1 WHERE id = $2", [.int8(amount), .int8(id)])
    }

    private func withTable(
        _ table: String,
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresClient) async throws -> Void
    ) async throws {
        try await withClient(configure: configure) { client in
            try await client.execute("CREATE TABLE \(table) (id int8 PRIMARY KEY, amount int8)")
            try await client.execute("INSERT INTO \(table) VALUES (1, 0), (2, 0)")
            try await body(client)
            #expect(try await eventually { client.isAtRest }, "\(client.statistics)")
            try await client.execute("DROP TABLE \(table)")
        }
    }

    private func amounts(_ table: String, _ client: PostgresClient) async throws -> [Int64] {
        try await client.execute("SELECT amount FROM \(table) ORDER BY id").map { try $0.decode(0, as: Int64.self) }
    }

    @Test func `Of two that wait for each other one may try again, and then succeeds`() async throws {
        try await withTable("deadlocked", configure: { $0.sessionParameters["deadlock_timeout"] = "100ms" }) { client in
            let refusals = try await withThrowingTaskGroup(of: Int.self) { group in
                let bothHaveOne = Meeting(of: 2)
                for (first, second) in [(Int64(1), Int64(2)), (2, 1)] {
                    group.addTask {
                        var refusals = 0
                        while true {
                            do {
                                try await client.withConnection { lease in
                                    _ = try await lease.send([.begin, Self.add(1, to: first, in: "deadlocked")])
                                    await bothHaveOne.arrive()
                                    _ = try await lease.send([Self.add(1, to: second, in: "deadlocked"), .commit])
                                }
                                return refusals
                            } catch let error as PostgresError {
                                #expect(error.kind == .server)
                                #expect(error.sqlState == .deadlockDetected)
                                #expect(error.statement == "add")
                                guard error.mayRetry, refusals < 3 else { throw error }
                                refusals += 1
                            }
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            // Both may look for the deadlock at the same moment.
            #expect(refusals >= 1)
            #expect(try await amounts("deadlocked", client) == [2, 2])
            #expect(client.statistics.connectionsLost == 0)
        }
    }

    @Test func `An update of what another has changed since may be tried again`() async throws {
        try await withTable("overtaken") { client in
            let begin = Statement("begin", "BEGIN ISOLATION LEVEL REPEATABLE READ")
            let look = Statement("look", "SELECT amount FROM overtaken")
            try await client.withConnection { lease in
                _ = try await lease.send([begin, look])
                try await client.execute("UPDATE overtaken SET amount = 7 WHERE id = 1")
                let change: Batch = [Self.add(1, to: 1, in: "overtaken"), .commit]
                let error = await #expect(throws: PostgresError.self) { try await lease.send(change) }
                #expect(error?.sqlState == .serializationFailure)
                #expect(error?.mayRetry == true)
                #expect(error?.isUnavailable == false)
                _ = try await lease.send([.rollback])
                _ = try await lease.send(Batch([begin, look] + change.statements))
            }
            #expect(try await amounts("overtaken", client) == [8, 0])
        }
    }

    @Test func `A conflict that shows at the COMMIT is no unknown outcome`() async throws {
        try await withTable("skewed") { client in
            let begin = Statement("begin", "BEGIN ISOLATION LEVEL SERIALIZABLE")
            let sum = Statement("sum", "SELECT sum(amount) FROM skewed")
            try await client.withConnection { one in
                try await client.withConnection { other in
                    _ = try await one.send([begin, sum])
                    _ = try await other.send([begin, sum])
                    _ = try await one.send([Self.add(1, to: 1, in: "skewed")])
                    _ = try await other.send([Self.add(1, to: 2, in: "skewed")])
                    _ = try await other.send([.commit])
                    let error = await #expect(throws: PostgresError.self) { try await one.send([.commit]) }
                    #expect(error?.kind == .server)
                    #expect(error?.sqlState == .serializationFailure)
                    #expect(error?.statement == "commit")
                    #expect(error?.mayRetry == true)
                }
            }
            #expect(try await amounts("skewed", client) == [0, 1])
        }
    }

    @Test func `A statement that takes too long is ended, and its session goes on`() async throws {
        try await withTable("timed", configure: { $0.sessionParameters["statement_timeout"] = "1s" }) { client in
            let slow = Statement("slow", "SELECT pg_sleep(50)")
            let read = await #expect(throws: PostgresError.self) { try await client.read([slow]) }
            #expect(read?.kind == .server)
            #expect(read?.sqlState == .queryCanceled)
            #expect(read?.statement == "slow")
            let write = await #expect(throws: PostgresError.self) {
                try await client.withConnection { lease in
                    try await lease.send([.begin, Self.add(1, to: 1, in: "timed"), slow, .commit])
                }
            }
            #expect(write?.sqlState == .queryCanceled)
            #expect(write?.statementIndex == 2)
            let kept = try await amounts("timed", client)
            #expect(kept == [0, 0])
            #expect(client.statistics.connectionsLost == 0)
        }
    }

    @Test func `A transaction that idles too long is ended by the server, and nothing of it is kept`() async throws {
        try await withTable(
            "idling",
            configure: { $0.sessionParameters["idle_in_transaction_session_timeout"] = "100ms" }
        ) { client in
            let error = await #expect(throws: PostgresError.self) {
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin, Self.add(1, to: 1, in: "idling")])
                    #expect(try await eventually { client.statistics.connectionsLost == 1 })
                    _ = try await lease.send([.commit])
                }
            }
            #expect(error?.kind == .connection)
            #expect(error?.isUnavailable == true)
            let kept = try await amounts("idling", client)
            #expect(kept == [0, 0])
        }
    }

    @Test func `A table that changes under a prepared statement costs a lease nothing, or one more try`() async throws {
        try await withTable("altered") { client in
            let look: Batch = [Statement("look", "SELECT * FROM altered")]
            try await client.withConnection { lease in
                #expect(try await lease.send(look)[0].columnCount == 2)
                try await client.execute("ALTER TABLE altered ADD COLUMN third int8")
                #expect(try await lease.send(look)[0].columnCount == 3)
                // In one batch with its BEGIN nothing was done yet, so the batch is sent again.
                try await client.execute("ALTER TABLE altered ADD COLUMN fourth int8")
                let change: Batch = [.begin, Self.add(1, to: 1, in: "altered"), look.statements[0], .commit]
                #expect(try await lease.send(change)[2].columnCount == 4)
            }
            try await client.withConnection { lease in
                _ = try await lease.send(look)
                _ = try await lease.send([.begin])
                try await client.execute("ALTER TABLE altered ADD COLUMN fifth int8")
                let error = await #expect(throws: PostgresError.self) { try await lease.send(look) }
                #expect(error?.sqlState == .featureNotSupported)
                #expect(error?.mayRetry == true)
                _ = try await lease.send([.rollback])
                #expect(try await lease.send(Batch([.begin] + look.statements + [.commit]))[1].columnCount == 5)
            }
            #expect(try await amounts("altered", client) == [1, 0])
        }
    }
}

/// Lets several tasks go on together, each time as many have arrived. Who comes after that does not wait.
private actor Meeting {
    private var missing: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(of count: Int) {
        missing = count
    }

    func arrive() async {
        guard missing > 0 else { return }
        missing -= 1
        guard missing > 0 else {
            waiting.forEach { $0.resume() }
            waiting = []
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }
}
