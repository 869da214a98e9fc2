import CLibPQ

/// The session that listens. It sends LISTEN and UNLISTEN, and now and then an empty Sync to learn whether the server is
/// still there; and takes in what the server tells. Lives on the loop's thread.
actor Listener {
    /// What came of an event, and how the session stands after it.
    struct News {
        var notifications: [PostgresNotification] = []
        /// The last request that the server has carried out.
        var carriedOut = 0
        var isLost = false
        var wantsToWrite = false
    }

    nonisolated let id: PoolMachine.ConnectionID
    nonisolated let descriptor: Int32
    private nonisolated let loop: ConnectionLoop
    private var wire: Wire
    private var channels: Set<String> = []
    private var requests = 0
    private var carriedOut = 0
    private let counters: Counters
    private var pulse: Pulse?

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// - Parameter patience: how long the server may be silent before it is asked for a sign of life, and then before it
    ///   is given up; nil never asks.
    init(
        id: PoolMachine.ConnectionID,
        wire: consuming Wire,
        patience: Duration?,
        counters: Counters,
        loop: ConnectionLoop
    ) {
        self.id = id
        self.loop = loop
        self.counters = counters
        pulse = patience.map { Pulse(patience: $0, from: .now) }
        descriptor = wire.descriptor
        self.wire = wire
    }

    /// Listens on these channels from now on, and on no others.
    /// - Returns: the number of this request, which `News.carriedOut` reaches when the server has done it; nil when the
    ///   session is lost.
    func listen(on wanted: Set<String>) -> Int? {
        let statements =
            wanted.subtracting(channels).map { "LISTEN \(Self.quoted($0))" }
            + channels.subtracting(wanted).map { "UNLISTEN \(Self.quoted($0))" }
        channels = wanted
        for statement in statements {
            guard wire.send(statement) else { return nil }
        }
        return sendSync() ? requests : nil
    }

    private func sendSync() -> Bool {
        guard wire.sendSync() else { return false }
        counters.countRoundTrip(of: 0, for: .upkeep)
        requests += 1
        return true
    }

    /// When to look at it at the latest.
    var nextLook: ContinuousClock.Instant? { pulse?.due }

    /// Some time has passed: asks a server that has been silent for a sign of life.
    /// - Returns: nil when there is nothing new.
    func look(at now: ContinuousClock.Instant) -> News? {
        switch pulse?.look(at: now, isAwaiting: carriedOut < requests) {
        case nil, .wait: return nil
        case .giveUp: return News(isLost: true)
        case .ask: return sendSync() ? flushed(News(carriedOut: carriedOut)) : News(isLost: true)
        }
    }

    /// The socket has something to read, or room to write.
    func ready() -> News {
        pulse?.noteProgress()
        var news = News()
        repeat {
            let isAlive = wire.consumeInput()
            var isInOrder = true
            while isInOrder, let answer = takeAnswer() { isInOrder = answer }
            while let notification = wire.nextNotification() { news.notifications.append(notification) }
            news.isLost = !isAlive || !isInOrder || !wire.isUsable
        } while wire.holdsUnreadInput && !news.isLost
        news.carriedOut = carriedOut
        return flushed(news)
    }

    private func flushed(_ news: News) -> News {
        var news = news
        switch wire.flush() {
        case .everything: break
        case .partly: news.wantsToWrite = true
        case .lost: news.isLost = true
        }
        return news
    }

    /// - Returns: nil when nothing more has arrived; false when the server refused, as a standby does.
    private func takeAnswer() -> Bool? {
        guard carriedOut < requests else { return nil }
        switch wire.nextAnswer() {
        case .nothing: return nil
        case .endOfCommand: return true
        case .result(let result, let status):
            PQclear(result)
            if status == PGRES_PIPELINE_SYNC { carriedOut += 1 }
            return status == PGRES_COMMAND_OK || status == PGRES_PIPELINE_SYNC
        }
    }

    private static func quoted(_ channel: String) -> String {
        "\"" + channel.replacing("\"", with: "\"\"") + "\""
    }
}
