import EmbeddedPostgres
import Foundation
import TestSupport
import Testing

/// What a server does when its database is not as it should be.
@Suite struct `A server whose database is not as it should be` {
    @Test func `waits for one that is away, answering 503, and serves once it is there`() async throws {
        let cluster = try TestCluster(postgres: try await TestCluster.own(settings: ["synchronous_commit": "on"]))
        try await cluster.execute("CREATE ROLE own LOGIN CREATEROLE")
        try await cluster.execute("CREATE DATABASE koers OWNER own")
        let url = cluster.url(database: "koers", user: "own")
        await cluster.postgres.stop()
        let server = try ServerUnderTest(dataDirectory: TestDirectories.make(), ["--database-url", url])
        #expect(await eventually { await server.readiness()?.status == 503 })
        #expect(await eventually { server.log.contains("Waiting for the database") })
        // The port of the API opens while the database is waited for, in no order with the lines above.
        #expect(await eventually { server.log.contains("Listening on") })
        let answer = try await HTTP.get("\(server.url)/v1/programmes")
        #expect(answer.status == 503 && answer.headers["retry-after"] != nil)
        #expect(answer.headers["content-type"] == "application/problem+json")

        let back = try await TestCluster.start(in: cluster.postgres.dataDirectory)
        #expect(await server.isReady(), "\(server.log)")
        #expect(try await HTTP.get("\(server.url)/v1/programmes").status == 401)
        #expect(await server.stop() == 0)
        await back.stop()
    }

    @Test func `ends with a sentence on a wrong name, role or password, and on a changed migration`() async throws {
        let cluster = try await TestCluster.shared()
        let database = try await cluster.createDatabase()
        let owner = "o\(UUID().uuidString.prefix(8).lowercased())"
        try await cluster.execute("CREATE ROLE \(owner) LOGIN SUPERUSER")
        let noDatabase = try await migrate(cluster.url(database: "nowhere-\(database)", user: owner))
        #expect(noDatabase.status == 78 && noDatabase.text.contains("does not exist"))
        let noRole = try await migrate(cluster.url(database: database, user: "nobody-\(owner)"))
        #expect(noRole.status == 78 && noRole.text.contains("Check the user"))
        let noMode = try await migrate(cluster.url(database: database, user: owner) + "&sslmode=kanarie")
        #expect(noMode.status == 78 && noMode.text.contains("a sslmode that cannot be used"), "\(noMode.text)")

        let url = cluster.url(database: database, user: owner)
        #expect(try await migrate(url).status == 0)
        try await cluster.execute(
            "UPDATE koers.schema_migration SET checksum = 'x' WHERE name LIKE '0002%'",
            database: database
        )
        let changed = try await migrate(url)
        #expect(changed.status != 0 && changed.text.contains("was changed after it had been applied"))
        let server = try ServerUnderTest(dataDirectory: TestDirectories.make(), ["--database-url", url])
        #expect(await server.exitStatus() != 0)
        #expect(server.log.contains("was changed after it had been applied"))
    }

    @Test func `reads the feed from a standby, tells so, and serves on without it`() async throws {
        let pair = try await ServerPair.make()
        let cluster = try TestCluster(postgres: pair.primary)
        try await cluster.execute("CREATE DATABASE koers")
        let server = try ServerUnderTest(
            dataDirectory: TestDirectories.make(),
            [
                "--database-url", pair.url(database: "koers"),
                "--read-database-url", ServerPair.url([pair.standby], database: "koers"),
            ]
        )
        #expect(await server.isReady(), "\(server.log)")
        #expect(
            await eventually { server.log.contains("Feed and dashboards are read from the standby") },
            "\(server.log)"
        )
        let shown = try await metrics(of: server)
        for pool in ["app", "owner", "standby"] {
            #expect(shown.contains(#"postgres_connections{pool="\#(pool)",state="idle"}"#), "\(shown)")
            #expect(shown.contains(#"postgres_round_trips_total{pool="\#(pool)",work="read"}"#))
        }
        #expect(await eventually { try await metrics(of: server).contains("koers_standby_in_use 1.0") })
        // No commit waits for a standby that is gone.
        try await cluster.execute("ALTER SYSTEM RESET synchronous_standby_names")
        try await cluster.execute("SELECT pg_reload_conf()")
        try await pair.killStandby()
        #expect(await eventually { server.log.contains("the standby is away") }, "\(server.log)")
        #expect(await eventually { try await metrics(of: server).contains("koers_standby_in_use 0.0") })
        #expect(await server.readiness()?.status == 200)
        #expect(await server.stop() == 0)
        await pair.stop()
    }

    @Test func `ends with a sentence on a wrong password`() async throws {
        let cluster = try TestCluster(postgres: try await TestCluster.own())
        try await cluster.execute("CREATE ROLE own LOGIN PASSWORD 'right'")
        let directory = cluster.postgres.clusterDirectory
        try "local all own scram-sha-256\nlocal all all trust\n"
            .write(toFile: directory + "/pg_hba.conf", atomically: false, encoding: .utf8)
        try await cluster.execute("SELECT pg_reload_conf()")
        let url = cluster.url(database: "postgres", user: "own").replacing("postgres://", with: "postgres://own:wrong@")
        let refused = try await migrate(url)
        #expect(refused.status == 78 && refused.text.contains("Check the password"), "\(refused.text)")
        #expect(!refused.text.contains("wrong@"))
        await cluster.postgres.stop()
    }

    @Test func `shares its data directory with a second one, and survives kill -9 with every entry`() async throws {
        let directory = try TestDirectories.make()
        let first = try ServerUnderTest(dataDirectory: directory, ["--demo"])
        #expect(await first.isReady(), "\(first.log)")
        let token = try #require(try first.demoTokens()["beheerder"])
        let second = try ServerUnderTest(dataDirectory: directory)
        #expect(await second.isReady(), "\(second.log)")
        #expect(try await second.koers("programmes", "list", token: token).status == 0)

        first.signal(SIGKILL)
        _ = await first.exitStatus()
        #expect(
            try await second.koers("teams", "create", "--name", "Na de klap", "--policy-field", "x", token: token)
                .status == 0
        )
        second.signal(SIGKILL)
        _ = await second.exitStatus()

        let third = try ServerUnderTest(dataDirectory: directory)
        #expect(await third.isReady(), "\(third.log)")
        let found = try await third.koers("teams", "list", "--search", "klap", token: token)
        #expect(found.text.contains("Na de klap"))
        #expect(await third.stop() == 0)
        let verified = try await Program.run(Program.server, ["verify-journal", "--data-dir", directory])
        #expect(verified.status == 0 && verified.text.contains("whole"))
    }

    @Test func `starts twice at the same moment in a new directory, and both serve`() async throws {
        let directory = try TestDirectories.make()
        let both = try (0..<2).map { _ in try ServerUnderTest(dataDirectory: directory) }
        for server in both { #expect(await server.isReady(), "\(server.log)") }
        for server in both { #expect(await server.stop() == 0, "\(server.log)") }
    }

    private func metrics(of server: ServerUnderTest) async throws -> String {
        try await HTTP.get("http://127.0.0.1:\(server.managementPort)/metrics").body
    }

    private func migrate(_ url: String) async throws -> (status: Int32, text: String) {
        let output = try await Program.run(Program.server, ["migrate", "--database-url", url])
        return (output.status, output.text)
    }
}
