/// When a request is sent again, and after how long.
struct RetryPolicy: Sendable {
    var retries = 3
    var firstDelay = Duration.milliseconds(250)
    var longestDelay = Duration.seconds(60)

    /// The pause before the next attempt.
    ///
    /// - Parameters:
    ///   - attempt: attempts made so far, from 1.
    ///   - retryAfter: the `Retry-After` header in seconds, when the server sent one.
    func delay(after attempt: Int, retryAfter: String?) -> Duration {
        if let text = retryAfter, let seconds = Int(text), seconds >= 0 {
            return min(.seconds(seconds), longestDelay)
        }
        return min(firstDelay * (1 << (attempt - 1)), longestDelay)
    }

    /// Whether an answer promises that the same request may succeed later.
    func isWorthRetrying(_ reply: Reply, attempt: Int) -> Bool {
        reply.status == 503 || (attempt > 1 && reply.refusal?.slug == "idempotency-conflict")
    }
}
