import DequeModule

/// Waiters in order of arrival, each with its deadline; all wait equally long, so the first in line is due first.
struct WaitingLine {
    typealias Waiter = UInt64

    private var line: Deque<(waiter: Waiter, deadline: ContinuousClock.Instant)> = []
    private var gone: Set<Waiter> = []

    var count: Int { line.count - gone.count }
    var isEmpty: Bool { count == 0 }

    var firstDeadline: ContinuousClock.Instant? {
        line.first { !gone.contains($0.waiter) }?.deadline
    }

    mutating func append(_ waiter: Waiter, until deadline: ContinuousClock.Instant) {
        line.append((waiter, deadline))
    }

    mutating func popFirst() -> Waiter? {
        while let first = line.popFirst() {
            if gone.remove(first.waiter) == nil { return first.waiter }
        }
        return nil
    }

    mutating func popFirst(dueAt now: ContinuousClock.Instant) -> Waiter? {
        guard let deadline = firstDeadline, deadline <= now else { return nil }
        return popFirst()
    }

    mutating func remove(_ waiter: Waiter) -> Bool {
        guard !gone.contains(waiter), line.contains(where: { $0.waiter == waiter }) else { return false }
        gone.insert(waiter)
        return true
    }

    mutating func removeAll() -> [Waiter] {
        var waiters: [Waiter] = []
        while let waiter = popFirst() { waiters.append(waiter) }
        return waiters
    }
}
