import EmbeddedPostgres
import Logging
import Postgres

/// The server's own PostgreSQL, with the role that owns the schema and the database in it.
actor PrivateCluster {
    private static let owner = "koers_owner"
    private static let database = "koers"

    private let options: EmbeddedPostgres.Options
    private let logger: Logger
    private var postgres: EmbeddedPostgres
    private var earlier: [EmbeddedPostgres] = []

    /// - Throws: `EmbeddedPostgresError`, whose description says what to do; `PostgresError`.
    static func start(in directory: String, logger: Logger) async throws -> PrivateCluster {
        let options = EmbeddedPostgres.Options(dataDirectory: directory)
        let postgres = try await EmbeddedPostgres.start(options, logger: logger)
        let cluster = PrivateCluster(options: options, postgres: postgres, logger: logger)
        do {
            try await cluster.prepare()
        } catch {
            await postgres.stop()
            throw error
        }
        return cluster
    }

    private init(options: EmbeddedPostgres.Options, postgres: EmbeddedPostgres, logger: Logger) {
        self.options = options
        self.postgres = postgres
        self.logger = logger
    }

    /// The database as the owner of the schema reaches it.
    var ownerURL: String {
        postgres.connectionURL(database: Self.database, user: Self.owner)
    }

    /// Starts PostgreSQL again when somebody killed it; adopts it when it runs.
    func revive() async {
        do {
            let revived = try await EmbeddedPostgres.start(options, logger: logger)
            guard revived.processIdentifier != postgres.processIdentifier else {
                // It runs: the obstacle is another one.
                await revived.stop()
                return
            }
            earlier.append(postgres)
            postgres = revived
        } catch {
            logger.warning("The private PostgreSQL cannot be started again: \(error)")
        }
    }

    func stop() async {
        for postgres in earlier + [postgres] { await postgres.stop() }
    }

    private func prepare() async throws {
        let superuser = postgres.connectionURL(database: "postgres", user: EmbeddedPostgres.superuser)
        var configuration = try PostgresConfiguration(url: superuser)
        configuration.leasedConnections = 1
        configuration.readConnections = 1
        configuration.acquireTimeout = .seconds(10)
        let client = PostgresClient(configuration, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await client.run() }
            try await Self.makeOwnerAndDatabase(client)
            group.cancelAll()
        }
    }

    /// CREATE DATABASE stands alone in its batch, as PostgreSQL asks.
    private static func makeOwnerAndDatabase(_ client: PostgresClient) async throws {
        try await client.withConnection { lease in
            // Another server may be starting in the same directory; the turn ends with the connection.
            _ = try await lease.send([Statement("take turn", "SELECT pg_advisory_lock(5173019225)")])
            let found = try await lease.send([
                Statement(
                    "owner and database",
                    """
                    SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '\(owner)'), \
                    EXISTS (SELECT 1 FROM pg_database WHERE datname = '\(database)')
                    """
                )
            ])[0]
            if try !found[0].decode(0, as: Bool.self) {
                _ = try await lease.send([Statement("make owner", "CREATE ROLE \(owner) LOGIN CREATEROLE")])
            }
            if try !found[0].decode(1, as: Bool.self) {
                _ = try await lease.send([Statement("make database", "CREATE DATABASE \(database) OWNER \(owner)")])
            }
        }
    }
}
