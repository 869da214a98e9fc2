import NIOCore
import Testing

@testable import HTTPAPI

@Suite struct `A deadline` {
    @Test func `of the head answers 408, also to a client that sends a byte now and then`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.head = .seconds(1)
        } _: { edge in
            var client = try await edge.connect()
            let start = ContinuousClock.now
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ")
            await client.trickle()
            let response = try await client.receive()
            #expect(response.status == 408)
            #expect(response["connection"] == "close")
            #expect(response["content-type"] == "application/problem+json")
            #expect(await client.receiveToEnd() == "")
            #expect(ContinuousClock.now - start >= .seconds(1))
        }
    }

    @Test func `of the body answers 408, also to a client that sends a byte now and then`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.body = .seconds(1)
        } _: { edge in
            var client = try await edge.connect()
            try await client.send(lines: "POST / HTTP/1.1", "Host: a", "Content-Length: 100")
            await client.trickle()
            #expect(try await client.receive().status == 408)
            #expect(await client.receiveToEnd() == "")
            #expect(edge.responder.requests.isEmpty)
        }
    }

    @Test func `of the body runs for a client that awaits 100 Continue and then stays silent`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.body = .milliseconds(100)
        } _: { edge in
            var client = try await edge.connect()
            try await client.send(lines: "POST / HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 9")
            #expect(try await client.receive().status == 100)
            #expect(try await client.receive().status == 408)
        }
    }

    @Test func `of the head runs from the response before it`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.head = .milliseconds(100)
        } _: { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /held HTTP/1.1", "Host: a")
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 1.0") }
            try await client.send("GET /half HT")
            // Longer than the deadline, which does not run meanwhile.
            try await Task.sleep(for: .milliseconds(500))
            edge.responder.release()
            #expect(try await client.receive().status == 200)
            #expect(try await client.receive().status == 408)
        }
    }

    @Test func `of an idle connection closes it without a word`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.idle = .seconds(1)
        } _: { edge in
            var fresh = try await edge.connect()
            #expect(await fresh.receiveToEnd() == "")
            var used = try await edge.connect()
            try await used.send(lines: "GET / HTTP/1.1", "Host: a")
            _ = try await used.receive()
            #expect(await used.receiveToEnd() == "")
        }
    }

    @Test func `does not run while the server itself is busy`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.idle = .seconds(1)
            $0.deadlines.head = .seconds(1)
            $0.deadlines.body = .seconds(1)
        } _: { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /wait?1500 HTTP/1.1", "Host: a")
            #expect(try await client.receive().status == 200)
        }
    }

    @Test func `of the response ends a connection whose client reads nothing`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.response = .milliseconds(200)
        } _: { edge in
            let client = try await edge.connect()
            try await client.pauseReading()
            try await client.send(String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 8))
            await edge.waitUntil { $0.contains("koers_http_connections 0.0") }
            #expect(edge.responder.requests.count < 8)
        }
    }
}
