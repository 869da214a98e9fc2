import CLibPQ

/// The session that listens. It sends LISTEN and UNLISTEN and nothing else, and takes in what the server tells. Lives on
/// the loop's thread.
actor Listener {
    /// What came of an event, and how the session stands after it.
    struct News {
        var notifications: [PostgresNotification] = []
        /// The last request to change the channels that the server has carried out.
        var carriedOut = 0
        var isLost = false
        var wantsToWrite = false
    }

    nonisolated let id: PoolMachine.Connection
    nonisolated let descriptor: Int32
    private nonisolated let loop: ConnectionLoop
    private var wire: Wire
    private var channels: Set<String> = []
    private var requests = 0
    private var carriedOut = 0
    private var wantsToWrite = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(id: PoolMachine.Connection, wire: consuming Wire, loop: ConnectionLoop) {
        self.id = id
        self.loop = loop
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
        guard wire.sendSync() else { return nil }
        requests += 1
        return requests
    }

    /// The socket has something to read, or room to write.
    func ready() -> News {
        let isAlive = wire.consumeInput()
        var news = News()
        var isInOrder = true
        while isInOrder, let answer = takeAnswer() { isInOrder = answer }
        while let notification = wire.nextNotification() { news.notifications.append(notification) }
        switch wire.flush() {
        case .everything: break
        case .partly: news.wantsToWrite = true
        case .lost: news.isLost = true
        }
        news.carriedOut = carriedOut
        news.isLost = news.isLost || !isAlive || !isInOrder || !wire.isUsable
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
