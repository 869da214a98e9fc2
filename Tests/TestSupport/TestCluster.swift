package import EmbeddedPostgres
import Foundation
import Logging

/// The one PostgreSQL of a test process, for databases that a test makes and drops.
///
/// It is started when the first test asks for it and ended when the process exits. What a killed process left behind
/// is removed by the next one.
package struct TestCluster: Sendable {
    package let postgres: EmbeddedPostgres
    private let psql: String

    /// Nothing survives a crash here, so nothing waits for the disk; and a copy of a database is not compressed on its way
    /// to a log that nobody reads.
    package static let settings = [
        "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "wal_compression": "off",
        "max_connections": "300", "autovacuum_naptime": "1h",
    ]

    /// Made once, by whoever asks first; the others wait for the same value.
    private static let first = Task { () async throws -> TestCluster in
        let directory = try TestDirectories.make()
        return try await TestCluster(postgres: start(in: directory, settings: [:]))
    }

    /// The shared cluster; the first caller waits for its making, about a second.
    package static func shared() async throws -> TestCluster {
        try await first.value
    }

    /// A new cluster that was stopped in order; copying it costs a tenth of making one.
    private static let pristine = Task { () async throws -> String in
        let server = try await start(in: TestDirectories.make())
        await server.stop()
        return server.clusterDirectory
    }

    /// A cluster of the caller's own, to kill and restart. The caller stops it; what it forgets is ended at exit.
    package static func own(settings: [String: String] = [:]) async throws -> EmbeddedPostgres {
        let directory = try TestDirectories.make()
        let copy = try await Command(["/bin/cp", "-a", pristine.value, directory + "/postgres"]).run()
        guard copy.status == 0 else { throw TestClusterError(message: copy.text) }
        return try await start(in: directory, settings: settings)
    }

    /// Starts a server in a directory, such as the `dataDirectory` of one that was stopped or killed.
    package static func start(
        in directory: String,
        settings: [String: String] = [:]
    ) async throws -> EmbeddedPostgres {
        let options = EmbeddedPostgres.Options(
            dataDirectory: directory,
            settings: Self.settings.merging(settings) { $1 }
        )
        let postgres = try await EmbeddedPostgres.start(
            options,
            logger: Logger(label: "test-cluster") { _ in Silent() }
        )
        TestDirectories.remember(directory, cluster: postgres.clusterDirectory, home: postgres.homeDirectory)
        return postgres
    }

    /// Gives `execute` and the rest to a server of the caller's own.
    package init(postgres: EmbeddedPostgres) throws {
        self.postgres = postgres
        let places = [
            "/usr/lib/postgresql/\(postgres.majorVersion)/bin", "/usr/bin", "/opt/homebrew/bin", "/usr/local/bin",
        ]
        guard let found = places.map({ $0 + "/psql" }).first(where: { access($0, X_OK) == 0 }) else {
            throw TestClusterError(message: "psql was not found in \(places.joined(separator: ", ")).")
        }
        psql = found
    }

    /// Makes a database with a name that no other test has.
    /// - Parameter template: a database to copy; nobody may be connected to it.
    package func createDatabase(template: String? = nil) async throws -> String {
        let name = "t" + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
        try await execute("CREATE DATABASE \(name) TEMPLATE \(template ?? "template1")")
        return name
    }

    /// Drops a database and disconnects whoever uses it.
    package func dropDatabase(_ name: String) async throws {
        try await execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    package func url(database: String, user: String = EmbeddedPostgres.superuser) -> String {
        postgres.connectionURL(database: database, user: user)
    }

    /// Runs statements through `psql`, all in one transaction, and gives back what it prints: rows as lines,
    /// columns separated by `|`. For preparing and inspecting; the tests of the driver use the driver.
    @discardableResult
    package func execute(
        _ sql: String,
        database: String = "postgres",
        user: String = EmbeddedPostgres.superuser
    ) async throws -> String {
        let arguments = [
            psql, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1",
            "--dbname=\(url(database: database, user: user))", "--command=\(sql)",
        ]
        let output = try await Command(arguments).run()
        guard output.status == 0 else { throw TestClusterError(message: output.text) }
        return output.text.trimmingCharacters(in: .newlines)
    }
}

/// What `psql` said.
package struct TestClusterError: Error, CustomStringConvertible {
    package let message: String
    package var description: String { message }
}

/// Tests print their own words only.
private struct Silent: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .critical

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {}
}
