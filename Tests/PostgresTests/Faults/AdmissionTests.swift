import Postgres
import Testing

/// A server that admits nobody, or only so many, or nobody who writes.
@Suite(.timeLimit(.minutes(3)))
struct AdmissionTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    @Test func `When the server has no room for another session, who waits is told why, or served in turn`()
        async throws
    {
        let cluster = try ScratchCluster.shared.get()
        try await withClient { client in
            try await client.execute("DROP ROLE IF EXISTS crowded")
            try await client.execute("CREATE ROLE crowded LOGIN CONNECTION LIMIT 2")
        }
        try await withClient(
            cluster.url(role: "crowded"),
            configure: {
                $0.leasedConnections = 3
                $0.acquireTimeout = .seconds(3)
            }
        ) { client in
            // Of the two readers that it wants, one and a lease have room.
            let bothAreServed = try await eventually {
                client.statistics.readConnections == 1 && client.statistics.idleConnections == 1
            }
            #expect(bothAreServed)
            try await client.withConnection { lease in
                _ = try await lease.send(one)
                let error = await #expect(throws: PostgresError.self) { try await client.execute("SELECT 1") }
                #expect(error?.kind == .connection)
                #expect(error?.sqlState == .tooManyConnections)
                #expect(error?.isUnavailable == true)
                #expect(error?.description.contains("no room for another connection") == true)
                // What there is goes on.
                #expect(try await client.read(one).count == 1)
                #expect(try await lease.send(one).count == 1)
            }
            for _ in 0..<20 { try await client.execute("SELECT 1") }
            #expect(client.state.isReady)
            #expect(client.statistics.connectionsOpened == 2)
        }
        _ = try await withClient { try await $0.execute("DROP ROLE crowded") }
    }

    @Test func `What only a person can mend is tried again by itself once it is mended`() async throws {
        let cluster = try ScratchCluster.shared.get()
        try await withClient { administrator in
            try await administrator.execute("DROP ROLE IF EXISTS locked_out_too")
            try await administrator.execute("CREATE ROLE locked_out_too NOLOGIN")
            try await use(
                PostgresClient(PostgresConfiguration(url: cluster.url(role: "locked_out_too")), logger: quiet)
            ) { client in
                let error = await #expect(throws: PostgresError.self) { try await client.read(one) }
                #expect(error?.kind == .connection)
                #expect(error?.sqlState == .invalidAuthorization)
                #expect(!client.state.isReady)
                try await administrator.execute("ALTER ROLE locked_out_too LOGIN")
                #expect(try await eventually { (try? await client.read(one)) != nil })
                #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
            }
            try await administrator.execute("DROP ROLE locked_out_too")
        }
    }

    @Test func `A standby answers reads, and refuses each write by its code`() async throws {
        let cluster = try await blocking { try ScratchCluster() }
        defer { cluster.remove() }
        _ = try await withClient(cluster.url()) { try await $0.execute("CREATE TABLE primary_only (id int8)") }
        try await blocking {
            try cluster.stop()
            try cluster.becomeStandby()
        }
        try await withClient(cluster.url() + "&target_session_attrs=any") { client in
            let rows = try await client.read([Statement("look", "SELECT FROM primary_only")])[0]
            #expect(rows.isEmpty)
            let insert = Statement("insert", "INSERT INTO primary_only VALUES (1)")
            for batch in [[insert], [.begin, insert, .commit]] {
                let error = await #expect(throws: PostgresError.self) {
                    try await client.withConnection { try await $0.send(Batch(batch)) }
                }
                #expect(error?.kind == .server)
                #expect(error?.sqlState == .readOnlySqlTransaction)
                #expect(error?.statement == "insert")
                #expect(error?.isUnavailable == true)
            }
            #expect(try await client.execute("SELECT 1").count == 1)
            #expect(try await eventually { client.isAtRest })
        }
        // Who wants a server that takes changes gets no session here, and hears so in time.
        try await withClient(cluster.url(), configure: { $0.acquireTimeout = .seconds(5) }) { client in
            let start = ContinuousClock.now
            do {
                try await client.execute("SELECT 1")
                Issue.record("a standby took a session that wants to write")
            } catch let error as PostgresError {
                #expect(error.kind == .connection)
                #expect(error.isUnavailable)
            }
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }
}
