import Logging

/// Waits for a database, telling each reason why it must, once.
struct DatabaseWait {
    let database: any RunningDatabase
    let logger: Logger
    /// Told each change: the reason, or nil when the database can be used.
    var onChange: @Sendable (String?) -> Void = { _ in }

    /// What passes within this time is the ordinary course of a start, and not worth a warning.
    private static let patience = Duration.milliseconds(300)

    /// - Parameters:
    ///   - limit: nil waits until the task is cancelled.
    ///   - endsOnPermanent: whether an obstacle that waiting does not take away ends the wait.
    /// - Throws: `CommandFailure` after the limit or on a permanent obstacle, with the reason; `CancellationError`.
    func untilUsable(within limit: Duration? = nil, endsOnPermanent: Bool = true) async throws {
        let start = ContinuousClock.now
        var told: String?
        var pause = Duration.milliseconds(20)
        while let obstacle = await database.obstacle() {
            try Task.checkCancellation()
            let reason = obstacle.sentence
            onChange(reason)
            if obstacle.isPermanent, endsOnPermanent {
                throw CommandFailure(.configuration, "The database cannot be used: \(reason)")
            }
            if reason != told, ContinuousClock.now - start > Self.patience {
                logger.warning("Waiting for the database: \(reason)")
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
