package import Postgres
import Synchronization

/// A standby of the database, for reads that nobody decides on: what it shows may be a moment old.
///
/// It can only help. Whatever it does not answer, for whatever reason, the primary does.
package final class Standby: Sendable {
    /// How the standby stands.
    package enum Standing: Hashable, Sendable {
        /// Nobody has looked yet, or not often enough to tell.
        case unknown
        case inUse
        /// It cannot be reached, or does not answer; in a sentence that is safe to show.
        case away(String)
        /// It shows what is older than `maximumLag`.
        case behind
        /// It holds another database than the primary.
        case foreign
    }

    /// What was counted since the start.
    package struct Statistics: Hashable, Sendable {
        /// Reads that the standby answered.
        package var answered = 0
        /// Reads that it was asked and the primary answered.
        package var fallenBack = 0
        /// Reads for which it was not asked.
        package var passedBy = 0
        /// How old what it shows may be at most; nil when that is not known.
        package var lag: Duration?
    }

    private struct State {
        var standing = Standing.unknown
        var statistics = Statistics()
        var lag = ReplayLag()
    }

    let client: PostgresClient
    private let maximumLag: Duration
    private let state = Mutex(State())

    /// - Parameters:
    ///   - client: runs for as long as the standby is used.
    ///   - maximumLag: a standby that is further behind is not asked.
    package init(_ client: PostgresClient, maximumLag: Duration = .seconds(10)) {
        self.client = client
        self.maximumLag = maximumLag
    }

    package var standing: Standing { state.withLock(\.standing) }

    package var statistics: Statistics { state.withLock(\.statistics) }

    /// Asks both servers how far they are. Call it every second: without it the standby is not used, and its lag is known
    /// no better than it is called.
    package func look(beside primary: PostgresClient) async {
        let asked = ContinuousClock.now
        let wanted = await Self.position(of: primary)
        let found = await Self.position(of: client)
        let state = client.state
        self.state.withLock { own in
            guard case .success(let standby) = found else {
                own.standing = .away(state.isReady ? "The standby does not answer." : state.sentence)
                own.statistics.lag = nil
                return
            }
            // A primary that is away writes nothing. One that only this server cannot reach may, and then it is better to show
            // what is old than nothing.
            guard case .success(let primary) = wanted else { return }
            guard primary.database == standby.database else {
                own.standing = .foreign
                own.statistics.lag = nil
                return
            }
            own.lag.primary(at: primary.position, asked)
            own.statistics.lag = own.lag.standby(at: standby.position, .now)
            if let lag = own.statistics.lag { own.standing = lag <= maximumLag ? .inUse : .behind }
        }
    }

    /// The answer, or nil when the primary must be asked.
    func read(_ batch: Batch) async throws(PostgresError) -> [Rows]? {
        guard standing == .inUse, client.state.isReady else {
            state.withLock { $0.statistics.passedBy += 1 }
            return nil
        }
        do {
            let answer = try await client.read(batch)
            state.withLock { $0.statistics.answered += 1 }
            return answer
        } catch {
            // Replay that gets in the way of a read (40001, 57014), a session that ended, a view of a newer migration:
            // the primary knows better. Nobody waits any more for what was cancelled.
            guard error.kind != .cancelled else { throw error }
            state.withLock { $0.statistics.fallenBack += 1 }
            return nil
        }
    }

    // MARK: Where they are

    private struct Position {
        let database: String
        let position: Int64
    }

    /// The system's number is that of the cluster, and the same on all its copies (pg_control_system).
    /// It shares its Sync, so that an answer that stands behind a document does not look like a standby that is behind.
    private static let question = Batch(
        [
            Statement(
                "log position",
                """
                SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || current_database(), \
                (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END - '0/0')::int8
                """
            )
        ],
        sharesSync: true
    )

    private static func position(of client: PostgresClient) async -> Result<Position, any Error> {
        do {
            let row = try await client.read(question)[0][0]
            return .success(Position(database: try row.decode(0), position: try row.decode(1)))
        } catch {
            return .failure(error)
        }
    }
}
