/// Waits for what another process or task brings about, looking every few milliseconds.
///
/// - Parameter limit: After this the wait is given up, so that a test fails instead of hanging.
/// - Returns: Whether the condition held in time.
package func eventually(
    within limit: Duration = .seconds(30),
    _ condition: () async throws -> Bool
) async throws -> Bool {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try await Task.sleep(for: .milliseconds(5))
    }
    return true
}
