import Synchronization

/// Which host let the last session in, so that the next one asks there first. Shared by all openings of a pool.
final class HostMemory: Sendable {
    private let last = Mutex<(host: String, address: String?)?>(nil)

    func letIn(_ attempt: ConnectPlan.Attempt) {
        last.withLock { $0 = (attempt.host, attempt.resolved) }
    }

    /// The attempts, that on the host which answered last in front and the others in their own order.
    func sorted(_ attempts: [ConnectPlan.Attempt]) -> [ConnectPlan.Attempt] {
        guard let last = last.withLock({ $0 }) else { return attempts }
        func isLast(_ attempt: ConnectPlan.Attempt) -> Bool {
            attempt.host == last.host && (attempt.resolved == nil || attempt.resolved == last.address)
        }
        return attempts.filter(isLast) + attempts.filter { !isLast($0) }
    }
}
