import Postgres
import Testing

import class TestSupport.Gate

/// A network that refuses, is silent, slow or blocked one way: everyone is answered in time, and nothing is left over.
@Suite(.timeLimit(.minutes(3)))
struct NetworkTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    /// What the body throws, with the time it took.
    private func failure(
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async throws -> (error: PostgresError?, time: Duration) {
        let start = ContinuousClock.now
        do {
            try await body()
            Issue.record("Nothing was thrown.", sourceLocation: sourceLocation)
            return (nil, ContinuousClock.now - start)
        } catch let error as PostgresError {
            return (error, ContinuousClock.now - start)
        }
    }

    /// As `withClient`, through a gate that the body sets, and closes with nothing left over.
    private func withGate(
        name: String = "gated",
        configure: (inout PostgresConfiguration) -> Void,
        startingWith conduct: Gate.Conduct = .open,
        _ body: (Gate, PostgresClient) async throws -> Void
    ) async throws {
        let gate = try ScratchCluster.shared.get().gate()
        gate.set(conduct)
        try await withClient(gate.url(name: name), configure: configure) { client in
            if conduct == .open {
                #expect(try await eventually(within: .seconds(20)) { client.isAtRest })
            }
            try await body(gate, client)
        }
        try await gate.closeAndFindNothingLeft()
    }

    @Test func `A byte at a time everything works, only slower`() async throws {
        let text = String(repeating: "Lindemeer ", count: 100)
        try await withGate(configure: { $0.readConnections = 1 }, startingWith: .trickling) { gate, client in
            for round in Int64(0)..<3 {
                let read = try await client.read([
                    Statement("echo", "SELECT $1::text, $2::int8", [.text(text), .int8(round)])
                ])
                #expect(try read[0][0].decode(0, as: String.self) == text)
                #expect(try read[0][0].decode(1, as: Int64.self) == round)
                let written = try await client.withConnection { lease in
                    try await lease.send([.begin, Statement("n", "SELECT generate_series(1, 20)"), .commit])
                }
                #expect(written[1].count == 20)
            }
            let error = await #expect(throws: PostgresError.self) { try await client.execute("SELECT 1 / 0") }
            #expect(error?.sqlState?.rawValue == "22012")
            #expect(client.statistics.connectionsLost == 0)
            #expect(gate.traffic.map(\.toClient).reduce(0, +) > 3 * text.utf8.count)
        }
    }

    @Test func `A server that accepts and stays silent holds nobody up for longer than the time for it`() async throws {
        try await withGate(
            configure: {
                $0.connectTimeout = .milliseconds(300)
                $0.acquireTimeout = .milliseconds(150)
            },
            startingWith: .silent
        ) { gate, client in
            let first = try await failure { _ = try await client.read(one) }
            #expect(first.error?.isUnavailable == true)
            #expect(first.time >= .milliseconds(150) && first.time < .seconds(5))
            #expect(try await eventually { client.statistics.connectionsFailed > 0 })
            #expect(client.state.sentence == "The server at 127.0.0.1, port \(gate.port) did not answer in time.")
            // An attempt is known to have failed, so the reason is said instead of the mere wait.
            let later = try await failure { try await client.execute("SELECT 1") }
            #expect(later.error?.kind == .connection)
            #expect(later.time < .seconds(5))
            gate.set(.open)
            #expect(try await eventually { (try? await client.read(one)) != nil })
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
        }
    }

    @Test func `A batch that the network does not take can be cancelled, and does not stay in the pool`() async throws {
        let large = Statement("large", "SELECT length($1::text)", [.text(String(repeating: "x", count: 20_000_000))])
        let name = "not-taken"
        try await withGate(
            name: name,
            configure: {
                $0.readConnections = 1
                $0.connectTimeout = .milliseconds(500)
            }
        ) { gate, client in
            let sessions = try await pids(name)
            #expect(sessions.count == 2)
            gate.set(.stalled(.toServer))
            for isRead in [true, false] {
                let batches = client.statistics.batchesSent
                let sending = Task {
                    if isRead { return try await client.read([large]) }
                    return try await client.withConnection { try await $0.send([.begin, large, .commit]) }
                }
                let isSent = try await eventually { client.statistics.batchesSent > batches }
                #expect(isSent)
                let start = ContinuousClock.now
                sending.cancel()
                guard case .failure(let error as PostgresError) = await sending.result else {
                    Issue.record("was not cancelled")
                    continue
                }
                #expect(error.kind == (isRead ? .cancelled : .outcomeUnknown))
                #expect(ContinuousClock.now - start < .seconds(5), "the waiter is answered at once")
            }
            // The request to cancel cannot pass the gate either, so both connections are given up.
            #expect(try await eventually { client.statistics.connectionsLost == 2 })
            gate.set(.open)
            #expect(try await eventually { client.isAtRest })
            #expect(try await client.read(one).count == 1)
            #expect(try await client.execute("SELECT 1").count == 1)
            // On the server, too, they have ended.
            #expect(try await eventually { try await pids(name).isDisjoint(with: sessions) })
        }
    }

    /// The sessions of this name on the server.
    private func pids(_ name: String) async throws -> Set<Int32> {
        try await use(PostgresClient(patientConfiguration(), logger: quiet)) { client in
            let sql = "SELECT pid FROM pg_stat_activity WHERE application_name = $1"
            let rows = try await client.execute(sql, [.text(name)])
            return try Set(rows.map { try $0.decode(0, as: Int32.self) })
        }
    }

    @Test func `A server that refuses is said so quickly, and found again`() async throws {
        try await withGate(configure: { $0.acquireTimeout = .seconds(10) }) { gate, client in
            gate.set(.refusing)
            #expect(try await eventually { client.statistics.connectionsLost == 3 })
            let refused = try await failure { _ = try await client.read(one) }
            #expect(refused.error?.kind == .connection)
            #expect(refused.time < .seconds(5))
            #expect(client.state.sentence == "No PostgreSQL server answers at 127.0.0.1, port \(gate.port).")
            gate.set(.open)
            let start = ContinuousClock.now
            #expect(try await eventually { (try? await client.read(one)) != nil })
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func `All connections cut at once are replaced, without anyone asking`() async throws {
        try await withGate(configure: { _ in }) { gate, client in
            for round in 1...5 {
                try await client.execute("SELECT 1")
                gate.cutAll(round.isMultiple(of: 2) ? .reset : .orderly)
                #expect(try await eventually { client.statistics.connectionsLost == 3 * round })
                // The gauges may still be those of before the cut.
                #expect(
                    try await eventually { client.statistics.connectionsOpened == 3 * (round + 1) && client.isAtRest }
                )
            }
            #expect(try await client.read(one).count == 1)
            #expect(client.statistics.connectionsFailed == 0)
        }
    }

    @Test func `A server that admits everyone and hangs up at once is not stormed`() async throws {
        try await withGate(configure: {
            $0.acquireTimeout = .seconds(1)
            // So that every session is greeted with as many bytes.
            $0.readSessionParameters = [:]
        }) { gate, client in
            let greeting = gate.traffic[0].toClient
            gate.cut { _ in Gate.Cut(.toClient, after: greeting, .orderly) }
            gate.cutAll()
            let before = gate.traffic.count
            for _ in 0..<3 {
                let refused = try await failure { try await client.execute("SELECT 1") }
                #expect(refused.error?.isUnavailable == true)
            }
            #expect(gate.traffic.count > before)
            #expect(gate.traffic.count < before + 60)
            gate.cut { _ in nil }
            #expect(try await eventually { (try? await client.read(one)) != nil })
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
        }
    }

    @Test(arguments: Gate.Direction.allCases)
    func `When one way is blocked, whoever waits for an answer gets one in time`(way: Gate.Direction) async throws {
        func bounded(_ configuration: inout PostgresConfiguration) {
            configuration.readConnections = 1
            configuration.leasedConnections = 2
            configuration.answerTimeout = .milliseconds(700)
        }
        _ = try await withClient { try await $0.execute("CREATE TABLE stalled_\(way) (id int8)") }
        try await withGate(configure: bounded) { gate, client in
            let insert = Statement("insert", "INSERT INTO stalled_\(way) VALUES ($1)", [.int8(1)])
            let read = try await failure {
                gate.set(.stalled(way))
                _ = try await client.read(one)
            }
            #expect(read.error?.kind == .timeout)
            #expect(read.time >= .milliseconds(700) && read.time < .seconds(5))

            gate.set(.open)
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
            let batch = try await failure {
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin])
                    gate.set(.stalled(way))
                    _ = try await lease.send([insert])
                }
            }
            #expect(batch.error?.kind == .timeout)
            #expect(batch.time < .seconds(5))

            gate.set(.open)
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
            let commit = try await failure {
                try await client.withConnection { lease in
                    _ = try await lease.send([.begin])
                    gate.set(.stalled(way))
                    _ = try await lease.send([insert, .commit])
                }
            }
            #expect(commit.error?.kind == .outcomeUnknown)
            #expect(commit.error?.isUnavailable == true)
            #expect(commit.time < .seconds(5))

            gate.set(.open)
            #expect(try await eventually { client.isAtRest })
            #expect(try await client.read(one).count == 1)
        }
        try await withClient { client in
            // What was on its way to the server came through when the gate opened, so the COMMIT did happen.
            let isKept = try await eventually { try await client.execute("SELECT FROM stalled_\(way)").count == 1 }
            #expect(isKept)
            try await client.execute("DROP TABLE stalled_\(way)")
        }
    }

    @Test func `A read behind slow ones in the shared pipe is answered in its time, and so are they`() async throws {
        try await withGate(configure: {
            $0.readConnections = 1
            $0.readTimeout = .seconds(3)
        }) { gate, client in
            let slow: Batch = [Statement("slow", "SELECT pg_sleep(30)")]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (ahead, batch) in [slow, slow, one].enumerated() {
                    #expect(try await eventually { client.statistics.batchesSent == ahead })
                    group.addTask {
                        let late = try await failure { _ = try await client.read(batch) }
                        #expect(late.error?.kind == .timeout)
                        #expect(late.error?.isUnavailable == true)
                        #expect(late.time >= .seconds(3) && late.time < .seconds(8))
                    }
                }
                try await group.waitForAll()
            }
            // What ran for them is ended on the server, and the pipe is free again.
            #expect(try await eventually(within: .seconds(10)) { (try? await client.read(one)) != nil })
            #expect(client.statistics.cancellationsSent > 0)
            #expect(client.statistics.connectionsLost == 0)
        }
    }

    @Test func `A way that is blocked while much is sent holds nobody up either`() async throws {
        try await withGate(configure: {
            $0.leasedConnections = 1
            $0.answerTimeout = .milliseconds(500)
        }) { gate, client in
            let large = String(repeating: "Lindemeer ", count: 3_000_000)
            let sent = try await failure {
                gate.set(.stalled(.toServer))
                try await client.execute("SELECT $1::text", [.text(large)])
            }
            #expect(sent.error?.kind == .timeout)
            #expect(sent.time < .seconds(10))
            gate.set(.open)
            #expect(try await eventually { (try? await client.execute("SELECT 1")) != nil })
            let received = try await failure {
                try await client.withConnection { lease in
                    _ = try await lease.send(one)
                    gate.set(.stalled(.toClient))
                    _ = try await lease.send([Statement("much", "SELECT repeat('x', 30000000)")])
                }
            }
            #expect(received.error?.kind == .timeout)
            #expect(received.time < .seconds(10))
            gate.set(.open)
            #expect(try await eventually { client.isAtRest })
        }
    }

    @Test func `A last word of the server that comes too late to stop a batch is its error`() async throws {
        let gate = try ScratchCluster.shared.get().gate()
        try await withClient { administrator in
            try await administrator.execute("CREATE TABLE last_word (id int8)")
            let sessions = Statement("sessions", "SELECT FROM pg_stat_activity WHERE application_name = 'last-word'")
            var place = try PostgresConfiguration(url: gate.url(name: "last-word"))
            place.readConnections = 0
            place.sessionParameters["idle_in_transaction_session_timeout"] = "4s"
            try await use(PostgresClient(place, logger: quiet)) { client in
                for batch in [[Statement("insert", "INSERT INTO last_word VALUES (1)"), .commit], [.commit]] {
                    let ended = try await failure {
                        try await client.withConnection { lease in
                            _ = try await lease.send([.begin])
                            gate.set(.silent)
                            #expect(try await eventually { try await administrator.read([sessions])[0].isEmpty })
                            let sent = client.statistics.batchesSent
                            async let answer = lease.send(Batch(batch))
                            #expect(try await eventually { client.statistics.batchesSent == sent + 1 })
                            gate.set(.open)
                            _ = try await answer
                        }
                    }
                    #expect(ended.error?.kind == .server)
                    #expect(ended.error?.sqlState == .idleInTransactionSessionTimeout)
                    #expect(ended.error?.isUnavailable == true)
                    #expect(try await eventually { client.isAtRest })
                }
            }
            #expect(try await administrator.execute("SELECT FROM last_word").isEmpty)
            try await administrator.execute("DROP TABLE last_word")
        }
        try await gate.closeAndFindNothingLeft()
    }
}
