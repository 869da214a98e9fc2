import Logging
import Synchronization

/// What becomes of connections.
extension ConnectionPool {
    func open(_ opening: PoolMachine.Opening) {
        gaugesAreStale = true
        let connector = Connector(
            plan: ConnectPlan(configuration, purpose: opening.purpose),
            timeout: configuration.connectTimeout,
            notices: notices,
            memory: hosts
        )
        do throws(SystemError) {
            try startThread("koers-pg-open") { [loop] in
                do throws(ConnectFailure) {
                    // When the loop has stopped the session is closed by its own end.
                    _ = loop.post(.opened(opening.connection, try connector.open()))
                } catch {
                    _ = loop.post(.openingFailed(opening.connection, error))
                }
            }
        } catch {
            openingFailed(opening.connection, ConnectFailure(.withoutThread, because: error))
        }
    }

    func opened(_ id: PoolMachine.ConnectionID, _ session: EstablishedSession) {
        gaugesAreStale = true
        guard let pointer = session.take() else { return machine.lost(id) }
        let wire = Wire(pointer, notices: session.notices)
        do throws(SystemError) {
            try poller.add(wire.descriptor, token: id)
        } catch {
            return openingFailed(id, ConnectFailure(.unwatched, because: error))
        }
        counters.count(.opened)
        let wasRunning = machine.state == .running
        let decision = machine.opened(id)
        if case .close = decision { return poller.remove(wire.descriptor) }
        if case .listen = decision { return openedListener(id, wire) }
        var isShared = false
        if case .serveReads = decision { isShared = true }
        let connection = PostgresConnection(
            id: id,
            wire: wire,
            isShared: isShared,
            statementCacheSize: configuration.statementCacheSize,
            counters: counters,
            loop: loop
        )
        members[id] = Member(connection: connection, isShared: isShared)
        if !wasRunning, machine.state == .running { logger.info("The database answers.") }
        switch decision {
        case .serveReads(let waiters):
            // Asked anew each time, because the session may end at the first of them.
            for waiter in waiters {
                if let submission = waitingReads.removeValue(forKey: waiter) { read(submission) }
            }
        case .handOver(let waiter): handOver(id, to: waiter)
        case .keepIdle, .listen, .close: break
        }
    }

    func openingFailed(_ id: PoolMachine.ConnectionID, _ failure: ConnectFailure) {
        let before = machine.state
        let refused = machine.openingFailed(id, failure, now: .now)
        // Whoever is refused, or sees that one more has failed, finds the same reason in the client's state.
        publish()
        counters.count(.failed)
        for (waiter, refusal) in refused { refuse(waiter, refusal) }
        // One line when things get worse, not one for each attempt.
        if machine.state != before {
            logger.warning(
                "No connection to the database.",
                metadata: [
                    "reason": "\(failure.reason.sentence)", "sqlstate": "\(failure.reason.sqlState?.rawValue ?? "")",
                ]
            )
        }
        logger.debug("A connection attempt failed.", metadata: ["detail": "\(failure.detail)"])
    }

    /// Acts on how a connection stands after something happened to it.
    func settle(_ id: PoolMachine.ConnectionID, _ standing: PostgresConnection.Standing) {
        guard let member = members[id] else { return }
        switch standing {
        case .lost(let loss):
            lose(id, loss)
        case .open(let load, let isClean, let writes):
            members[id]?.load = load
            if load.outstanding < member.load.outstanding, !member.hasAnswered {
                members[id]?.hasAnswered = true
                machine.answered()
            }
            if writes != member.writes {
                members[id]?.writes = writes
                poller.watch(member.connection.descriptor, token: id, forWriting: writes)
            }
            guard member.leaseHasEnded, load.outstanding == 0 else { return }
            members[id]?.leaseHasEnded = false
            gaugesAreStale = true
            guard isClean else { return lose(id, .broken(detail: "the transaction could not be ended")) }
            switch machine.release(id) {
            case .handOver(let waiter): handOver(id, to: waiter)
            case .keepIdle: break
            case .close: close(id)
            }
        }
    }

    private func lose(_ id: PoolMachine.ConnectionID, _ loss: ConnectionLoss) {
        counters.count(.lost)
        logger.debug("A connection was lost.", metadata: ["detail": "\(loss.detail)"])
        close(id)
    }

    func close(_ id: PoolMachine.ConnectionID) {
        gaugesAreStale = true
        guard let member = members.removeValue(forKey: id) else { return }
        if let lease = member.lease {
            leases[lease] = nil
            brokenLeases.insert(lease)
        }
        if member.hasAnswered { machine.lost(id) } else { machine.lostUnanswered(id, now: .now) }
        poller.remove(member.connection.descriptor)
        member.connection.assumeIsolated { $0.close(.broken(detail: "closed")) }
        if machine.readerCount == 0 { requeueReads() }
    }
}
