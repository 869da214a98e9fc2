import DequeModule

/// What is read on connections that all share.
extension ConnectionPool {
    func read(_ submission: Submission) {
        switch machine.read(submission.id, now: .now) {
        case .useReaders: submitToReader(submission)
        case .wait:
            gaugesAreStale = true
            waitingReads[submission.id] = submission
        case .refuse(let refusal): submission.answer(.failure(refusal.error))
        }
    }

    /// To the reader that suits it best; what has a Sync of its own waits for one that has room.
    private func submitToReader(_ submission: Submission) {
        guard submission.sharesSync else {
            queuedReads.append(submission)
            serveQueuedReads()
            guard queuedReads.count > configuration.maximumWaiters else { return }
            return queuedReads.removeLast().answer(.failure(PoolMachine.Refusal.tooManyWaiting.error))
        }
        guard let best = bestReader(sharesSync: true), best.load.outstanding < configuration.maximumWaiters else {
            return submission.answer(.failure(PoolMachine.Refusal.tooManyWaiting.error))
        }
        groupsAreOpen = true
        submit(submission, to: best.id)
    }

    /// Gives queued reads to readers that have room, first come, first served.
    func serveQueuedReads() {
        while !queuedReads.isEmpty, let best = bestReader(sharesSync: false), best.load.hasRoom {
            submit(queuedReads.removeFirst(), to: best.id)
        }
    }

    private func bestReader(sharesSync: Bool) -> (id: PoolMachine.ConnectionID, load: ReaderLoad)? {
        let readers = members.compactMap { $1.isShared ? (id: $0, load: $1.load) : nil }
        return ReaderLoad.best(of: readers, sharesSync: sharesSync)
    }

    /// What shares a Sync in this turn is complete.
    func endGroups() {
        groupsAreOpen = false
        for (id, member) in members where member.isShared {
            settle(id, member.connection.assumeIsolated { $0.endGroup() })
        }
    }

    /// Takes a read out of the queue; nil when it is not there.
    func takeQueuedRead(_ id: UInt64) -> Submission? {
        queuedReads.firstIndex { $0.id == id }.map { queuedReads.remove(at: $0) }
    }

    /// Answers the queued reads that were asked then or before.
    func abandonQueuedReads(since moment: ContinuousClock.Instant) {
        for submission in queuedReads where submission.since <= moment { submission.answer(.failure(.readTimeout)) }
        queuedReads.removeAll { $0.since <= moment }
    }

    /// Without a reader, queued reads wait for the next one, as if they had just been asked.
    func requeueReads() {
        let submissions = queuedReads
        queuedReads = []
        for submission in submissions { read(submission) }
    }
}
