import HTTPAPI
import Logging
import Metrics
import Postgres
import Storage

/// Keeps the connections to a standby, and tells in the log and in the metrics how it stands. Readiness does not depend on
/// it, because the primary answers what it does not.
struct StandbyWatch: Sendable {
    let standby: Standby
    private let client: PostgresClient
    private let primary: PostgresClient
    private let logger: Logger
    private let metrics = StandbyMetrics()

    init(_ configuration: PostgresConfiguration, beside primary: PostgresClient, logger: Logger) {
        // The client's own words are about "the database"; what is worth a line is told here.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        client = PostgresClient(
            configuration,
            logger: quiet,
            metrics: MetricsSystem.factory,
            tracer: SpanLog(logger)
        )
        standby = Standby(client)
        self.primary = primary
        self.logger = logger
    }

    /// Until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.client.run() }
            group.addTask { await self.watch() }
        }
    }

    private func watch() async {
        var told = Standby.Standing.unknown
        var counted = standby.statistics
        while !Task.isCancelled {
            await standby.look(beside: primary)
            let (standing, statistics) = (standby.standing, standby.statistics)
            metrics.record(standing, statistics, since: counted)
            counted = statistics
            if standing != told, !Task.isCancelled {
                tell(standing)
                told = standing
            }
            // How often a standby is looked at; a cancelled sleep ends the loop above.
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func tell(_ standing: Standby.Standing) {
        switch standing {
        case .unknown: break
        case .inUse: logger.notice("Feed and dashboards are read from the standby")
        case .away(let sentence):
            logger.warning("Feed and dashboards are read from the primary: the standby is away. \(sentence)")
        case .behind: logger.warning("Feed and dashboards are read from the primary: the standby is too far behind")
        case .foreign:
            logger.error(
                "Feed and dashboards are read from the primary: --read-database-url names another database, not a standby of it"
            )
        }
    }
}

/// What `/metrics` shows of the standby.
private struct StandbyMetrics: Sendable {
    private let isInUse = Meter(label: "koers_standby_in_use")
    private let lag = Meter(label: "koers_standby_lag_seconds")
    private let byStandby = Counter(label: "koers_standby_reads_total", dimensions: [("answered_by", "standby")])
    private let byPrimary = Counter(label: "koers_standby_reads_total", dimensions: [("answered_by", "primary")])

    func record(_ standing: Standby.Standing, _ now: Standby.Statistics, since before: Standby.Statistics) {
        isInUse.set(standing == .inUse ? 1 : 0)
        // Unknown is not a number of seconds.
        lag.set(now.lag.map { $0 / .seconds(1) } ?? .nan)
        byStandby.increment(by: now.answered - before.answered)
        byPrimary.increment(by: now.fallenBack + now.passedBy - before.fallenBack - before.passedBy)
    }
}
