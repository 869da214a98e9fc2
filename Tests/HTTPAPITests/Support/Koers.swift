import AsyncHTTPClient
import Contract
import CoreMetrics
import Foundation
import HTTPAPI
import Logging
import Postgres
import ServiceLifecycle
import Storage
import TestSupport

/// Koers in this process, over a database of its own: the line, the edge on a free port, and a client.
struct Koers: Sendable {
    let address: String
    let http: HTTPClient
    let contract: Contract
    let clock: TestClock
    /// What serves; its statistics count round trips.
    let app: PostgresClient
    /// What the feed is read from, where a test has one.
    let standby: Standby?
    let registry: Registry
    let cluster: TestCluster
    let database: String
    let municipalities: [Municipality]

    static let allowedOrigin = "https://dashboard.lindemeer.example"

    var home: Municipality { municipalities[0] }
    var other: Municipality { municipalities[1] }

    /// Every scope in the organisation that the tests are about.
    var client: Caller { caller(home[Municipality.everyScope]) }
    /// The political sponsor, with every scope.
    var sponsor: Caller { caller(home.sponsorToken) }
    /// Every scope in the other organisation.
    var stranger: Caller { caller(other[Municipality.everyScope]) }
    /// Nobody.
    var anyone: Caller { caller(nil) }

    func caller(_ token: String?) -> Caller { Caller(koers: self, token: token) }

    func client(_ scopes: Set<String>) -> Caller { caller(home[scopes]) }

    /// A token for another person of the home organisation, with every scope but one, or with all.
    func makeToken(of person: UUID, without scope: String? = nil) async throws -> String {
        let key = APIKey(organisationID: home.id, at: TestClock.start)
        try await registry.store(
            key,
            personID: person,
            scopes: Municipality.everyScope.filter { $0 != scope }.sorted(),
            expiresAt: nil,
            at: TestClock.start
        )
        return key.token
    }

    /// SQL as superuser, beside Koers.
    @discardableResult
    func sql(_ statement: String) async throws -> String {
        try await cluster.execute(statement, database: database)
    }
}

extension Koers {
    /// Runs Koers for as long as the body does.
    ///
    /// - Parameters:
    ///   - patience: The longest that a request waits for a connection.
    ///   - answerTimeout: The longest that the database may be silent while an answer is due; nil for ever.
    ///   - lockTimeout: The longest that a statement waits for a lock, as PostgreSQL writes it.
    ///   - pair: The servers that are in the database URL, instead of the cluster alone.
    ///   - maximumLag: How far behind the pair's standby may be for the feed; nil reads all from the primary.
    ///   - gate: What the connections of requests lead through, if anything.
    static func run(
        on cluster: TestCluster,
        database: String,
        municipalities: [Municipality],
        patience: Duration = .seconds(15),
        answerTimeout: Duration? = nil,
        lockTimeout: String = "10s",
        pair: ServerPair? = nil,
        maximumLag: Duration? = nil,
        gate: Gate? = nil,
        _ body: @Sendable @escaping (Koers) async throws -> Void
    ) async throws {
        let url = pair?.url(database: database) ?? cluster.url(database: database)
        let owner = try PostgresClient(configuration(url, patience, lockTimeout, role: nil), logger: silent)
        var requests = try configuration(gate?.url(database: database) ?? url, patience, lockTimeout, role: "koers_app")
        requests.answerTimeout = answerTimeout
        let app = PostgresClient(requests, logger: silent)
        try await withThrowingTaskGroup(of: Void.self) { databases in
            databases.addTask { await owner.run() }
            databases.addTask { await app.run() }
            var standby: Standby?
            if let pair, let maximumLag {
                let url = ServerPair.url([pair.standby], database: database)
                var settings = try configuration(url, patience, lockTimeout, role: "koers_app")
                settings.server = .standby
                settings.leasedConnections = 0
                let client = PostgresClient(settings, logger: silent)
                let watched = Standby(client, maximumLag: maximumLag)
                standby = watched
                databases.addTask { await client.run() }
                databases.addTask {
                    while !Task.isCancelled {
                        await watched.look(beside: app)
                        // What the server's own watch does once a second.
                        try? await Task.sleep(for: .milliseconds(20))
                    }
                }
            }
            let store = try await Store(app, standby: standby)
            let registry = Registry(owner, store)
            let clock = TestClock()
            let contract = try Contract.embedded()
            let responder = try Responder(
                contract: contract,
                store: store,
                allowedOrigins: [allowedOrigin],
                now: { clock.tick() },
                logger: silent
            )
            try await serve(responder, contract) { [standby] port, http in
                try await body(
                    Koers(
                        address: "http://127.0.0.1:\(port)",
                        http: http,
                        contract: contract,
                        clock: clock,
                        app: app,
                        standby: standby,
                        registry: registry,
                        cluster: cluster,
                        database: database,
                        municipalities: municipalities
                    )
                )
            }
            databases.cancelAll()
        }
    }

    private static func configuration(
        _ url: String,
        _ patience: Duration,
        _ lockTimeout: String,
        role: String?
    ) throws -> PostgresConfiguration {
        var configuration = try PostgresConfiguration(url: url)
        configuration.acquireTimeout = patience
        guard let role else {
            configuration.readConnections = 1
            configuration.leasedConnections = 1
            return configuration
        }
        configuration.sessionParameters = [
            "role": role, "statement_timeout": "10s", "lock_timeout": lockTimeout,
            "idle_in_transaction_session_timeout": "30s",
        ]
        return configuration
    }

    private static func serve(
        _ responder: Responder,
        _ contract: Contract,
        _ body: @Sendable @escaping (_ port: Int, _ http: HTTPClient) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let edge = EdgeServer(
            configuration: EdgeConfiguration(host: "127.0.0.1", port: 0, apiVersion: contract.version),
            responder: responder,
            metrics: NOOPMetricsHandler.instance,
            logger: silent,
            onListening: { continuation.yield($0) }
        )
        let group = ServiceGroup(configuration: .init(services: [edge], logger: silent))
        var settings = HTTPClient.Configuration(redirectConfiguration: .disallow)
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 128
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let outcome: Result<Void, any Error>
            do {
                if let port = await ports.first(where: { _ in true }) { try await body(port, http) }
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            try await http.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }

    private static let silent = Logger(label: "koers.tests") { _ in SwiftLogNoOpLogHandler() }
}
