import Foundation
import Postgres
import Testing

/// Results that are read a chunk at a time.
@Suite(.timeLimit(.minutes(3)))
struct StreamingTests {
    private func numbers(_ count: Int64) -> Statement {
        Statement("numbers", "SELECT generate_series(1, $1)", [.int8(count)])
    }

    @Test func `A million rows come in order, and memory holds one chunk of them`() async throws {
        let query = Statement(
            "a million",
            "SELECT i::int8, repeat('x', $1::int4) || i FROM generate_series(1, 1000000) i",
            [.int4(100)]
        )
        try await withClient { client in
            var seen: Int64 = 0
            var bytes = 0
            weak var before: Rows?
            try await client.withStream(of: query, rowsAtATime: 4000) { stream in
                while let rows = try await stream.next() {
                    #expect(before == nil, "nothing keeps the chunk before")
                    before = rows
                    rows.withCell(row: 0, column: 1) { bytes += rows.count * ($0?.count ?? 0) }
                    #expect(try rows[0].decode(0, as: Int64.self) == seen + 1)
                    seen += Int64(rows.count)
                    #expect(try rows[rows.count - 1].decode(0, as: Int64.self) == seen)
                }
            }
            #expect(seen == 1_000_000)
            #expect(bytes > 100_000_000)
        }
    }

    @Test func `The server makes no more rows than were asked for`() async throws {
        // Each row that the server makes leaves a lock that another session can count.
        let query = Statement(
            "marks",
            "SELECT i, pg_try_advisory_xact_lock_shared(4711, i) FROM generate_series(1, 1000) i"
        )
        try await withClient { client in
            let made = { () async throws -> Int64 in
                let locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 4711"
                return try await client.read([Statement("locks", locks)])[0][0].decode(0)
            }
            try await client.withStream(of: query, rowsAtATime: 10) { stream in
                let atFirst = try await made()
                #expect(atFirst == 0)
                for asked in 1...3 {
                    let sent = client.statistics.roundTrips
                    let rows = try await stream.next()
                    #expect(rows?.count == 10)
                    #expect(client.statistics.roundTrips == sent + 1)
                    #expect(try await made() == Int64(asked * 10))
                }
            }
            // The lease was given back, and with it went the cursor and its transaction.
            #expect(try await eventually { try await made() == 0 })
        }
    }

    @Test func `A stream ends once, whether or not its last chunk is full`() async throws {
        try await withClient { client in
            for (rows, chunks) in [(0, [0]), (4, [4]), (5, [5, 0]), (7, [5, 2]), (10, [5, 5, 0])] {
                let sent = client.statistics.roundTrips
                try await client.withStream(of: numbers(Int64(rows)), rowsAtATime: 5) { stream in
                    for chunk in chunks where chunk > 0 {
                        let rows = try await stream.next()
                        #expect(rows?.count == chunk)
                    }
                    for _ in 0..<2 {
                        let rows = try await stream.next()
                        #expect(rows == nil)
                    }
                }
                #expect(client.statistics.roundTrips == sent + chunks.count)
            }
        }
    }

