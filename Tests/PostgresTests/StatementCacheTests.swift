import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(1)))
struct StatementCacheTests {
    @Test func `The least recently used statement goes first`() {
        func key(_ sql: String) -> StatementKey { StatementKey(sql: sql, types: []) }
        var cache = StatementCache(capacity: 2)
        #expect(cache.use(key("a")) == .new(1))
        #expect(cache.use(key("b")) == .new(2))
        #expect(cache.use(key("a")) == .prepared(1))
        #expect(cache.use(key("c")) == .new(3))
        #expect(cache.nextDiscarded() == 2)
        #expect(cache.nextDiscarded() == nil)
        #expect(cache.use(key("a")) == .prepared(1))
        cache.forget(key("a"), name: 99)
        #expect(cache.use(key("a")) == .prepared(1))
        cache.forget(key("a"), name: 1)
        #expect(cache.use(key("a")) == .new(4))
    }

    @Test func `The same SQL with other parameter types is another statement`() {
        let number = Statement("a", "SELECT $1", [.int8(1)])
        let text = Statement("a", "SELECT $1", [.text("1")])
        let other = Statement("b", "SELECT $1", [.int8(2)])
        #expect(number.key != text.key)
        #expect(number.key == other.key)
    }

    @Test func `A statement that is filled in anew is the same statement`() {
        let blank = Statement("a", "COMMIT", [.int8(nil), .text(nil)])
        let filled = blank.with([.int8(1), .text("x")])
        #expect(filled.key == blank.key)
        #expect(filled.parameters == [.int8(1), .text("x")])
        #expect((filled.name, filled.sql) == ("a", "COMMIT"))
        #expect(filled.isCommit)
    }

    @Test func `Evicted statements are deallocated on the server`() async throws {
        try await withClient(configure: {
            $0.readConnections = 1
            $0.statementCacheSize = 4
        }) { client in
            for round in 0..<3 {
                for index in 0..<10 {
                    let rows = try await client.read([Statement("s", "SELECT \(index)::int8 AS n")])[0]
                    #expect(try rows[0].decode("n", as: Int64.self) == Int64(index), "round \(round)")
                }
            }
            let counted = try await client.read([Statement("count", "SELECT count(*) FROM pg_prepared_statements")])[0]
            #expect(try counted[0].decode(0, as: Int64.self) <= 5)
            #expect(client.statistics.statementsPrepared == 31)
        }
    }

    @Test func `A statement is prepared once and used again`() async throws {
        try await withClient(configure: { $0.readConnections = 1 }) { client in
            for _ in 0..<20 { _ = try await client.read([Statement("again", "SELECT 'again'")]) }
            #expect(client.statistics.statementsPrepared == 1)
        }
    }

    @Test func `A changed table under a prepared statement is no error outside a transaction`() async throws {
        try await withClient(configure: { $0.readConnections = 1 }) { client in
            try await client.execute("CREATE TABLE changing (id int8)")
            let batch: Batch = [Statement("changing", "SELECT * FROM changing")]
            #expect(try await client.read(batch)[0].columnCount == 1)
            try await client.execute("ALTER TABLE changing ADD COLUMN more text")
            #expect(try await client.read(batch)[0].columnCount == 2)
            try await client.execute("ALTER TABLE changing ADD COLUMN evenMore text")
            let inTransaction = try await client.read(Batch([.begin] + batch.statements + [.commit]))
            #expect(inTransaction[1].columnCount == 3)
            #expect(client.statistics.serverErrors == 2)
            // Each of the two was sent twice, and nobody noticed.
            #expect(client.statistics.roundTrips == client.statistics.batchesSent + 2)
            try await client.execute("DROP TABLE changing")
        }
    }

    @Test func `A changed table under statements that share a Sync is an error for none of them`() async throws {
        try await withClient(configure: { $0.readConnections = 1 }) { client in
            try await client.execute("CREATE TABLE changing_groups (id int8)")
            let batch = Batch([Statement("changing", "SELECT * FROM changing_groups")], sharesSync: true)
            #expect(try await client.read(batch)[0].columnCount == 1)
            for columns in 2...9 {
                try await client.execute("ALTER TABLE changing_groups ADD COLUMN c\(columns) text")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<20 {
                        group.addTask {
                            let rows = try await client.read(batch)[0]
                            #expect(rows.columnCount == columns)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(client.statistics.serverErrors >= 8)
            try await client.execute("DROP TABLE changing_groups")
        }
    }

    @Test func `Statements that were deallocated behind the client's back are prepared again`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            try await client.withConnection { lease in
                let batch: Batch = [Statement("kept", "SELECT 'kept'")]
                _ = try await lease.send(batch)
                _ = try await lease.send([Statement("gone", "DEALLOCATE ALL")])
                #expect(try await lease.send(batch).count == 1)
                _ = try await lease.send([.begin])
                _ = try await lease.send([Statement("gone", "DEALLOCATE ALL -- again")])
                let error = await #expect(throws: PostgresError.self) { try await lease.send(batch) }
                #expect(error?.mayRetry == true)
            }
        }
    }
}
