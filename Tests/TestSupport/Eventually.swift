/// Waits for what another process or task brings about, looking every few milliseconds.
///
/// - Parameters:
///   - limit: After this the wait is given up, so that a test fails instead of hanging.
///   - condition: What must come to hold; an error counts as not yet.
/// - Returns: Whether the condition held in time.
package func eventually(
    within limit: Duration = .seconds(30),
    _ condition: () async throws -> Bool
) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while await (try? condition()) != true {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return true
}
