import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TransactionTests {
    @Test func `A failing statement in the middle names itself and its place, and stops the rest`() async throws {
        try await withClient { client in
            let error = await #expect(throws: PostgresError.self) {
                try await client.read([
                    Statement("first", "SELECT 1"), Statement("broken", "SELECT 1 / $1::int4", [.int4(0)]),
                    Statement("last", "SELECT 2"),
                ])
            }
            #expect(error?.kind == .server)
            #expect(error?.sqlState?.rawValue == "22012")
            #expect(error?.statement == "broken")
            #expect(error?.statementIndex == 1)
            let after = try await client.read([Statement("last", "SELECT 2")])
            #expect(after.count == 1)
        }
    }

    @Test func `A statement that cannot be prepared is not believed to exist`() async throws {
        try await withClient(configure: { $0.readConnections = 1 }) { client in
            for _ in 0..<3 {
                let error = await #expect(throws: PostgresError.self) {
                    try await client.read([Statement("typo", "SELEC 1"), Statement("fine", "SELECT 'never prepared'")])
                }
                #expect(error?.sqlState == .syntaxError)
                #expect(error?.statementIndex == 0)
            }
            let after = try await client.read([Statement("fine", "SELECT 'never prepared'")])
            #expect(after.count == 1)
        }
    }

    @Test func `Leaving a lease rolls back what it left open`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            try await client.execute("CREATE TABLE left_open (id int8)")
            try await client.withConnection { lease in
                _ = try await lease.send([.begin, Statement("insert", "INSERT INTO left_open VALUES (1)")])
            }
            #expect(try await client.execute("SELECT FROM left_open").isEmpty)
            await #expect(throws: PostgresError.self) {
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin, Statement("fails", "SELECT 1/0")])
                }
            }
            #expect(try await client.execute("SELECT 1").count == 1)
            try await client.execute("DROP TABLE left_open")
        }
    }

    @Test func `A commit keeps what was written, and says how many rows`() async throws {
        try await withClient { client in
            try await client.execute("CREATE TABLE kept (id int8 PRIMARY KEY)")
            let results = try await client.withConnection { lease in
                try await lease.send([
                    .begin, Statement("insert", "INSERT INTO kept SELECT generate_series(1, 3)"), .commit,
                ])
            }
            #expect(results[1].affectedRows == 3)
            #expect(try await client.execute("SELECT FROM kept").count == 3)
            let error = await #expect(throws: PostgresError.self) {
                try await client.execute("INSERT INTO kept VALUES ($1)", [.int8(1)])
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.constraint == "kept_pkey")
            #expect(error?.table == "kept")
            #expect(error.map { "\($0)" }?.contains("(1)") == false)
            try await client.execute("DROP TABLE kept")
        }
    }

    @Test func `A deferred constraint that fails at the end of a batch is the batch's error`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            try await client.execute(
                "CREATE TABLE deferred (id int8 CONSTRAINT deferred_once UNIQUE DEFERRABLE INITIALLY DEFERRED)"
            )
            let insert = Statement("insert", "INSERT INTO deferred VALUES (1)")
            try await client.withConnection { lease in
                let implicit = await #expect(throws: PostgresError.self) { try await lease.send([insert, insert]) }
                #expect(implicit?.constraint == "deferred_once")
                let explicit = await #expect(throws: PostgresError.self) {
                    try await lease.send([.begin, insert, insert, .commit])
                }
                #expect(explicit?.kind == .server)
                #expect(explicit?.statement == "commit")
                #expect(explicit?.constraint == "deferred_once")
                let rows = try await lease.send([Statement("read", "SELECT FROM deferred")])[0]
                #expect(rows.isEmpty)
            }
            #expect(client.statistics.connectionsLost == 0)
            try await client.execute("DROP TABLE deferred")
        }
    }

    @Test func `COMMIT of a failed transaction is an error, although the server answers it`() async throws {
        try await withClient { client in
            try await client.withConnection { lease in
                _ = try await lease.send([.begin])
                await #expect(throws: PostgresError.self) { try await lease.send([Statement("fails", "SELECT 1/0")]) }
                let error = await #expect(throws: PostgresError.self) { try await lease.send([.commit]) }
                #expect(error?.sqlState == .inFailedSqlTransaction)
                #expect(try await lease.send([Statement("after", "SELECT 1")]).count == 1)
            }
        }
    }

    @Test func `A failed transaction on a shared connection harms nobody behind it`() async throws {
        try await withClient(configure: { $0.readConnections = 1 }) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<300 {
                    group.addTask {
                        if index % 3 == 0 {
                            let error = await #expect(throws: PostgresError.self) {
                                try await client.read([.begin, Statement("fails", "SELECT 1/0"), .commit])
                            }
                            #expect(error?.statement == "fails")
                        } else {
                            let rows = try await client.read([
                                .begin, Statement("fine", "SELECT $1::int8", [.int8(Int64(index))]), .commit,
                            ])[1]
                            #expect(try rows[0].decode(0, as: Int64.self) == Int64(index))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `A shared connection writes nothing, and takes no transaction without its end`() async throws {
        try await withClient { client in
            let write = await #expect(throws: PostgresError.self) {
                try await client.read([Statement("create", "CREATE TABLE forbidden ()")])
            }
            #expect(write?.sqlState == .readOnlySqlTransaction)
            let open = await #expect(throws: PostgresError.self) { try await client.read([.begin]) }
            #expect(open?.kind == .protocolViolation)
        }
    }

    @Test func `A lease that has ended sends nothing`() async throws {
        try await withClient { client in
            let kept = try await client.withConnection { lease in lease }
            let error = await #expect(throws: PostgresError.self) {
                try await kept.send([Statement("late", "SELECT 1")])
            }
            #expect(error?.kind == .closed)
        }
    }

    @Test func `The session is UTF-8, UTC and ISO`() async throws {
        try await withClient(configure: {
            $0.sessionParameters = [
                "statement_timeout": "12345", "search_path": "a, b\\c",
                "default_transaction_isolation": "serializable",
            ]
        }) {
            client in
            for (name, value) in [
                ("client_encoding", "UTF8"), ("TimeZone", "UTC"), ("IntervalStyle", "iso_8601"),
                ("statement_timeout", "12345ms"), ("search_path", "a, b\\c"), ("default_transaction_read_only", "on"),
                ("transaction_isolation", "read committed"),
            ] {
                let rows = try await client.read([Statement("setting", "SELECT current_setting($1)", [.text(name)])])[0]
                #expect(try rows[0].decode(0, as: String.self) == value)
            }
            let style = try await client.read([Statement("setting", "SELECT current_setting('DateStyle')")])[0]
            #expect(try style[0].decode(0, as: String.self).hasPrefix("ISO"))
        }
    }
}
