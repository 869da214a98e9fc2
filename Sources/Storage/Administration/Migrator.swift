import Crypto
package import Domain
import Foundation
package import Postgres

/// Brings the schema to the version of this program: numbered migrations once each, and the views anew when they
/// changed, all in one transaction under an advisory lock.
package struct Migrator: Sendable {
    /// Why the schema cannot be used; the description says what to do.
    package enum Failure: Error, CustomStringConvertible {
        case changed(String)
        case newer(String)
        case pending([String])
        case roleMissing

        package var description: String {
            switch self {
            case .changed(let name):
                "Migration \(name) was changed after it had been applied. Start the version of Koers that applied it, or restore the file."
            case .newer(let name):
                "The database was migrated by a newer version of Koers (\(name)). Start that version."
            case .pending(let names):
                "The database lacks \(names.joined(separator: ", ")). Run: koers-server migrate --database-url with the role that owns the schema."
            case .roleMissing:
                "The role koers_app is missing, and this role may not make or take it. As a superuser: CREATE ROLE koers_app LOGIN; GRANT koers_app TO the owner of the schema."
            }
        }
    }

    let client: PostgresClient

    /// - Parameter client: A client that logs in as the owner of the schema.
    package init(_ client: PostgresClient) {
        self.client = client
    }

    /// Applies what is missing.
    ///
    /// - Returns: The names of the migrations that were applied.
    /// - Throws: `Failure` when what was applied before differs from this program's files; `PostgresError`.
    package func migrate(at moment: Moment) async throws -> [String] {
        try await client.withConnection { lease in
            _ = try await lease.send(
                Batch([
                    .begin,
                    Statement("no timeout", "SET LOCAL statement_timeout = 0"),
                    Statement("wait for others", "SELECT pg_advisory_xact_lock(\(Self.lockNumber))"),
                ])
            )
            try await Self.makeAppRole(lease)
            _ = try await lease.send(
                Batch([
                    Statement("schema", "CREATE SCHEMA IF NOT EXISTS koers"),
                    Statement(
                        "migrations",
                        """
                        CREATE TABLE IF NOT EXISTS koers.schema_migration (name text NOT NULL, \
                        checksum bytea NOT NULL, applied_at timestamptz NOT NULL, \
                        CONSTRAINT schema_migration_pkey PRIMARY KEY (name))
                        """
                    ),
                    Statement("migrations for all", "GRANT SELECT ON koers.schema_migration TO koers_app"),
                ])
            )
            let applied = try Self.read(try await lease.send([Self.recorded])[0])
            let pending = try Self.pending(applied)
            for file in pending { try await apply(file, lease, moment) }
            if !pending.isEmpty || applied[Self.views.name] != Self.views.checksum {
                try await replaceViews(lease, moment)
            }
            _ = try await lease.send([.commit])
            return pending.map(\.name)
        }
    }

    /// Checks that nothing is missing, for a role that may not migrate.
    ///
    /// - Throws: `Failure.pending` with what is missing; `Failure.changed`, `Failure.newer`; `PostgresError`.
    package func check() async throws {
        let applied = try await recorded()
        var pending = try Self.pending(applied).map(\.name)
        if applied[Self.views.name] != Self.views.checksum { pending.append(Self.views.name) }
        if !pending.isEmpty { throw Failure.pending(pending) }
    }

    /// What was applied; nothing where there is no schema yet.
    private func recorded() async throws -> [String: [UInt8]] {
        do {
            return try Self.read(try await client.read([Self.recorded])[0])
        } catch let error as PostgresError where error.sqlState == .undefinedTable {
            return [:]
        }
    }

    /// The role is the whole cluster's: another database may be making it at this moment. Since PostgreSQL 16 who makes
    /// a role is a member of it that may not yet act as it, and a privilege of its own says who may.
    private static func makeAppRole(_ lease: Lease) async throws {
        do {
            _ = try await lease.send([
                Statement(
                    "app role",
                    """
                    DO $$
                    DECLARE privilege text := CASE
                        WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END;
                    BEGIN
                        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'koers_app') THEN
                            BEGIN
                                CREATE ROLE koers_app LOGIN;
                            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                                NULL;
                            END;
                        END IF;
                        IF NOT pg_has_role(current_user, 'koers_app', privilege) THEN
                            GRANT koers_app TO CURRENT_USER;
                        END IF;
                    END $$
                    """
                )
            ])
        } catch  where error.sqlState == .insufficientPrivilege {
            throw Failure.roleMissing
        }
    }

    private func apply(_ file: SQLFile, _ lease: Lease, _ moment: Moment) async throws {
        _ = try await lease.send(
            Batch(
                file.statements.enumerated().map { Statement("\(file.name) statement \($0 + 1)", $1) }
                    + [Self.record(file, moment)]
            )
        )
    }

    private func replaceViews(_ lease: Lease, _ moment: Moment) async throws {
        _ = try await lease.send(
            Batch(
                [
                    Statement("drop views", "DROP SCHEMA IF EXISTS api CASCADE"),
                    Statement("schema of views", "CREATE SCHEMA api"),
                    Statement("views for the app", "GRANT USAGE ON SCHEMA api TO koers_app"),
                ] + Self.views.statements.enumerated().map { Statement("view \($0 + 1)", $1) } + [
                    Statement("read views", "GRANT SELECT ON ALL TABLES IN SCHEMA api TO koers_app"),
                    Self.record(Self.views, moment),
                ]
            )
        )
    }

    private static let lockNumber = 5_173_019_224

    private static let recorded = Statement("applied migrations", "SELECT name, checksum FROM koers.schema_migration")

    private static let migrations = EmbeddedText.migrations.map { SQLFile(name: $0.name, text: $0.text) }
    private static let views = SQLFile(name: "views", text: EmbeddedText.views.map(\.text).joined(separator: "\n"))

    private static func record(_ file: SQLFile, _ moment: Moment) -> Statement {
        Statement(
            "record \(file.name)",
            """
            INSERT INTO koers.schema_migration (name, checksum, applied_at) VALUES ($1, $2, $3) \
            ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = excluded.applied_at
            """,
            [.text(file.name), .bytea(file.checksum), .timestamptz(PostgresTimestamp(moment))]
        )
    }

    private static func read(_ rows: Rows) throws -> [String: [UInt8]] {
        try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0.decode(0, as: String.self), try $0.decode(1, as: [UInt8].self)) }
        )
    }

    private static func pending(_ applied: [String: [UInt8]]) throws -> [SQLFile] {
        let known = Set(migrations.map(\.name)).union([views.name])
        if let newer = applied.keys.filter({ !known.contains($0) }).sorted().first { throw Failure.newer(newer) }
        for file in migrations {
            if let checksum = applied[file.name], checksum != file.checksum { throw Failure.changed(file.name) }
        }
        return migrations.filter { applied[$0.name] == nil }
    }
}
