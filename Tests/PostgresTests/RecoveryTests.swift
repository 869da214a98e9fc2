import Postgres
import Testing

@Suite(.serialized, .timeLimit(.minutes(1)))
struct RecoveryTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    private func failure(_ url: String) async throws -> (error: PostgresError?, state: PoolState) {
        try await withClient(url) { client in
            let start = ContinuousClock.now
            let error = await #expect(throws: PostgresError.self) { try await client.read(one) }
            // Refused for its reason, long before the wait for a connection is over.
            #expect(ContinuousClock.now - start < .seconds(20))
            #expect(!client.state.isReady)
            return (error, client.state)
        }
    }

    @Test func `A wrong password is said in a sentence that does not hold it`() async throws {
        let cluster = try ScratchCluster.shared.get()
        try await lockedOut.value
        let (error, state) = try await failure(cluster.url(role: "locked_out", password: "canary-4711"))
        #expect(error?.kind == .connection)
        #expect(error?.sqlState == .invalidPassword)
        #expect(error?.isUnavailable == true)
        #expect(state.sentence == "The database refused the password of role \"locked_out\".")
        #expect(error?.debugDescription.contains("canary-4711") == false)
    }

    @Test func `A missing role, a missing database and a missing server each have their sentence`() async throws {
        let cluster = try ScratchCluster.shared.get()
        let role = try await failure(cluster.url(role: "nobody_here"))
        #expect(role.error?.sqlState == .invalidAuthorization)
        let database = try await failure(cluster.url(database: "nowhere"))
        #expect(database.state.sentence == "The database \"nowhere\" does not exist on the server.")
        let server = try await failure("postgres://koers@/postgres?host=/tmp/no-such-directory")
        #expect(server.error?.kind == .connection)
        #expect(server.state.sentence.contains("/tmp/no-such-directory"))
        let port = try await failure("postgres://koers@127.0.0.1:1/postgres")
        #expect(port.state.sentence == "No PostgreSQL server answers at 127.0.0.1, port 1.")
    }

    @Test(arguments: [
        ("sslmode", "127.0.0.1:1/postgres?sslmode=canary"), ("port", "127.0.0.1:99999/postgres"),
        ("keepalives_idle", "127.0.0.1:1/postgres?keepalives_idle=canary"),
        ("target_session_attrs", "127.0.0.1:1/postgres?target_session_attrs=canary"),
    ])
    func `A parameter that cannot be used is named, without its value, and waits for a person`(
        keyword: String,
        rest: String
    ) async throws {
        let state = try await failure("postgres://koers@\(rest)").state
        #expect(state.sentence == "The database URL has a \(keyword) that cannot be used: look at its spelling.")
        guard case .circuitOpen(let reason) = state else {
            Issue.record("waits for what does not come: \(state)")
            return
        }
        #expect(reason.needsPerson)
    }

    @Test func `The second host is used when the first is away`() async throws {
        let directory = try ScratchCluster.shared.get().directory
        let url = "postgres://koers@/postgres?host=/tmp/no-such-directory,\(directory)&target_session_attrs=read-write"
        try await withClient(url, configure: { $0.readSessionParameters = [:] }) { client in
            let results = try await client.read(one)
            #expect(results.count == 1)
        }
    }

    @Test func `A terminated session fails its own batch and is replaced`() async throws {
        try await withClient { client in
            let error = await #expect(throws: PostgresError.self) {
                try await client.withConnection { lease in
                    _ = try await lease.send([Statement("end", "SELECT pg_terminate_backend(pg_backend_pid())")])
                }
            }
            #expect(error?.isUnavailable == true)
            #expect(try await client.execute("SELECT 1").count == 1)
            let readers = try await client.read([Statement("pid", "SELECT pg_backend_pid()")])[0]
            let pid = try readers[0].decode(0, as: Int32.self)
            try await client.execute("SELECT pg_terminate_backend($1)", [.int4(pid)])
            #expect(try await eventually { client.statistics.connectionsLost == 2 })
            #expect(try await eventually { client.statistics.readConnections == 2 })
            #expect(try await client.read(one).count == 1)
        }
    }

    @Test func `A lease whose connection is lost between two batches never goes on with another`() async throws {
        try await withClient { client in
            try await client.execute("CREATE TABLE never_autocommitted (id int8)")
            let error = await #expect(throws: PostgresError.self) {
                try await client.withConnection { lease in
                    let pid = try await lease.send([.begin, Statement("pid", "SELECT pg_backend_pid()")])[1][0]
                        .decode(0, as: Int32.self)
                    let lost = client.statistics.connectionsLost
                    try await client.execute("SELECT pg_terminate_backend($1)", [.int4(pid)])
                    #expect(try await eventually { client.statistics.connectionsLost == lost + 1 })
                    _ = try await lease.send([
                        Statement("insert", "INSERT INTO never_autocommitted VALUES (1)"), .commit,
                    ])
                }
            }
            #expect(error?.kind == .connection)
            #expect(try await client.execute("SELECT FROM never_autocommitted").isEmpty)
            try await client.execute("DROP TABLE never_autocommitted")
        }
    }

    @Test func `A commit that was cut off says that its outcome is unknown`() async throws {
        try await withClient { client in
            try await client.withConnection { lease in
                try await lease.run(
                    script: """
                        CREATE TABLE slow_commit (id int8);
                        CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql
                          AS $$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END; $$;
                        CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON slow_commit
                          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow_commit();
                        """,
                    named: "slow commit"
                )
            }
            let error = await #expect(throws: PostgresError.self) {
                try await client.withConnection { lease in
                    let insert = Statement("insert", "INSERT INTO slow_commit VALUES (1)")
                    let pid = try await lease.send([.begin, insert, Statement("pid", "SELECT pg_backend_pid()")])[2][0]
                        .decode(0, as: Int32.self)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask {
                            let ended = try await eventually {
                                try await !client.execute(
                                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                        + "WHERE pid = $1 AND wait_event = 'PgSleep'",
                                    [.int4(pid)]
                                ).isEmpty
                            }
                            #expect(ended)
                        }
                        defer { group.cancelAll() }
                        _ = try await lease.send([.commit])
                    }
                }
            }
            #expect(error?.kind == .outcomeUnknown)
            #expect(error?.statement == "commit")
            #expect(error?.isUnavailable == true)
            try await client.execute("DROP TABLE slow_commit")
            try await client.execute("DROP FUNCTION slow_commit")
        }
    }

    @Test func `After a restart of the server the pool is back within five seconds`() async throws {
        let cluster = try await blocking { try ScratchCluster() }
        defer { cluster.remove() }
        try await withClient(cluster.url(), configure: { $0.acquireTimeout = .seconds(1) }) { client in
            #expect(try await eventually { (try? await client.read(one)) != nil })
            try await client.execute("SELECT 1")
            try await blocking { try cluster.stop() }
            #expect(try await eventually { !client.state.isReady })
            let start = ContinuousClock.now
            let error = await #expect(throws: PostgresError.self) { try await client.read(one) }
            #expect(error?.isUnavailable == true)
            #expect(ContinuousClock.now - start < .seconds(5))
            try await blocking { try cluster.start() }
            #expect(try await eventually(within: .seconds(5)) { (try? await client.read(one)) != nil })
            #expect(try await eventually(within: .seconds(5)) { (try? await client.execute("SELECT 1")) != nil })
            #expect(client.state == .running)
        }
    }

    @Test func `When the server is killed under load, everyone is answered, and nothing acknowledged is lost`()
        async throws
    {
        let cluster = try await blocking { try ScratchCluster() }
        defer { cluster.remove() }
        try await withClient(cluster.url(), configure: { $0.acquireTimeout = .seconds(1) }) { client in
            #expect(
                try await eventually {
                    (try? await client.execute("CREATE TABLE written (id int8 PRIMARY KEY)")) != nil
                }
            )
            let acknowledged = try await withThrowingTaskGroup(of: [Int64].self) { group in
                let stop = ContinuousClock.now + .seconds(3)
                for writer in 0..<Int64(16) {
                    group.addTask {
                        var kept: [Int64] = []
                        var number = writer * 1_000_000
                        while ContinuousClock.now < stop {
                            number += 1
                            do {
                                _ = try await client.withConnection { lease in
                                    try await lease.send([
                                        .begin, Statement("insert", "INSERT INTO written VALUES ($1)", [.int8(number)]),
                                        .commit,
                                    ])
                                }
                                kept.append(number)
                            } catch let error as PostgresError {
                                #expect(error.isUnavailable, "\(error.debugDescription)")
                                try await Task.sleep(for: .milliseconds(20))
                            }
                        }
                        return kept
                    }
                    group.addTask {
                        while ContinuousClock.now < stop {
                            do {
                                _ = try await client.read(one)
                            } catch let error as PostgresError {
                                #expect(error.isUnavailable, "\(error.debugDescription)")
                                try await Task.sleep(for: .milliseconds(20))
                            }
                        }
                        return []
                    }
                }
                group.addTask {
                    for _ in 0..<2 {
                        try await Task.sleep(for: .milliseconds(500))
                        try await blocking { try cluster.stop() }
                        try await blocking { try cluster.start() }
                    }
                    return []
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
            let rows = try await client.execute(
                "SELECT count(*) FROM written WHERE id = ANY ($1)",
                [.int8Array(acknowledged)]
            )
            #expect(try rows[0].decode(0, as: Int64.self) == Int64(acknowledged.count))
            #expect(!acknowledged.isEmpty)
        }
    }

    @Test func `A client that is never run refuses in time`() async throws {
        var configuration = try PostgresConfiguration(url: ScratchCluster.shared.get().url())
        configuration.acquireTimeout = .milliseconds(300)
        let client = PostgresClient(configuration, logger: quiet)
        let error = await #expect(throws: PostgresError.self) { try await client.read(one) }
        #expect(error?.kind == .timeout)
    }
}