    @Test func `The prelude holds for the whole stream, and ends with it`() async throws {
        let query = Statement(
            "setting",
            "SELECT current_setting('koers.x', true) || i FROM generate_series(1, $1) i",
            [.int8(2)]
        )
        let prelude = [Statement("enter", "SELECT set_config('koers.x', $1, true)", [.text("tenant ")])]
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            try await client.withStream(of: query, after: prelude, rowsAtATime: 1) { stream in
                for number in 1...2 {
                    let setting = try await stream.next()?[0].decode(0, as: String.self)
                    #expect(setting == "tenant \(number)")
                }
            }
            let after = try await client.execute("SELECT coalesce(current_setting('koers.x', true), '')")
            #expect(try after[0].decode(0, as: String.self).isEmpty)
        }
    }

    @Test func `Streams of other columns follow each other on one connection`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            for _ in 0..<2 {
                try await client.withStream(of: numbers(3), rowsAtATime: 2) { stream in
                    let second = try await stream.next()?[1].decode(0, as: Int64.self)
                    #expect(second == 2)
                }
                let words = Statement("words", "SELECT 'a' || i, i % 2 = 0 FROM generate_series(1, 3) i")
                try await client.withStream(of: words, rowsAtATime: 2) { stream in
                    let rows = try #require(try await stream.next())
                    #expect(try rows[1].decode(0, as: String.self) == "a2")
                    #expect(try rows[1].decode(1, as: Bool.self))
                }
            }
        }
    }

    @Test func `A cancelled reader gives the connection back`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            let reader = Task {
                try await client.withStream(of: numbers(1_000_000_000_000), rowsAtATime: 10) { stream in
                    while try await stream.next() != nil {}
                }
            }
            #expect(try await eventually { client.statistics.batchesSent > 3 })
            reader.cancel()
            let error = await #expect(throws: PostgresError.self) { try await reader.value }
            #expect(error?.kind == .cancelled)
            try await client.execute("SELECT 1")
            #expect(try await eventually { client.statistics.leasedConnections == 0 })
        }
    }

    @Test func `A reader that is cancelled while it waits for rows is answered at once`() async throws {
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            let slow = Statement("slow", "SELECT pg_sleep(60)")
            let reader = Task {
                try await client.withStream(of: slow, rowsAtATime: 10) { _ = try await $0.next() }
            }
            #expect(try await eventually { client.statistics.batchesSent > 0 })
            let start = ContinuousClock.now
            reader.cancel()
            let error = await #expect(throws: PostgresError.self) { try await reader.value }
            #expect(error?.kind == .cancelled)
            try await client.execute("SELECT 1")
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }

    @Test func `What the body throws gives the connection back`() async throws {
        struct Enough: Error {}
        try await withClient(configure: { $0.leasedConnections = 1 }) { client in
            await #expect(throws: Enough.self) {
                try await client.withStream(of: numbers(100), rowsAtATime: 10) { stream in
                    _ = try await stream.next()
                    throw Enough()
                }
            }
            try await client.execute("SELECT 1")
        }
    }

    @Test func `A session that is ended in the middle is a typed error`() async throws {
        try await withClient { client in
            let pid = Statement("pid", "SELECT pg_backend_pid() FROM generate_series(1, 100)")
            try await client.withStream(of: pid, rowsAtATime: 10) { stream in
                let backend = try #require(try await stream.next())[0].decode(0, as: Int32.self)
                try await client.execute("SELECT pg_terminate_backend($1)", [.int4(backend)])
                let error = await failure(of: &stream)
                #expect(error?.isUnavailable == true)
                let rows = try await stream.next()
                #expect(rows == nil)
            }
            try await client.withStream(of: numbers(3), rowsAtATime: 10) { stream in
                let rows = try await stream.next()
                #expect(rows?.count == 3)
            }
        }
    }

    @Test func `A reader that stands still too long loses its session, and nobody else does`() async throws {
        try await withClient(configure: {
            $0.leasedConnections = 1
            $0.sessionParameters["idle_in_transaction_session_timeout"] = "50ms"
        }) { client in
            try await client.withStream(of: numbers(100), rowsAtATime: 10) { stream in
                let rows = try await stream.next()
                #expect(rows?.count == 10)
                #expect(try await eventually { client.statistics.connectionsLost == 1 })
                let error = await failure(of: &stream)
                #expect(error?.kind == .connection)
            }
            try await client.execute("SELECT 1")
        }
    }

    @Test func `A statement that fails is named, at its start and in its middle`() async throws {
        try await withClient { client in
            let atStart = Statement("wrong", "SELECT nothing_like_it")
            let error = await #expect(throws: PostgresError.self) {
                try await client.withStream(of: atStart, rowsAtATime: 10) { _ = try await $0.next() }
            }
            #expect(error?.statement == "wrong")
            let later = Statement("divides", "SELECT 1 / (15 - i) FROM generate_series(1, 20) i")
            try await client.withStream(of: later, rowsAtATime: 10) { stream in
                let rows = try await stream.next()
                #expect(rows?.count == 10)
                let error = await failure(of: &stream)
                #expect(error?.statement == "next of divides")
                #expect(error?.sqlState?.rawValue == "22012")
            }
        }
    }

    @Test func `Nothing can be changed by a stream`() async throws {
        try await withClient { client in
            try await client.execute("CREATE SEQUENCE IF NOT EXISTS streamed")
            let error = await #expect(throws: PostgresError.self) {
                try await client.withStream(of: Statement("draw", "SELECT nextval('streamed')"), rowsAtATime: 1) {
                    _ = try await $0.next()
                }
            }
            #expect(error?.sqlState == .readOnlySqlTransaction)
        }
    }

    @Test func `More streams than allowed are refused at once, and writers keep their connections`() async throws {
        try await withClient(configure: {
            $0.leasedConnections = 3
            $0.streams = 2
        }) { client in
            try await client.withStream(of: numbers(10), rowsAtATime: 5) { first in
                _ = try await first.next()
                try await client.withStream(of: numbers(10), rowsAtATime: 5) { second in
                    _ = try await second.next()
                    let error = await #expect(throws: PostgresError.self) {
                        try await client.withStream(of: numbers(10), rowsAtATime: 5) { _ = try await $0.next() }
                    }
                    #expect(error?.kind == .poolExhausted)
                    #expect(error?.isUnavailable == true)
                    try await client.execute("SELECT 1")
                }
            }
            try await client.withStream(of: numbers(10), rowsAtATime: 5) { stream in
                let rows = try await stream.next()
                #expect(rows?.count == 5)
            }
        }
    }
}

/// What reading on comes to, where it does not come to an end.
private nonisolated(nonsending) func failure(of stream: inout RowStream) async -> PostgresError? {
    do throws(PostgresError) {
        while try await stream.next() != nil {}
        return nil
    } catch {
        return error
    }
}
