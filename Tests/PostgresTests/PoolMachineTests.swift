import Testing

@testable import Postgres

/// The pool's decisions, without a connection and with a clock of the test's own.
struct PoolMachineTests {
    private let start = ContinuousClock.now

    private func machine(readers: Int = 1, leases: Int = 2, waiters: Int = 10) -> PoolMachine {
        var machine = PoolMachine(
            PoolMachine.Settings(readConnections: readers, leasedConnections: leases, maximumWaiters: waiters, seed: 7)
        )
        machine.start()
        return machine
    }

    private func failure(_ state: SQLState? = nil) -> ConnectFailure {
        ConnectFailure(stage: .reaching, sqlState: state, detail: "", address: "here", role: "r", database: "d")
    }

    /// Opens what the machine asks for.
    private func open(_ machine: inout PoolMachine) {
        while let opening = machine.nextOpening(now: start) { _ = machine.opened(opening.connection) }
    }

    @Test func `It opens one to read and one to lease, then the other readers, then no more than is asked for`() {
        var machine = machine(readers: 2, leases: 3)
        same(machine.state, .connecting)
        same(machine.nextOpening(now: start), .init(connection: 1, purpose: .reading))
        same(machine.nextOpening(now: start), .init(connection: 2, purpose: .leasing))
        same(machine.nextOpening(now: start), nil)
        same(machine.opened(1), .serveReads([]))
        same(machine.state, .running)
        same(machine.nextOpening(now: start), nil)
        same(machine.opened(2), .keepIdle)
        same(machine.nextOpening(now: start), .init(connection: 3, purpose: .reading))
        same(machine.nextOpening(now: start), nil)
    }

    @Test func `Leases go to the first in line`() {
        var machine = machine(leases: 1)
        open(&machine)
        same(machine.lease(10, now: start), .use(2))
        same(machine.lease(11, now: start), .wait)
        same(machine.lease(12, now: start), .wait)
        same(machine.cancel(11), true)
        same(machine.cancel(11), false)
        same(machine.release(2), .handOver(12))
        same(machine.release(2), .keepIdle)
        same(machine.lease(13, now: start), .use(2))
    }

    @Test func `A lease that is cancelled in line and asks again stands at the end, with a deadline of its own`() {
        var machine = machine(leases: 1)
        open(&machine)
        same(machine.lease(10, now: start), .use(2))
        same(machine.lease(11, now: start), .wait)
        same(machine.cancel(11), true)
        same(machine.lease(12, now: start + .milliseconds(200)), .wait)
        same(machine.lease(11, now: start + .milliseconds(500)), .wait)
        same(machine.waiterCount, 2)
        same(machine.expire(now: start + .milliseconds(1200)).map(\.waiter), [12])
        same(machine.nextDeadline, start + .milliseconds(1500))
        same(machine.cancel(11), true)
        same(machine.nextDeadline, nil)
        same(machine.release(2), .keepIdle)
    }

    @Test func `Waiting opens connections up to the limit`() {
        var machine = machine(leases: 2)
        open(&machine)
        same(machine.lease(10, now: start), .use(2))
        for waiter in UInt64(11)...13 { same(machine.lease(waiter, now: start), .wait) }
        same(machine.nextOpening(now: start), .init(connection: 3, purpose: .leasing))
        same(machine.nextOpening(now: start), nil)
        same(machine.opened(3), .handOver(11))
    }

    @Test func `Waiters are told when their time is over, and the line has an end`() {
        var machine = machine(leases: 1, waiters: 2)
        open(&machine)
        _ = machine.lease(10, now: start)
        same(machine.lease(11, now: start), .wait)
        same(machine.lease(12, now: start + .milliseconds(500)), .wait)
        same(machine.lease(13, now: start), .refuse(.tooManyWaiting))
        same(machine.nextDeadline, start + .seconds(1))
        same(machine.expire(now: start + .milliseconds(999)).isEmpty, true)
        same(machine.expire(now: start + .seconds(1)).map(\.waiter), [11])
        same(machine.expire(now: start + .seconds(2)).map(\.refusal), [.timeout])
        same(machine.nextDeadline, nil)
    }

    @Test func `After failures it tries one at a time, ever later, and then refuses callers at once`() {
        var machine = machine(readers: 2)
        same(machine.read(1, now: start), .wait)
        var now = start
        var openings: [PoolMachine.Opening] = []
        while let opening = machine.nextOpening(now: now) { openings.append(opening) }
        #expect(openings.count == 2)
        same(machine.openingFailed(1, failure(), now: now).isEmpty, true)
        same(machine.state, .backingOff(failure().reason))
        same(machine.openingFailed(2, failure(), now: now).isEmpty, true)
        now = machine.nextDeadline ?? now
        same(machine.nextOpening(now: now)?.connection, 3)
        same(machine.openingFailed(3, failure(), now: now).map(\.waiter), [1])
        same(machine.state, .circuitOpen(failure().reason))
        same(machine.read(2, now: now), .refuse(.unavailable(failure().reason)))
        same(machine.lease(3, now: now), .refuse(.unavailable(failure().reason)))
        for _ in 0..<10 {
            same(machine.nextOpening(now: now), nil)
            guard let next = machine.nextDeadline else {
                Issue.record("no further attempt")
                return
            }
            #expect(next - now <= .seconds(1))
            now = next
            guard let opening = machine.nextOpening(now: now) else {
                Issue.record("no attempt when due")
                return
            }
            same(machine.nextOpening(now: now), nil)
            _ = machine.openingFailed(opening.connection, failure(), now: now)
        }
        now = machine.nextDeadline ?? now
        guard let last = machine.nextOpening(now: now) else {
            Issue.record("no attempt when due")
            return
        }
        same(machine.opened(last.connection), .serveReads([]))
        same(machine.state, .running)
        same(machine.read(4, now: now), .useReaders)
        same(machine.nextOpening(now: now) != nil, true)
    }

