package import Metrics
import Synchronization

/// The backend of swift-metrics that `/metrics` prints: Prometheus text, format 0.0.4.
///
/// A family holds a bounded number of series; what comes above it is counted in one series `overflow="true"`.
package final class MetricsRegistry: MetricsFactory, Sendable {
    private enum Kind: String {
        case counter, gauge, histogram
    }

    private struct Family {
        let kind: Kind
        var series: [MetricLabels: any MetricSeries] = [:]
    }

    private let seriesLimit: Int
    private let families = Mutex<[String: Family]>([:])

    /// - Parameter seriesLimit: how many series a family holds at most.
    package init(seriesLimit: Int = 2000) {
        self.seriesLimit = seriesLimit
    }

    /// All families in the order of their names.
    package func text() -> String {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                series.write(into: &text, name: name, labels: labels)
            }
        }
        return text
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(.counter, label, dimensions) { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(.gauge, label, dimensions) { GaugeSeries() }
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? series(.histogram, label, dimensions) { HistogramSeries(bounds: HistogramSeries.countBounds) }
            : series(.gauge, label, dimensions) { GaugeSeries() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(.histogram, label, dimensions) { HistogramSeries() }
    }

    package func destroyCounter(_ handler: any CounterHandler) {}

    package func destroyMeter(_ handler: any MeterHandler) {}

    package func destroyRecorder(_ handler: any RecorderHandler) {}

    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The series of these labels, made where there is none. A label used for two kinds of metric is a mistake of the
    /// programme: the second is then counted, and not printed.
    private func series<Series: MetricSeries>(
        _ kind: Kind,
        _ label: String,
        _ dimensions: [(String, String)],
        make: () -> Series
    ) -> Series {
        let name = MetricName.valid(label)
        let labels = MetricLabels(dimensions)
        return families.withLock { families in
            var family = families[name] ?? Family(kind: kind)
            let place = family.series[labels] == nil && family.series.count >= seriesLimit ? .overflow : labels
            if let known = family.series[place] { return known as? Series ?? make() }
            let made = make()
            if family.kind == kind {
                family.series[place] = made
                families[name] = family
            }
            return made
        }
    }
}
