import Synchronization

/// How many connections an edge has, and whether it is stopping.
final class ConnectionCount: Sendable {
    private let count = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private let metrics: EdgeMetrics

    init(metrics: EdgeMetrics) {
        self.metrics = metrics
    }

    var isStopping: Bool { stopping.load(ordering: .acquiring) }

    func stop() { stopping.store(true, ordering: .releasing) }

    /// - Returns: whether the connection is above the limit.
    func opened(upTo limit: Int) -> Bool {
        metrics.connectionOpened()
        return count.add(1, ordering: .relaxed).newValue > limit
    }

    func closed() {
        count.subtract(1, ordering: .relaxed)
        metrics.connectionClosed()
    }
}