    @Test func `What only a person can mend opens the circuit at the first failure`() {
        var machine = machine()
        _ = machine.nextOpening(now: start)
        _ = machine.openingFailed(1, failure(.invalidPassword), now: start)
        same(machine.state, .circuitOpen(failure(.invalidPassword).reason))
    }

    @Test func `Failing to open one more does not refuse those who can wait for another`() {
        var machine = machine(leases: 2)
        open(&machine)
        same(machine.lease(10, now: start), .use(2))
        same(machine.lease(11, now: start), .wait)
        var now = start
        for _ in 0..<5 {
            guard let opening = machine.nextOpening(now: now) else {
                Issue.record("no attempt when due")
                return
            }
            same(machine.openingFailed(opening.connection, failure(.tooManyConnections), now: now).isEmpty, true)
            now = now + .seconds(1)
        }
        same(machine.state, .running)
        same(machine.release(2), .handOver(11))
    }

    @Test func `A lost connection is replaced`() {
        var machine = machine()
        open(&machine)
        machine.lost(1)
        same(machine.state, .connecting)
        same(machine.read(1, now: start), .wait)
        guard let opening = machine.nextOpening(now: start) else {
            Issue.record("not replaced")
            return
        }
        #expect(opening.purpose == .reading)
        same(machine.opened(opening.connection), .serveReads([1]))
    }

    @Test func `A server that admits everyone and answers no one is asked ever later, until it answers`() {
        var machine = machine(readers: 1, leases: 0)
        open(&machine)
        machine.lostUnanswered(1, now: start)
        same(machine.nextOpening(now: start), .init(connection: 2, purpose: .reading))
        same(machine.opened(2), .serveReads([]))
        var now = start
        var delays: [Duration] = []
        for connection in 2...8 {
            machine.lostUnanswered(connection, now: now)
            same(machine.nextOpening(now: now), nil)
            guard let due = machine.nextDeadline else {
                Issue.record("it forgot to try again")
                return
            }
            delays.append(now.duration(to: due))
            now = due
            same(machine.nextOpening(now: now), .init(connection: connection + 1, purpose: .reading))
            same(machine.opened(connection + 1), .serveReads([]))
        }
        #expect(delays[0] >= .milliseconds(50) && delays[0] <= .milliseconds(100))
        #expect(delays[6] >= .milliseconds(500) && delays[6] <= .milliseconds(1000))
        machine.answered()
        machine.lost(9)
        same(machine.nextOpening(now: now), .init(connection: 10, purpose: .reading))
    }

    @Test func `After closing nobody is served, and what still opens is closed`() {
        var machine = machine(leases: 1)
        _ = machine.nextOpening(now: start)
        same(machine.lease(10, now: start), .wait)
        same(machine.close(), [10])
        same(machine.opened(1), .close)
        same(machine.read(11, now: start), .refuse(.closed))
        same(machine.lease(12, now: start), .refuse(.closed))
        same(machine.nextOpening(now: start), nil)
        same(machine.state, .closed)
    }

    @Test func `Delays double up to a second, each at least half of its bound`() {
        var backoff = Backoff(seed: 1)
        for (failures, bound) in [(1, 50), (2, 100), (3, 200), (5, 800), (6, 1000), (100, 1000)] {
            let delay = backoff.delay(afterFailures: failures)
            #expect(delay >= .milliseconds(bound / 2))
            #expect(delay <= .milliseconds(bound))
        }
    }

    @Test func `A session that listens comes last, and is made again`() {
        var machine = machine(readers: 1, leases: 1)
        machine.want(listener: true)
        open(&machine)
        same(machine.lease(10, now: start), .use(2))
        machine.listens()
        same(machine.nextOpening(now: start), nil)
        machine.lostListener(3, now: start)
        same(machine.nextOpening(now: start), .init(connection: 4, purpose: .listening))
        same(machine.opened(4), .listen)
        same(machine.state, .running)
    }

    @Test func `A server that lets nobody listen is asked ever later, and the pool does not spin`() {
        var machine = machine(readers: 1, leases: 1)
        machine.want(listener: true)
        open(&machine)
        machine.lostListener(3, now: start)
        same(machine.nextOpening(now: start), .init(connection: 4, purpose: .listening))
        same(machine.opened(4), .listen)
        machine.lostListener(4, now: start)
        same(machine.nextOpening(now: start), nil)
        guard let due = machine.nextDeadline else {
            Issue.record("it forgot to try again")
            return
        }
        #expect(due > start)
        same(machine.nextOpening(now: due), .init(connection: 5, purpose: .listening))
    }

    @Test func `Nobody listens when nobody wants it any more`() {
        var machine = machine(readers: 1, leases: 1)
        machine.want(listener: true)
        while let opening = machine.nextOpening(now: start) {
            if opening.purpose == .listening { machine.want(listener: false) }
            _ = machine.opened(opening.connection)
        }
        same(machine.nextOpening(now: start), nil)
        same(machine.nextDeadline, nil)
    }
}
