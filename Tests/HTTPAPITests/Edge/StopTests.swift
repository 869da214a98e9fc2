import NIOCore
import TestSupport
import Testing

@testable import HTTPAPI

@Suite struct `A graceful stop` {
    @Test func `answers what is in flight, saying that the connection closes`() async throws {
        try await EdgeUnderTest.run { edge in
            var busy = try await edge.connect()
            var pipelining = try await edge.connect()
            var sending = try await edge.connect()
            try await busy.send(lines: "GET /held HTTP/1.1", "Host: a")
            try await pipelining.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
            try await sending.send("POST /late HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab")
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 2.0") }

            await edge.stop()
            #expect(await eventually { (try? await edge.connect()) == nil })
            edge.responder.release()
            try await sending.send("cd")

            let answer = try await busy.receive()
            #expect(answer.body == "released")
            #expect(answer["connection"] == "close")
            #expect(await busy.receiveToEnd() == "")

            #expect(try await pipelining.receive().body == "released")
            let last = try await pipelining.receive()
            #expect(last.body == "GET /2 0")
            #expect(last["connection"] == "close")

            #expect(try await sending.receive().body == "POST /late 4")
        }
    }

    @Test func `closes idle connections within a moment and accepts no others`() async throws {
        try await EdgeUnderTest.run { edge in
            var idle = try await edge.connect()
            var used = try await edge.connect()
            try await used.send(lines: "GET / HTTP/1.1", "Host: a")
            _ = try await used.receive()
            let start = ContinuousClock.now
            await edge.stop()
            #expect(await idle.receiveToEnd() == "")
            #expect(await used.receiveToEnd() == "")
            #expect(ContinuousClock.now - start < .seconds(5))
            await #expect(throws: (any Error).self) { _ = try await edge.connect() }
        }
    }

    @Test func `under load leaves no request without an answer`() async throws {
        try await EdgeUnderTest.run {
            // However long a client of this test waits for its turn.
            $0.deadlines.idleAtStop = .seconds(10)
        } _: { edge in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        var client = try await edge.connect()
                        var answered = 0
                        while true {
                            try await client.send(lines: "GET /wait?2 HTTP/1.1", "Host: a")
                            // Throws where the connection ends instead.
                            let response = try await client.receive()
                            answered += 1
                            if response["connection"] == "close" { return answered }
                        }
                    }
                }
                await edge.waitUntil {
                    $0.contains("koers_http_connections 32.0") && $0.contains(#"status="200"} 2"#)
                }
                await edge.stop()
                for try await answered in group { #expect(answered >= 1) }
            }
        }
    }

    @Test func `cancels what is not done within its time`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.stop = .milliseconds(200)
        } _: { edge in
            let client = try await edge.connect()
            try await client.send(lines: "GET /wait?60000 HTTP/1.1", "Host: a")
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 1.0") }
            let start = ContinuousClock.now
            await edge.stop()
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 0.0") }
            #expect(edge.responder.cancellations == 1)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }
}
