import Logging

/// Waits for a database, telling each reason why it must, once.
struct DatabaseWait {
    let database: any RunningDatabase
    let logger: Logger
    /// Told each change: the reason, or nil when the database can be used.
    var onChange: @Sendable (String?) -> Void = { _ in }

    /// - Parameters:
    ///   - limit: nil waits until the task is cancelled.
    ///   - endsOnPermanent: whether an obstacle that waiting does not take away ends the wait.
    /// - Throws: `CommandFailure` after the limit or on a permanent obstacle, with the reason; `CancellationError`.
    func untilUsable(within limit: Duration? = nil, endsOnPermanent: Bool = true) async throws {
        let start = ContinuousClock.now
        var told: String?
        var pause = Duration.milliseconds(20)
        while let obstacle = await database.obstacle() {
            let reason = obstacle.sentence
            if obstacle.isPermanent, endsOnPermanent {
                throw CommandFailure(.configuration, "The database cannot be used: \(reason)")
            }
            if reason != told {
                // The first attempt comes before a connection can be there.
                logger.log(level: told == nil ? .info : .warning, "Waiting for the database: \(reason)")
                onChange(reason)
                told = reason
            }
            if let limit, ContinuousClock.now - start > limit {
                throw CommandFailure(.unavailable, "The database cannot be used: \(reason)")
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(500))
        }
        onChange(nil)
    }
}
