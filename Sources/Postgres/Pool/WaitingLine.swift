import DequeModule

/// Waiters in order of arrival, each with its deadline; all wait equally long, so the first in line is due first.
struct WaitingLine {
    typealias Waiter = UInt64

    private var line: Deque<(waiter: Waiter, deadline: ContinuousClock.Instant)> = []

    var count: Int { line.count }
    var isEmpty: Bool { line.isEmpty }

    var firstDeadline: ContinuousClock.Instant? { line.first?.deadline }

    mutating func append(_ waiter: Waiter, until deadline: ContinuousClock.Instant) {
        line.append((waiter, deadline))
    }

    mutating func popFirst() -> Waiter? {
        line.popFirst()?.waiter
    }

    mutating func popFirst(dueAt now: ContinuousClock.Instant) -> Waiter? {
        guard let deadline = firstDeadline, deadline <= now else { return nil }
        return popFirst()
    }

    /// - Returns: whether the waiter was in line.
    mutating func remove(_ waiter: Waiter) -> Bool {
        guard let place = line.firstIndex(where: { $0.waiter == waiter }) else { return false }
        line.remove(at: place)
        return true
    }

    mutating func removeAll() -> [Waiter] {
        defer { line.removeAll() }
        return line.map(\.waiter)
    }
}
