import Logging

/// Who listens on what, and the session that does it for all of them.
struct Listening {
    struct Reader {
        let channels: Set<String>
        let mailbox: Mailbox
        /// The request after which the server listens for it; nil once it was told so.
        var awaits: Int?
    }

    var readers: [UInt64: Reader] = [:]
    var listener: Listener?

    var channels: Set<String> { readers.values.reduce(into: []) { $0.formUnion($1.channels) } }
}

extension ConnectionPool {
    func subscribe(_ id: UInt64, _ channels: Set<String>, _ mailbox: Mailbox) {
        guard machine.state != .closed else { return mailbox.finish() }
        listening.readers[id] = Listening.Reader(channels: channels, mailbox: mailbox, awaits: nil)
        machine.want(listener: true)
        updateChannels(for: [id])
    }

    func unsubscribe(_ id: UInt64) {
        guard let reader = listening.readers.removeValue(forKey: id) else { return }
        reader.mailbox.finish()
        guard listening.readers.isEmpty else { return updateChannels(for: []) }
        machine.want(listener: false)
        if let listener = listening.listener { close(listener) }
    }

    func openedListener(_ id: PoolMachine.ConnectionID, _ wire: consuming sending Wire) {
        let listener = Listener(
            id: id,
            wire: wire,
            // Asked in the middle of the time, and given up at its end.
            patience: configuration.answerTimeout.map { $0 / 2 },
            counters: counters,
            loop: loop
        )
        listening.listener = listener
        updateChannels(for: Array(listening.readers.keys))
    }

    func listenerIsReady() {
        guard let listener = listening.listener else { return }
        take(listener.assumeIsolated { $0.ready() }, from: listener)
    }

    func lookAtListener(at now: ContinuousClock.Instant) {
        guard let listener = listening.listener, let news = listener.assumeIsolated({ $0.look(at: now) }) else {
            return
        }
        take(news, from: listener)
    }

    func stopListening() {
        for reader in listening.readers.values { reader.mailbox.finish() }
        listening.readers = [:]
        if let listener = listening.listener { close(listener) }
    }

    /// Tells the server which channels are wanted now; these readers hear when it has done so.
    private func updateChannels(for readers: [UInt64]) {
        guard let listener = listening.listener else { return }
        let channels = listening.channels
        guard let request = listener.assumeIsolated({ $0.listen(on: channels) }) else { return loseListener(listener) }
        for reader in readers { listening.readers[reader]?.awaits = request }
        take(listener.assumeIsolated { $0.ready() }, from: listener)
    }

    private func take(_ news: Listener.News, from listener: Listener) {
        if news.carriedOut > 0 { machine.listens() }
        // Whoever waits for its channels is told first, so that nothing comes before its `listening`.
        for (id, reader) in listening.readers {
            guard let request = reader.awaits, request <= news.carriedOut else { continue }
            listening.readers[id]?.awaits = nil
            reader.mailbox.put(.listening)
        }
        for notification in news.notifications {
            for reader in listening.readers.values
            where reader.awaits == nil && reader.channels.contains(notification.channel) {
                reader.mailbox.put(.notification(notification))
            }
        }
        if news.isLost { return loseListener(listener) }
        poller.watch(listener.descriptor, token: listener.id, forWriting: news.wantsToWrite)
    }

    private func loseListener(_ listener: Listener) {
        counters.count(.lost)
        logger.debug("The session that listens for notifications was lost.")
        close(listener)
    }

    private func close(_ listener: Listener) {
        gaugesAreStale = true
        poller.remove(listener.descriptor)
        listening.listener = nil
        machine.lostListener(listener.id, now: .now)
    }
}
