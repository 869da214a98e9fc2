/// What callers ask for. How a read finds its reader stands beside this.
extension ConnectionPool {
    func submit(_ submission: Submission, to id: PoolMachine.ConnectionID) {
        guard let member = members[id] else {
            return submission.answer(.failure(PoolMachine.Refusal.closed.error))
        }
        settle(id, member.connection.assumeIsolated { $0.submit(submission) })
    }

    func send(_ submission: Submission, _ lease: PoolMessage.LeaseID) {
        if let connection = leases[lease] { return submit(submission, to: connection) }
        if brokenLeases.contains(lease) {
            return submission.answer(
                .failure(PostgresError(.connection, "The connection was lost or given up before this batch."))
            )
        }
        if waitingSends[lease] != nil {
            waitingSends[lease]?.append(submission)
            return
        }
        gaugesAreStale = true
        switch machine.lease(lease, now: .now) {
        case .use(let connection):
            bind(lease, to: connection)
            submit(submission, to: connection)
        case .wait: waitingSends[lease] = [submission]
        case .refuse(let refusal): submission.answer(.failure(refusal.error))
        }
    }

    func bind(_ lease: PoolMessage.LeaseID, to connection: PoolMachine.ConnectionID) {
        leases[lease] = connection
        members[connection]?.lease = lease
        members[connection]?.leaseHasEnded = false
        members[connection]?.connection.assumeIsolated { $0.beginLease() }
    }

    func release(_ lease: PoolMessage.LeaseID) {
        for submission in waitingSends.removeValue(forKey: lease) ?? [] {
            _ = machine.cancel(lease)
            submission.answer(.failure(PostgresError(.closed, "The lease has ended.")))
        }
        brokenLeases.remove(lease)
        guard let id = leases.removeValue(forKey: lease), let member = members[id] else { return }
        gaugesAreStale = true
        members[id]?.lease = nil
        members[id]?.leaseHasEnded = true
        settle(id, member.connection.assumeIsolated { $0.endLease() })
    }

    func cancel(_ id: UInt64) {
        let answer = Submission.Answer.failure(.cancelled)
        gaugesAreStale = true
        if let submission = waitingReads.removeValue(forKey: id) {
            _ = machine.cancel(id)
            return submission.answer(answer)
        }
        if let submission = takeQueuedRead(id) { return submission.answer(answer) }
        for (lease, submissions) in waitingSends {
            guard let index = submissions.firstIndex(where: { $0.id == id }) else { continue }
            submissions[index].answer(answer)
            waitingSends[lease]?.remove(at: index)
            if submissions.count == 1 {
                waitingSends[lease] = nil
                _ = machine.cancel(lease)
            }
            return
        }
        for (connection, member) in members where member.connection.assumeIsolated({ $0.abandon(id) }) {
            // On a shared connection other callers' batches may be running: it is looked at a little later, and only
            // what is still busy for nobody is cancelled.
            if let lease = member.lease { giveUp(lease, on: connection, of: member) }
            return
        }
    }

    /// Ends a lease whose caller was cancelled in the middle of a batch: its transaction is of no use to anyone.
    private func giveUp(_ lease: PoolMessage.LeaseID, on connection: PoolMachine.ConnectionID, of member: Member) {
        leases[lease] = nil
        brokenLeases.insert(lease)
        members[connection]?.lease = nil
        members[connection]?.leaseHasEnded = true
        member.connection.assumeIsolated { $0.cancel() }
        settle(connection, member.connection.assumeIsolated { $0.endLease() })
    }

    func cancellationEnded(_ id: PoolMachine.ConnectionID, _ isDelivered: Bool) {
        guard let member = members[id] else { return }
        settle(id, member.connection.assumeIsolated { $0.cancellationEnded(isDelivered: isDelivered) })
    }

    func refuse(_ waiter: PoolMachine.Waiter, _ refusal: PoolMachine.Refusal) {
        gaugesAreStale = true
        waitingReads.removeValue(forKey: waiter)?.answer(.failure(refusal.error))
        for submission in waitingSends.removeValue(forKey: waiter) ?? [] { submission.answer(.failure(refusal.error)) }
    }

    func handOver(_ connection: PoolMachine.ConnectionID, to waiter: PoolMachine.Waiter) {
        bind(waiter, to: connection)
        for submission in waitingSends.removeValue(forKey: waiter) ?? [] { submit(submission, to: connection) }
    }
}

extension PoolMachine.Refusal {
    var error: PostgresError {
        switch self {
        case .tooManyWaiting: PostgresError(.poolExhausted, "Too many requests are waiting for the database.")
        case .timeout: PostgresError(.timeout, "No connection to the database came free in time.")
        case .unavailable(let reason): PostgresError(.connection, reason.sentence, sqlState: reason.sqlState)
        case .closed: PostgresError(.closed, "The database client has been stopped.")
        }
    }
}
