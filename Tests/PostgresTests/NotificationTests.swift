import Foundation
import Postgres
import Testing

import class TestSupport.Gate

/// What sessions tell each other, and what a reader knows when some of it was lost.
@Suite(.timeLimit(.minutes(1)))
struct NotificationTests {
    private func tell(_ channel: String, _ payload: String, by client: PostgresClient) async throws {
        try await client.execute("SELECT pg_notify($1, $2)", [.text(channel), .text(payload)])
    }

    private func payload(_ event: Notifications.Event?) -> String? {
        if case .notification(let notification) = event { notification.payload } else { nil }
    }

    @Test func `A reader hears its own channels, in order, from the moment that the server listens`() async throws {
        try await withClient { client in
            let channel = "Koers \"quoted\" ✓"
            var events = try client.notifications(on: [channel, "second"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            try await tell("another", "not for us", by: client)
            for number in 1...5 { try await tell(channel, "\(number)", by: client) }
            try await tell("second", "zweite: ✓", by: client)
            for number in 1...5 {
                guard case .notification(let heard) = await events.next() else {
                    Issue.record("no notification")
                    return
                }
                #expect(heard.channel == channel)
                #expect(heard.payload == "\(number)")
                #expect(heard.sender > 0)
            }
            #expect(payload(await events.next()) == "zweite: ✓")
        }
    }

    @Test func `Two readers share one session, which ends with the last of them`() async throws {
        try await withClient { client in
            var first: Notifications.AsyncIterator? = try client.notifications(on: ["a"]).makeAsyncIterator()
            #expect(await first?.next() == .listening)
            var second: Notifications.AsyncIterator? = try client.notifications(on: ["a", "b"]).makeAsyncIterator()
            #expect(await second?.next() == .listening)
            try await tell("a", "both", by: client)
            #expect(payload(await first?.next()) == "both")
            #expect(payload(await second?.next()) == "both")
            try await tell("b", "one", by: client)
            #expect(payload(await second?.next()) == "one")
            #expect(try await eventually { client.statistics.listeningConnections == 1 })
            first = nil
            try await tell("a", "still", by: client)
            #expect(payload(await second?.next()) == "still")
            second = nil
            #expect(try await eventually { client.statistics.listeningConnections == 0 })
            #expect(client.statistics.connectionsLost == 0)
        }
    }

    @Test func `After the session was lost it listens again, and says so`() async throws {
        try await withClient { client in
            var events = try client.notifications(on: ["lost"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            for round in 1...3 {
                let ended = try await client.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \"lost\"'"
                )
                #expect(ended.count == 1)
                #expect(await events.next() == .listening)
                try await tell("lost", "\(round)", by: client)
                #expect(payload(await events.next()) == "\(round)")
            }
        }
    }

    @Test func `After a restart of the server it listens again, and meanwhile it does not spin`() async throws {
        let cluster = try await blocking { try ScratchCluster() }
        defer { cluster.remove() }
        try await withClient(cluster.url()) { client in
            var events = try client.notifications(on: ["restart"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            try await blocking { try cluster.stop() }
            #expect(try await eventually { client.statistics.listeningConnections == 0 })
            try await Task.sleep(for: .milliseconds(300))
            #expect(client.statistics.connectionsFailed < 20)
            try await blocking { try cluster.start() }
            #expect(await events.next() == .listening)
            try await tell("restart", "back", by: client)
            #expect(payload(await events.next()) == "back")
        }
    }

    @Test func `A task that waits ends when it is cancelled or the client stops`() async throws {
        let client = PostgresClient(
            try patientConfiguration(),
            logger: quiet
        )
        let runner = Task { await client.run() }
        let waiting = try client.notifications(on: ["end"])
        let cancelled = Task {
            for await event in try client.notifications(on: ["end"]) { #expect(event == .listening) }
        }
        var events = waiting.makeAsyncIterator()
        #expect(await events.next() == .listening)
        cancelled.cancel()
        try await cancelled.value
        runner.cancel()
        #expect(await events.next() == nil)
        await runner.value
        var late = try client.notifications(on: ["end"]).makeAsyncIterator()
        #expect(await late.next() == nil)
    }

    @Test func `Who waits on a client that is let go of without having run hears of its end`() async throws {
        var client: PostgresClient? = PostgresClient(try patientConfiguration(), logger: quiet)
        var events = try client?.notifications(on: ["nobody"]).makeAsyncIterator()
        client = nil
        #expect(await events?.next() == nil)
    }

    @Test func `A server that is frozen is given up by who listens, and listened to again when it is back`()
        async throws
    {
        let gate = try ScratchCluster.shared.get().gate()
        try await withClient(
            gate.url(),
            configure: {
                $0.readConnections = 0
                $0.leasedConnections = 0
                // Half of it is the patience with a sign of life.
                $0.answerTimeout = .seconds(2)
            }
        ) { client in
            var events = try client.notifications(on: ["frozen"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            // Signs of life keep the session.
            #expect(try await eventually { client.statistics.upkeepsSent >= 3 })
            #expect(client.statistics.connectionsLost == 0)
            gate.set(.silent)
            #expect(try await eventually(within: .seconds(10)) { client.statistics.connectionsLost == 1 })
            gate.set(.open)
            #expect(await events.next() == .listening)
        }
        try await gate.closeAndFindNothingLeft()
    }

    @Test func `What is no name of a channel is refused`() async throws {
        try await withClient { client in
            for name in ["", String(repeating: "x", count: 64), "a\0b"] {
                let error = #expect(throws: PostgresError.self) { _ = try client.notifications(on: [name]) }
                #expect(error?.kind == .protocolViolation)
            }
        }
    }
}
