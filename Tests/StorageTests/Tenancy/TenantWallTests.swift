import Domain
import Foundation
import Postgres
import Services
import Storage
import Testing

@Suite struct `The tenant wall` {
    @Test func `stands around every table that has an organisation, whatever tables come`() async throws {
        try await Installation.with { installation in
            let open = try await installation.superuser(
                """
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'koers'::regnamespace AND c.relkind IN ('r', 'p')
                AND c.relname NOT IN ('schema_migration', 'organisation_directory')
                AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                    AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnotnull
                        AND a.attname = 'organisation_id' AND a.atttypid = 'uuid'::regtype)
                    AND 1 = (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*'
                        AND p.polpermissive AND p.polroles = '{0}'
                        AND pg_get_expr(p.polqual, p.polrelid) LIKE '%koers.organisation_id%'
                        AND pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)))
                """
            )
            #expect(open == "")
            #expect(try await Self.tables(installation).count > 10)
        }
    }

    @Test func `gives the app role nothing of its own, and no way around it`() async throws {
        try await Installation.with { installation in
            let owned = try await installation.superuser(
                """
                SELECT relname FROM pg_class WHERE relowner = 'koers_app'::regrole
                UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'koers_app'::regrole
                UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'koers_app'::regrole
                """
            )
            #expect(owned == "")
            #expect(
                try await installation.superuser(
                    "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = 'koers_app'"
                )
                    == "f"
            )
            #expect(
                try await installation.superuser(
                    "SELECT count(*) FROM pg_auth_members WHERE member = 'koers_app'::regrole"
                ) == "0"
            )
        }
    }

    @Test func `lets views look with the eyes of the reader`() async throws {
        try await Installation.with { installation in
            let open = try await installation.superuser(
                """
                SELECT relname FROM pg_class WHERE relnamespace = 'api'::regnamespace AND relkind = 'v'
                AND NOT coalesce(reloptions @> '{security_invoker=true}', false)
                """
            )
            #expect(open == "")
        }
    }

    @Test func `leaves no function that runs with other eyes`() async throws {
        try await Installation.with { installation in
            let open = try await installation.superuser(
                "SELECT proname FROM pg_proc WHERE pronamespace IN ('koers'::regnamespace, 'api'::regnamespace) AND prosecdef"
            )
            #expect(open == "")
        }
    }

    @Test func `begins every key, unique, foreign key and index with the organisation`() async throws {
        try await Installation.with { installation in
            let loose = try await installation.superuser(
                """
                SELECT x.conname FROM pg_constraint x JOIN pg_class c ON c.oid = x.conrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.conkey[1]
                WHERE c.relnamespace = 'koers'::regnamespace AND x.contype IN ('p', 'u', 'f', 'x')
                AND c.relname NOT IN ('schema_migration', 'organisation_directory') AND a.attname <> 'organisation_id'
                UNION ALL
                SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE c.relnamespace = 'koers'::regnamespace
                AND c.relname NOT IN ('schema_migration', 'organisation_directory')
                AND a.attname IS DISTINCT FROM 'organisation_id'
                """
            )
            #expect(loose == "")
        }
    }

    @Test func `shows nothing to the app, and takes nothing from it, outside any organisation`() async throws {
        try await Installation.with { installation in
            try await Self.fill(installation)
            for table in try await Self.tables(installation) {
                #expect(try await installation.count(table) > 0, "\(table) is empty, so this test says nothing")
                let rows = try await installation.asApp(inside: nil, "SELECT count(*) FROM \(table)")
                #expect(rows == .rows(0), "\(table)")
            }
            for table in try await Self.insertable(installation) {
                let outcome = try await installation.asApp(
                    inside: nil,
                    Self.copyRow(table, to: try await Self.someOrganisation(installation))
                )
                #expect(outcome == .denied, "\(table)")
            }
        }
    }

    @Test func `shows and takes nothing of another organisation`() async throws {
        try await Installation.with { installation in
            let (a, b) = try await Self.fill(installation)
            for table in try await Self.tables(installation) {
                let own = try await installation.superuser(
                    "SELECT count(*) FROM \(table) WHERE organisation_id = '\(a)'"
                )
                let seen = try await installation.asApp(inside: a, "SELECT count(*) FROM \(table)")
                #expect(seen == .rows(Int(own) ?? -1), "\(table)")
                let foreign = try await installation.asApp(
                    inside: a,
                    "SELECT count(*) FROM \(table) WHERE organisation_id = '\(b)'"
                )
                #expect(foreign == .rows(0), "\(table)")
            }
            for table in try await Self.tables(installation, privilege: "UPDATE") {
                let outcome = try await installation.asApp(
                    inside: a,
                    "WITH changed AS (UPDATE \(table) SET organisation_id = organisation_id WHERE organisation_id = '\(b)' RETURNING 1) SELECT count(*) FROM changed"
                )
                #expect(outcome == .rows(0), "\(table)")
                let stolen = try await installation.asApp(
                    inside: a,
                    "WITH changed AS (UPDATE \(table) SET organisation_id = '\(b)' RETURNING 1) SELECT count(*) FROM changed"
                )
                #expect(stolen == .denied, "\(table)")
            }
            for table in try await Self.tables(installation, privilege: "DELETE") {
                let outcome = try await installation.asApp(
                    inside: a,
                    "WITH gone AS (DELETE FROM \(table) WHERE organisation_id = '\(b)' RETURNING 1) SELECT count(*) FROM gone"
                )
                #expect(outcome == .rows(0), "\(table)")
            }
            for table in try await Self.insertable(installation) {
                let outcome = try await installation.asApp(inside: a, Self.copyRow(table, to: b))
                #expect(outcome == .denied, "\(table)")
            }
        }
    }

    @Test func `holds for the owner too`() async throws {
        try await Installation.with { installation in
            try await Self.fill(installation)
            let rows = try await installation.owner.read([Statement("all", "SELECT count(*) FROM koers.programme")])
            #expect(try rows[0][0].decode(0, as: Int64.self) == 0)
        }
    }

    @Test func `keeps the journal append-only, and keys and the directory read-only, by privilege`() async throws {
        try await Installation.with { installation in
            let (a, _) = try await Self.fill(installation)
            for table in ["koers.journal", "koers.journal_data"] {
                for change in ["UPDATE \(table) SET sequence = 1", "DELETE FROM \(table)", "TRUNCATE \(table)"] {
                    #expect(try await installation.asApp(inside: a, change) == .denied, "\(change)")
                }
            }
            for table in ["koers.api_key", "koers.organisation_directory", "koers.schema_migration"] {
                for change in ["INSERT INTO \(table) SELECT * FROM \(table)", "DELETE FROM \(table)"] {
                    #expect(try await installation.asApp(inside: a, change) == .denied, "\(change)")
                }
            }
            #expect(
                try await installation.asApp(inside: a, "UPDATE koers.api_key SET revoked_at = NULL") == .denied
            )
            #expect(
                try await installation.asApp(inside: a, "UPDATE koers.organisation_directory SET name = 'x'")
                    == .denied
            )
            for table in ["koers.programme", "koers.challenge", "koers.person", "koers.organisation"] {
                #expect(try await installation.asApp(inside: a, "DELETE FROM \(table)") == .denied, "\(table)")
            }
        }
    }

    @Test func `lets the app make no table, no schema and no temporary code of the owner's`() async throws {
        try await Installation.with { installation in
            let (a, _) = try await Self.fill(installation)
            for sql in [
                "CREATE TABLE koers.mine (a int)", "CREATE TABLE api.mine (a int)", "CREATE SCHEMA mine",
                "CREATE FUNCTION koers.mine() RETURNS int LANGUAGE sql RETURN 1",
                "ALTER TABLE koers.programme DISABLE ROW LEVEL SECURITY", "DROP POLICY tenant ON koers.programme",
                "CALL koers.wall('koers.programme', 'delete')",
            ] {
                #expect(try await installation.asApp(inside: a, sql) == .denied, "\(sql)")
            }
        }
    }

    /// The tables behind the wall, as the catalogue has them; those only on which the app has a privilege.
    private static func tables(_ installation: Installation, privilege: String = "SELECT") async throws -> [String] {
        try await installation.superuser(
            """
            SELECT 'koers.' || c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'koers'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'organisation_id'
            AND has_table_privilege('koers_app', c.oid, '\(privilege)') ORDER BY 1
            """
        ).split(separator: "\n").map(String.init)
    }

    private static func insertable(_ installation: Installation) async throws -> [String] {
        try await tables(installation, privilege: "INSERT")
    }

    /// Inserts a row that could only fail at the wall: it is refused before any key or reference is looked at.
    private static func copyRow(_ table: String, to organisation: UUID) -> String {
        "INSERT INTO \(table) (organisation_id) VALUES ('\(organisation)')"
    }

    private static func someOrganisation(_ installation: Installation) async throws -> UUID {
        try #require(UUID(uuidString: try await installation.superuser("SELECT id FROM koers.organisation LIMIT 1")))
    }

    /// Two organisations with a row in every table.
    @discardableResult
    private static func fill(_ installation: Installation) async throws -> (UUID, UUID) {
        let organisations = (try await installation.organisation("A"), try await installation.organisation("B"))
        for organisation in [organisations.0, organisations.1] {
            let challenge = try await installation.challenge(in: organisation)
            let programme = try await installation.programme(
                in: organisation,
                challenge: challenge,
                [Member("externalIds", .object([Member("zaaksysteem", "Z-1")]))]
            )
            let team = try await installation.make(
                CreateTeam.self,
                in: organisation,
                [Member("name", "Team"), Member("policyField", "welzijn")],
                key: "team"
            )
            let person = try await installation.make(
                CreatePerson.self,
                in: organisation,
                [Member("displayName", "Directeur"), Member("contractHoursPerWeek", 36)]
            )
            try await installation.assign(person, in: organisation)
            try await installation.pledge(of: team, to: programme, in: organisation, by: person)
            try await installation.seekSupport(of: programme, in: organisation, representative: person)
            try await installation.course(of: programme, in: organisation, by: person)
            try await installation.foresee(for: programme, in: organisation, by: person)
            try await installation.budget(for: programme, in: organisation, by: person)
            try await installation.empower(person, of: programme, in: organisation)
            try await installation.promise(for: programme, in: organisation, by: person)
            try await installation.move(budgetOf: programme, in: organisation, by: person)
            try await installation.partner(with: programme, in: organisation, by: person)
            try await installation.registry.store(
                APIKey(organisationID: organisation, at: Installation.moment),
                personID: nil,
                scopes: [],
                expiresAt: nil,
                at: Installation.moment
            )
        }
        return organisations
    }
}

/// What became of a statement of the app role.
enum AppOutcome: Equatable {
    case rows(Int)
    case denied
    case failed(String)
}

extension Installation {
    /// Runs one statement as the app role, inside an organisation or outside all, and undoes it.
    func asApp(inside organisation: UUID?, _ sql: String) async throws -> AppOutcome {
        try await app.withConnection { lease in
            do {
                let enter = organisation.map {
                    Statement("enter", "SELECT koers.enter('\($0)', '2026-10-08T09:30:00Z')")
                }
                let batch = Batch([.begin] + [enter].compactMap(\.self) + [Statement("attempt", sql), .rollback])
                let results = try await lease.send(batch)
                let rows = results[results.count - 2]
                return .rows(rows.isEmpty ? 0 : Int(try rows[0].decode(0, as: Int64.self)))
            } catch let error as PostgresError {
                return error.sqlState == .insufficientPrivilege ? .denied : .failed(error.debugDescription)
            }
        }
    }
}
