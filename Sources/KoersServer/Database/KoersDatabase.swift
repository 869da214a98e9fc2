import Contract
import Domain
import Foundation
import HTTPAPI
import Logging
import Metrics
import Postgres
import Services
import Storage

/// The database of an installation: its owner migrates and administers, the app role serves.
actor KoersDatabase: RunningDatabase {
    /// The role that reads and writes through the tenant wall and owns nothing.
    private static let appRole = "koers_app"

    let logger: Logger
    let fileDirectory: String
    private let owner: PostgresClient
    private let app: PostgresClient
    private let standby: StandbyWatch?
    private let cluster: PrivateCluster?
    /// Lets the app's pool connect: its role exists only after the first migration.
    private let appMayConnect: AsyncStream<Void>
    private let letAppConnect: AsyncStream<Void>.Continuation
    private var serves = false
    /// Looks at the schema once, not whenever the calendar is asked.
    private var openedStore: Store?

    /// - Parameters:
    ///   - ownerURL: The database, as the role that owns the schema.
    ///   - readURL: A standby for reads that nobody decides on; nil reads everything from the database itself.
    ///   - fileDirectory: Where files beside the database lie, such as the demo's tokens.
    /// - Throws: `CommandFailure` when a URL cannot be used.
    init(ownerURL: String, readURL: String?, cluster: PrivateCluster?, fileDirectory: String, logger: Logger) throws {
        var ownerConfiguration = try Self.configuration(ownerURL)
        ownerConfiguration.name = "owner"
        ownerConfiguration.readConnections = 1
        ownerConfiguration.leasedConnections = 2
        ownerConfiguration.readSessionParameters = [:]
        let metrics = MetricsSystem.factory
        owner = PostgresClient(ownerConfiguration, logger: logger, metrics: metrics, tracer: SpanLog(logger))
        app = PostgresClient(
            try Self.appConfiguration(ownerURL),
            logger: logger,
            metrics: metrics,
            tracer: SpanLog(logger)
        )
        standby = try readURL.map { [app] url in
            StandbyWatch(try Self.standbyConfiguration(url), beside: app, logger: logger)
        }
        self.cluster = cluster
        self.fileDirectory = fileDirectory
        self.logger = logger
        (appMayConnect, letAppConnect) = AsyncStream.makeStream()
    }

    private static func appConfiguration(_ url: String) throws -> PostgresConfiguration {
        var configuration = try configuration(url)
        configuration.name = "app"
        configuration.sessionParameters["role"] = appRole
        configuration.sessionParameters["statement_timeout"] = "10s"
        configuration.sessionParameters["lock_timeout"] = "5s"
        // Compiling costs more than these queries take; the goal tree of 5,000 goals needs a half more with it.
        configuration.sessionParameters["jit"] = "off"
        // The server ends a statement after ten seconds; one that says nothing for longer is away.
        configuration.answerTimeout = .seconds(12)
        // A statement that may take its ten seconds is not cut short by this; a read behind some of them is answered.
        configuration.readTimeout = .seconds(15)
        configuration.sessionParameters["idle_in_transaction_session_timeout"] = "30s"
        return configuration
    }

    /// What a standby does not answer soon the primary is asked, so nothing waits here for long.
    private static func standbyConfiguration(_ url: String) throws -> PostgresConfiguration {
        var configuration = try appConfiguration(url)
        configuration.name = "standby"
        configuration.server = .standby
        configuration.sessionParameters["statement_timeout"] = "2s"
        configuration.answerTimeout = .seconds(3)
        configuration.readTimeout = .seconds(3)
        configuration.acquireTimeout = .milliseconds(250)
        configuration.leasedConnections = 0
        return configuration
    }

    private static func configuration(_ url: String) throws -> PostgresConfiguration {
        do {
            return try PostgresConfiguration(url: url)
        } catch {
            throw CommandFailure(.configuration, "The database URL cannot be used: \(error)")
        }
    }

    nonisolated func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.owner.run() }
            for await _ in appMayConnect {
                group.addTask { await self.app.run() }
                if let standby { group.addTask { await standby.run() } }
            }
            group.cancelAll()
        }
    }

    func close() async {
        letAppConnect.finish()
        await cluster?.stop()
    }

    func obstacle() async -> Obstacle? {
        let client = serves ? app : owner
        if case .circuitOpen = client.state { await cluster?.revive() }
        switch client.state {
        case .running: return nil
        case .connecting, .closed: return Obstacle(sentence: client.state.sentence, isPermanent: false)
        case .backingOff(let reason), .circuitOpen(let reason):
            let remedy = reason.sqlState.flatMap { Self.remedies[$0.rawValue] }
            return Obstacle(
                sentence: [reason.sentence, remedy].compactMap(\.self).joined(separator: " "),
                isPermanent: reason.needsPerson || remedy != nil
            )
        }
    }

    /// What to do about an obstacle that waiting does not take away, by SQLSTATE.
    private static let remedies = [
        "28P01": "Check the password in the database URL.",
        "28000": "Check the user in the database URL, and pg_hba.conf on the server.",
        "3D000": "Create it, or check the name in the database URL.",
        "42501": "As a superuser: GRANT koers_app TO the user of the database URL.",
        "42704": "Run koers-server migrate first: it makes the role koers_app.",
        "22023": "Run koers-server migrate first: it makes the role koers_app.",
    ]

    func migrate() async throws -> [String] {
        let migrator = Migrator(owner)
        guard try await !isAppRole() else {
            try await migrator.check()
            return []
        }
        return try await migrator.migrate(at: Installation.now())
    }

    func makeResponder(logger: Logger) async throws -> any APIResponder {
        try Responder(
            contract: try Contract.embedded(),
            store: try await appStore(),
            allowedOrigins: try AllowedOriginsSetting.read(),
            now: Installation.now,
            logger: logger
        )
    }

    func setDownDueSteps() async throws -> Int {
        try await Calendar(try await appStore()).setDownDueSteps(at: Installation.now())
    }

    func forgetExpiredAnswers() async throws -> Int {
        try await appStore().forgetExpiredAnswers(at: Installation.now())
    }

    /// The store through the tenant wall.
    func appStore() async throws -> Store {
        if !serves {
            letAppConnect.yield()
            serves = true
        }
        if let openedStore { return openedStore }
        let store = try await Store(app, standby: standby?.standby)
        openedStore = store
        return store
    }

    /// What the operator works with. The private database is brought up to date first; another one only by `migrate` and
    /// `serve`, because an older server may be running on it.
    func registry() async throws -> (registry: Registry, store: Store) {
        if cluster == nil {
            try await Migrator(owner).check()
        } else {
            _ = try await migrate()
        }
        let store = try await Store(owner)
        return (Registry(owner, store), store)
    }

    private func isAppRole() async throws -> Bool {
        try await owner.read([Statement("current role", "SELECT current_user::text")])[0][0].decode(0) == Self.appRole
    }
}
