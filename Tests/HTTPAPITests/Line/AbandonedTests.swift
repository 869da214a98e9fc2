import Contract
import Postgres
import TestSupport
import Testing

@Suite("A client that goes away leaves nothing running")
struct AbandonedTests {
    @Test("Its read is ended on the database, of many and of one, and nobody else notices", .koers)
    func read() async throws {
        let koers = try Koers.current
        let team = try await koers.client.make("teams", Body.team).location
        try await lockingTeams(koers) {
            for path in ["/v1/teams", team] {
                let before = koers.app.statistics.cancellationsSent
                let reading = Task { try await koers.client.get(path) }
                #expect(await isWaiting(koers, 1))
                reading.cancel()
                #expect(await isWaiting(koers, 0), "the statement is ended while the table is still locked")
                #expect(koers.app.statistics.cancellationsSent > before)
                for _ in 0..<4 { try await koers.client.get("/v1/persons").expect(200) }
                _ = await reading.result
            }
        }
        try await koers.client.get("/v1/teams").expect(200)
        #expect(koers.app.statistics.connectionsLost == 0)
    }

    @Test("Its write is undone or done, and its key tells which", .koers)
    func write() async throws {
        let koers = try Koers.current
        let key = ["Idempotency-Key": "\"abandoned\""]
        try await lockingTeams(koers) {
            let writing = Task { try await koers.client.post("/v1/teams", Body.team, key) }
            #expect(await isWaiting(koers, 1))
            writing.cancel()
            #expect(await isWaiting(koers, 0))
            #expect(koers.app.statistics.cancellationsSent > 0)
            _ = await writing.result
        }
        try await koers.client.post("/v1/teams", Body.team, key).expect(201)
        #expect(try await koers.client.get("/v1/teams").expect(200).results.count == 1)
        #expect(try await koers.sql("select count(*) from koers.journal where type = 'team.created'") == "1")
    }

    /// Locks the teams beside Koers for as long as the body runs.
    private func lockingTeams(_ koers: Koers, _ body: () async throws -> Void) async throws {
        let sleeping = "pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()"
        async let locking = try? koers.sql("lock table koers.team in access exclusive mode; select pg_sleep(60)")
        #expect(await eventually { try await koers.sql("select count(*) from \(sleeping)") == "1" })
        do {
            try await body()
        } catch {
            try await koers.sql("select pg_cancel_backend(pid) from \(sleeping)")
            _ = await locking
            throw error
        }
        try await koers.sql("select pg_cancel_backend(pid) from \(sleeping)")
        _ = await locking
    }

    /// Sooner than PostgreSQL would end the wait by itself.
    private func isWaiting(_ koers: Koers, _ count: Int) async -> Bool {
        let waiting = "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
        return await eventually(within: .seconds(5)) {
            try await koers.sql("select count(*) from \(waiting)") == "\(count)"
        }
    }
}
