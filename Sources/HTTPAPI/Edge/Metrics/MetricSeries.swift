import Metrics
import Synchronization

/// One line, or for a histogram some lines, of the metrics page.
protocol MetricSeries: AnyObject, Sendable {
    /// Writes its samples.
    func write(into text: inout String, name: String, labels: MetricLabels)
}

/// A number that only grows.
final class CounterSeries: MetricSeries, CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }

    func write(into text: inout String, name: String, labels: MetricLabels) {
        text += "\(name)\(labels.text()) \(value.load(ordering: .relaxed))\n"
    }
}

/// A number that goes up and down, or the last one recorded.
final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { self.value.withLock { $0 = value } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func record(_ value: Int64) { set(Double(value)) }

    func record(_ value: Double) { set(value) }

    func write(into text: inout String, name: String, labels: MetricLabels) {
        text += "\(name)\(labels.text()) \(value.withLock { $0 })\n"
    }
}

/// How often values fell below each of a few bounds, with their sum.
final class HistogramSeries: MetricSeries, TimerHandler, RecorderHandler {
    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    /// Seconds: from half a millisecond to ten seconds.
    static let latencyBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// Things in a batch.
    static let countBounds = [1.0, 2, 3, 5, 8, 13, 21, 34, 55]

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double] = latencyBounds) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func write(into text: inout String, name: String, labels: MetricLabels) {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var total: UInt64 = 0
        for (count, bound) in zip(counts, bounds.map { String($0) } + ["+Inf"]) {
            total += count
            text += "\(name)_bucket\(labels.text(adding: ("le", bound))) \(total)\n"
        }
        text += "\(name)_sum\(labels.text()) \(sum)\n\(name)_count\(labels.text()) \(total)\n"
    }
}
