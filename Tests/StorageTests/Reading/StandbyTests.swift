import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import Storage

@Suite struct `A standby` {
    @Test func `that ends a read because replay gets in its way leaves it to the primary`() async throws {
        let pair = try await ServerPair.make {
            try await $0.execute("CREATE TABLE read_and_truncated AS SELECT 1 AS a")
        }
        let (primary, replica) = (try TestCluster(postgres: pair.primary), try TestCluster(postgres: pair.standby))
        try await replica.execute("ALTER SYSTEM SET max_standby_streaming_delay = 0")
        try await replica.execute("SELECT pg_reload_conf()")
        try await Self.withClients(pair) { client, beside in
            let standby = Standby(client)
            let isInUse = await eventually {
                await standby.look(beside: beside)
                return standby.standing == .inUse
            }
            #expect(isInUse)
            let slow: Batch = [
                Statement("read", "SELECT a FROM read_and_truncated"), Statement("sleep", "SELECT pg_sleep(60)"),
            ]
            async let answer = standby.read(slow)
            let isReading = await eventually {
                try await replica.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == "1"
            }
            #expect(isReading)
            try await primary.execute("TRUNCATE read_and_truncated")
            let ended = try await answer
            #expect(ended == nil)
            #expect(standby.statistics.fallenBack == 1)
            let next = try await standby.read([Statement("one", "SELECT 1")])
            #expect(next?.count == 1)
        }
        await pair.stop()
    }

    @Test func `of another database is not asked`() async throws {
        let pair = try await ServerPair.make { try await $0.execute("CREATE DATABASE other") }
        try await Self.withClients(pair, database: "other") { client, beside in
            let standby = Standby(client)
            let isForeign = await eventually {
                await standby.look(beside: beside)
                return standby.standing == .foreign
            }
            #expect(isForeign)
            let answer = try await standby.read([Statement("one", "SELECT 1")])
            #expect(answer == nil)
            #expect(standby.statistics.passedBy == 1)
        }
        await pair.stop()
    }

    /// A client of the standby and one of the primary.
    private static func withClients(
        _ pair: ServerPair,
        database: String = "postgres",
        _ body: (PostgresClient, PostgresClient) async throws -> Void
    ) async throws {
        let silent = Logger(label: "koers.tests") { _ in SwiftLogNoOpLogHandler() }
        var near = try PostgresConfiguration(url: ServerPair.url([pair.standby], database: database))
        near.server = .standby
        near.leasedConnections = 0
        let client = PostgresClient(near, logger: silent)
        let primary = PostgresClient(try PostgresConfiguration(url: pair.url(database: "postgres")), logger: silent)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await client.run() }
            group.addTask { await primary.run() }
            try await body(client, primary)
            group.cancelAll()
        }
    }
}
