import Domain
import EmbeddedPostgres
import Foundation
import Postgres
import Storage
import TestSupport
import Testing

@Suite struct `The migrator` {
    private static let names = [
        "0001_tenancy.sql", "0002_journal.sql", "0003_people_and_course.sql", "0004_vision.sql", "0005_course.sql",
        "0006_people.sql", "0007_signals.sql", "0008_authority.sql", "0009_money.sql", "0010_journal_chain.sql",
        "0011_partners.sql", "0012_occupancy.sql", "0013_commitments.sql", "0014_budget_moves.sql",
        "0015_fiscal_year_steps.sql", "0016_mandatary_leaves.sql", "0017_partner_money.sql",
        "0018_cheaper_writes.sql",
    ]

    @Test func `applies every migration once, in order`() async throws {
        try await Self.withEmptyDatabase { client in
            let migrator = Migrator(client)
            #expect(try await migrator.migrate(at: Installation.moment) == Self.names)
            #expect(try await migrator.migrate(at: Installation.moment) == [])
            try await migrator.check()
        }
    }

    @Test func `says which migrations are pending, also where there is no schema yet`() async throws {
        try await Self.withEmptyDatabase { client in
            let failure = await #expect(throws: Migrator.Failure.self) { try await Migrator(client).check() }
            #expect(failure?.description.contains(Self.names.joined(separator: ", ")) == true)
        }
    }

    @Test func `lets the app role check`() async throws {
        try await Installation.with { installation in
            try await Migrator(installation.app).check()
            try await installation.superuser(
                "DELETE FROM koers.schema_migration WHERE name = '0003_people_and_course.sql'"
            )
            let failure = await #expect(throws: Migrator.Failure.self) {
                try await Migrator(installation.app).check()
            }
            guard case .pending(["0003_people_and_course.sql"]) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
    }

    @Test func `refuses a migration that was changed after it had been applied`() async throws {
        try await Installation.with { installation in
            try await installation.superuser(
                "UPDATE koers.schema_migration SET checksum = '\\x00' WHERE name = '0002_journal.sql'"
            )
            for attempt in ["migrate", "check"] {
                let failure = await #expect(throws: Migrator.Failure.self, "\(attempt)") {
                    if attempt == "check" {
                        try await Migrator(installation.owner).check()
                    } else {
                        _ = try await Migrator(installation.owner).migrate(at: Installation.moment)
                    }
                }
                guard case .changed("0002_journal.sql") = failure else {
                    Issue.record("\(attempt): \(String(describing: failure))")
                    return
                }
            }
        }
    }

    @Test func `refuses a database of a newer version`() async throws {
        try await Installation.with { installation in
            try await installation.superuser(
                "INSERT INTO koers.schema_migration VALUES ('0099_later.sql', '\\x00', now())"
            )
            let failure = await #expect(throws: Migrator.Failure.self) {
                try await Migrator(installation.owner).migrate(at: Installation.moment)
            }
            guard case .newer("0099_later.sql") = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
    }

    @Test func `makes the views anew when their text has changed, and gives them to the app again`() async throws {
        try await Installation.with { installation in
            try await installation.superuser(
                """
                UPDATE koers.schema_migration SET checksum = '\\x00' WHERE name = 'views';
                DROP VIEW api.team; CREATE VIEW api.of_old AS SELECT 1 AS one
                """
            )
            guard
                case .pending(["views"])? = await #expect(
                    throws: Migrator.Failure.self,
                    performing: { try await Migrator(installation.app).check() }
                )
            else {
                Issue.record("the check does not notice old views")
                return
            }
            #expect(try await Migrator(installation.owner).migrate(at: Installation.moment) == [])
            #expect(
                try await installation.superuser("SELECT to_regclass('api.team'), to_regclass('api.of_old')")
                    == "api.team|"
            )
            let organisation = try await installation.organisation()
            _ = try await installation.challenge(in: organisation)
            try await Migrator(installation.app).check()
        }
    }

    @Test func `takes its turn when two migrate at once, also where the app role is still missing`() async throws {
        let server = try await TestCluster.own()
        let cluster = try TestCluster(postgres: server)
        try await cluster.execute("CREATE ROLE \(Installation.ownerRole) LOGIN CREATEROLE")
        let database = try await cluster.createDatabase()
        try await cluster.execute("ALTER DATABASE \(database) OWNER TO \(Installation.ownerRole)")
        let clients = try (0..<3).map { _ in try Installation.client(cluster, database) }
        let applied = try await Installation.running(clients) {
            try await withThrowingTaskGroup(of: [String].self) { group in
                for client in clients {
                    group.addTask { try await Migrator(client).migrate(at: Installation.moment) }
                }
                return try await group.reduce(into: [[String]]()) { $0.append($1) }
            }
        }
        #expect(applied.filter { !$0.isEmpty } == [Self.names])
        await server.stop()
    }

    @Test func `says what to do when it may not make the app role, and goes on when someone did`() async throws {
        let server = try await TestCluster.own()
        let cluster = try TestCluster(postgres: server)
        try await cluster.execute("CREATE ROLE poor LOGIN")
        let database = try await cluster.createDatabase()
        try await cluster.execute("ALTER DATABASE \(database) OWNER TO poor")
        let client = try Installation.client(cluster, database, user: "poor")
        try await Installation.running([client]) {
            let failure = await #expect(throws: Migrator.Failure.self) {
                try await Migrator(client).migrate(at: Installation.moment)
            }
            #expect(failure?.description.contains("CREATE ROLE koers_app LOGIN") == true)
            #expect(try await cluster.execute("SELECT to_regnamespace('koers')", database: database) == "")
            try await cluster.execute("CREATE ROLE koers_app LOGIN")
            try await cluster.execute("GRANT koers_app TO poor")
            #expect(try await Migrator(client).migrate(at: Installation.moment) == Self.names)
        }
        await server.stop()
    }

    @Test func `leaves nothing of a migration that fails`() async throws {
        try await Self.withEmptyDatabase { client in
            let database = try await client.read([Statement("name", "SELECT current_database()::text")])[0][0]
                .decode(0, as: String.self)
            let cluster = try await TestCluster.shared()
            // A relation of the third migration is in the way.
            try await cluster.execute(
                "CREATE SCHEMA koers AUTHORIZATION koers_owner; CREATE TABLE koers.partner (a int)",
                database: database
            )
            await #expect(throws: PostgresError.self) { try await Migrator(client).migrate(at: Installation.moment) }
            #expect(
                try await cluster.execute(
                    "SELECT to_regclass('koers.organisation'), to_regclass('koers.schema_migration')",
                    database: database
                ) == "|"
            )
        }
    }

    private static func withEmptyDatabase(_ body: @Sendable (PostgresClient) async throws -> Void) async throws {
        try await Installation.makeRoles()
        let cluster = try await TestCluster.shared()
        let database = try await cluster.createDatabase()
        try await cluster.execute("ALTER DATABASE \(database) OWNER TO \(Installation.ownerRole)")
        let client = try Installation.client(cluster, database)
        try await Installation.running([client]) { try await body(client) }
        try await cluster.dropDatabase(database)
    }
}
