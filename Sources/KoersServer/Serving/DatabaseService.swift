import HTTPAPI
import Logging
import ServiceLifecycle

/// Opens the database, prepares it, lets the line behind the edge answer, and watches over it until the stop.
struct DatabaseService: Service {
    let settings: ServeSettings
    let readiness: Readiness
    let gate: GatedResponder
    let logger: Logger
    /// Called when the server can answer.
    let onReady: @Sendable (DemoAnnounced?) -> Void

    /// The subject of `Readiness`.
    static let subject = "database"

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await serve()
            } catch is CancellationError {
                // Asked to stop.
            }
        }
    }

    private func serve() async throws {
        let database = try await Installation.openDatabase(settings.database, logger: logger)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await database.run() }
                try await prepare(database)
                group.addTask { try await keepUp(database) }
                try await watch(database)
                group.cancelAll()
            }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    private func prepare(_ database: any RunningDatabase) async throws {
        try await wait(for: database)
        set("migrations are being applied")
        for migration in try await database.migrate() {
            logger.notice("Applied migration \(migration)")
        }
        var demo: DemoAnnounced?
        if settings.isDemo {
            set("the demo municipality is being loaded")
            demo = try await database.loadDemo()
        }
        gate.open(try await database.makeResponder(logger: logger))
        set(nil)
        onReady(demo)
    }

    /// Until the task is cancelled: every half minute what the calendar brought about is set down, and what is too old to
    /// be replayed is forgotten. When the database is away that is done later; nothing waits for it.
    private func keepUp(_ database: any RunningDatabase) async throws {
        while true {
            do {
                let count = try await database.setDownDueSteps()
                if count > 0 { logger.notice("The calendar set down \(count) steps") }
            } catch {
                try Task.checkCancellation()
                logger.warning("What the calendar brought about could not be set down yet: \(error)")
            }
            do {
                let count = try await database.forgetExpiredAnswers()
                if count > 0 { logger.debug("Forgot \(count) answers that are too old to be replayed") }
            } catch {
                try Task.checkCancellation()
                logger.warning("Answers that are too old to be replayed could not be forgotten yet: \(error)")
            }
            try await Task.sleep(for: .seconds(30))
        }
    }

    /// Until the task is cancelled.
    private func watch(_ database: any RunningDatabase) async throws {
        while true {
            try await Task.sleep(for: .seconds(1))
            guard let reason = await database.obstacle()?.sentence else { continue }
            try Task.checkCancellation()
            logger.warning("The database cannot be used: \(reason)")
            set(reason)
            try await wait(for: database, endsOnPermanent: false)
            logger.notice("The database can be used again")
        }
    }

    private func wait(for database: any RunningDatabase, endsOnPermanent: Bool = true) async throws {
        let wait = DatabaseWait(database: database, logger: logger, onChange: { set($0) })
        try await wait.untilUsable(endsOnPermanent: endsOnPermanent)
    }

    private func set(_ reason: String?) {
        readiness.set(Self.subject, reason: reason)
    }
}
