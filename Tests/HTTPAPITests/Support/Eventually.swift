/// Asks until the answer is true; an error counts as not yet.
///
/// - Returns: false when the time is over.
func eventually(within limit: Duration, _ isTrue: () async throws -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if (try? await isTrue()) == true { return true }
        try? await Task.sleep(for: .milliseconds(50))
    }
    return false
}
