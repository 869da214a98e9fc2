import Domain
import EmbeddedPostgres
import Foundation
import Logging
import Postgres
import Services
import Storage
import TestSupport

/// A migrated database of a test's own, with the roles that a real one has: the owner migrates and administers, the
/// app reads and writes through the tenant wall.
struct Installation: Sendable {
    let database: String
    let owner: PostgresClient
    let app: PostgresClient
    let store: Store
    let registry: Registry

    static let ownerRole = "koers_owner"
    static let appRole = "koers_app"
    static let moment = Moment(millisecondsSinceEpoch: 1_790_000_000_000)

    /// Makes the database, lets the body use it, and drops it.
    static func with<R: Sendable>(
        isolation: String? = nil,
        _ body: @Sendable (Installation) async throws -> R
    ) async throws -> R {
        let cluster = try await TestCluster.shared()
        let database = try await cluster.createDatabase(template: template.value)
        try await cluster.execute("ALTER DATABASE \(database) OWNER TO \(ownerRole)")
        let owner = try client(cluster, database)
        let app = try client(cluster, database, role: appRole, isolation: isolation)
        let result = try await running([owner, app]) {
            try await body(
                Installation(
                    database: database,
                    owner: owner,
                    app: app,
                    store: try await Store(app),
                    registry: Registry(owner, try await Store(owner))
                )
            )
        }
        try await cluster.dropDatabase(database)
        return result
    }

    /// A new organisation with a name and an OIN that no other has.
    func organisation(_ name: String = "Lindemeer") async throws -> UUID {
        let id = UUID.version7(at: Self.moment)
        let digits = String(UInt64.random(in: 0..<10_000_000_000_000_000_000))
        try await registry.register(
            id: id,
            name: "\(name) \(id.lowercased.suffix(12))",
            oin: String(repeating: "0", count: 20 - digits.count) + digits,
            at: Self.moment,
            by: Self.provenance()
        )
        return id
    }

    static func provenance(_ operationID: String = "test") -> Provenance {
        Provenance(actorID: nil, clientID: nil, operationID: operationID, requestID: .version7(at: moment))
    }

    /// Runs SQL as the superuser, whom no wall stops.
    @discardableResult
    func superuser(_ sql: String) async throws -> String {
        try await TestCluster.shared().execute(sql, database: database)
    }

    static func client(
        _ cluster: TestCluster,
        _ database: String,
        user: String = ownerRole,
        role: String? = nil,
        isolation: String? = nil
    ) throws -> PostgresClient {
        var configuration = try PostgresConfiguration(url: cluster.url(database: database, user: user))
        configuration.acquireTimeout = .seconds(30)
        configuration.leasedConnections = 12
        configuration.readConnections = 1
        configuration.drainTimeout = .seconds(1)
        if let role { configuration.sessionParameters["role"] = role }
        if let isolation { configuration.sessionParameters["default_transaction_isolation"] = isolation }
        return PostgresClient(
            configuration,
            logger: Logger(label: "storage-tests") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Keeps the clients connected while the body runs.
    static func running<R: Sendable>(
        _ clients: [PostgresClient],
        _ body: @Sendable () async throws -> R
    ) async throws -> R {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { await client.run() } }
            let result = try await body()
            group.cancelAll()
            return result
        }
    }

    /// Made once, by whoever asks first: a migrated database to copy.
    private static let template = Task { () async throws -> String in
        let cluster = try await TestCluster.shared()
        try await cluster.execute("CREATE ROLE \(ownerRole) LOGIN CREATEROLE")
        let database = try await cluster.createDatabase()
        try await cluster.execute("ALTER DATABASE \(database) OWNER TO \(ownerRole)")
        let owner = try client(cluster, database)
        try await running([owner]) { _ = try await Migrator(owner).migrate(at: moment) }
        return database
    }

    /// Waits until the shared cluster has the roles of an installation.
    static func makeRoles() async throws {
        _ = try await template.value
    }
}
