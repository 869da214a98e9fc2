import Contract
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A request that has to wait for another is answered")
struct WaitingTests {
    @Test("While a creation is carried out, another under its key is told so", .koers)
    func inFlight() async throws {
        let koers = try Koers.current
        let key = ["Idempotency-Key": "\"held\""]
        try await holdingJournal(koers) { release in
            async let first = koers.client.post("/v1/teams", Body.team, key)
            try await expectEventually(koers, "select count(*) from \(Self.held)")
            try await koers.client.post("/v1/teams", Body.team, key).expect(409, "idempotency-conflict")
            try await koers.caller(koers.home.secondToken).get("/v1/teams").expect(200)
            try await release()
            let created = try await first.expect(201)
            let replayed = try await koers.client.post("/v1/teams", Body.team, key).expect(201)
            #expect(replayed.bytes == created.bytes)
        }
    }

    @Test("A write that waits too long is told to come back later, and leaves nothing")
    func tooLong() async throws {
        try await Koers.lease(lockTimeout: "300ms") { koers in
            let key = ["Idempotency-Key": "\"patient\""]
            try await holdingJournal(koers) { release in
                let refused = try await koers.client.post("/v1/teams", Body.team, key).expect(503, "unavailable")
                #expect(refused.field("Retry-After") != nil)
                try await release()
            }
            #expect(try await koers.client.get("/v1/teams").expect(200).results == [])
            let retried = try await koers.client.post("/v1/teams", Body.team, key).expect(201)
            #expect(retried.field("Idempotent-Replayed") == nil, "an answer that was none is not stored")
        }
    }

    @Test("A write that the database cancels is told to come back later, and leaves nothing", .koers)
    func cancelled() async throws {
        let koers = try Koers.current
        try await holdingJournal(koers) { release in
            async let cancelled = koers.client.post("/v1/teams", Body.team)
            try await expectEventually(koers, "select count(*) from \(Self.waiting)")
            try await koers.sql("select pg_cancel_backend(pid) from \(Self.waiting)")
            try await cancelled.expect(503, "unavailable")
            try await release()
        }
        #expect(try await koers.client.get("/v1/teams").expect(200).results == [])
    }

    @Test("Documents that take long keep neither a read waiting nor the look-up of a key", .koers)
    func besideDocuments() async throws {
        let koers = try Koers.current
        let programme = "/v1/programmes/\(try await koers.client.makeProgramme())"
        let hasReaders = await eventually { koers.app.statistics.readConnections == 3 }
        #expect(hasReaders)
        try await holding(koers, "lock table koers.goal") { release in
            try await withThrowingTaskGroup(of: Void.self) { documents in
                for _ in 0..<4 {
                    documents.addTask { try await koers.client.get("\(programme)/goal-tree").expect(200) }
                }
                try await expectEventually(koers, "select count(*) - 1 from \(Self.waiting)")
                try await koers.caller(koers.home.secondToken).get(programme).expect(200)
                try await expectEventually(koers, "select count(*) - 1 from \(Self.waiting)")
                try await release()
                try await documents.waitForAll()
            }
        }
    }

    /// The app's sessions that wait for a lock, such as writers for the journal's head.
    private static let waiting =
        "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    /// The keys that are in use; other databases of the cluster have their own.
    private static let held =
        "pg_locks join pg_database d on d.oid = database where locktype = 'advisory' and granted and datname = current_database()"
    private static let sleeping =
        "pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()"

    /// Locks the journals' heads beside Koers until the body releases them.
    private func holdingJournal(
        _ koers: Koers,
        _ body: (_ release: () async throws -> Void) async throws -> Void
    ) async throws {
        try await holding(koers, "select 1 from koers.journal_head for update", body)
    }

    /// Holds the locks of a statement beside Koers until the body releases them.
    private func holding(
        _ koers: Koers,
        _ statement: String,
        _ body: (_ release: () async throws -> Void) async throws -> Void
    ) async throws {
        async let holding = try? koers.sql("\(statement); select pg_sleep(60)")
        try await expectEventually(koers, "select count(*) from \(Self.sleeping)")
        let release = { _ = try await koers.sql("select pg_cancel_backend(pid) from \(Self.sleeping)") }
        do {
            try await body { try await release() }
        } catch {
            try await release()
            _ = await holding
            throw error
        }
        _ = await holding
    }

    /// Waits until a count is one.
    private func expectEventually(_ koers: Koers, _ count: String) async throws {
        let isReached = await eventually(within: .seconds(8)) { try await koers.sql(count) == "1" }
        #expect(isReached, "\(count)")
    }
}
