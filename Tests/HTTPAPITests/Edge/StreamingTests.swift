import Logging
import NIOCore
import TestSupport
import Testing

@testable import HTTPAPI

@Suite struct `A body that is made while it is sent` {
    @Test func `comes in chunks, and the connection lives on`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(
                "GET /stream/lines?3 HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n"
            )
            let answer = try await client.receiveChunked()
            #expect(answer.chunks == ["line 0\n", "line 1\n", "line 2\n"])
            #expect(answer.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.head.contains("Transfer-Encoding: chunked\r\n"))
            #expect(!answer.head.contains("Content-Length"))
            #expect(try await client.receive().body == "GET /next 0")
        }
    }

    @Test func `may turn out to be empty`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/lines?0 HTTP/1.1", "Host: a", "Connection: close")
            let answer = try await client.receiveChunked()
            #expect(answer.chunks.isEmpty)
            #expect(answer.head.contains("Connection: close\r\n"))
            #expect(await client.receiveToEnd() == "")
        }
    }

    @Test func `ends with the connection for a client of HTTP 1.0`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/lines?2 HTTP/1.0", "Connection: keep-alive")
            let all = await client.receiveToEnd()
            #expect(all.hasSuffix("\r\n\r\nline 0\nline 1\n"))
            #expect(all.contains("Connection: close\r\n"))
            #expect(!all.contains("Transfer-Encoding"))
            let wasReset = client.wasReset
            #expect(!wasReset)
        }
    }

    @Test func `is not made for HEAD`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "HEAD /stream/lines?3 HTTP/1.1", "Host: a")
            let response = try await client.receive(hasBody: false)
            #expect(response.status == 200)
            #expect(response["content-length"] == nil)
            try await client.send(lines: "GET /next HTTP/1.1", "Host: a")
            #expect(try await client.receive().body == "GET /next 0")
            #expect(edge.responder.streamsEnded == 0)
        }
    }

    @Test func `that fails before its first chunk is an answer like any other`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/refused HTTP/1.1", "Host: a")
            let response = try await client.receive()
            #expect(response.status == 503)
            #expect(response["retry-after"] == "1")
            #expect(response.body == "later")
            try await client.send(lines: "GET /next HTTP/1.1", "Host: a")
            #expect(try await client.receive().body == "GET /next 0")
            #expect(!edge.metrics.text().contains("koers_http_bodies_cut_total"))
        }
    }

    @Test func `that fails later is never one that looks whole`() async throws {
        let log = RecordedLog()
        try await EdgeUnderTest.run(logger: Logger(label: "edge") { _ in log }) { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/broken?2 HTTP/1.1", "Host: a")
            let all = await client.receiveToEnd()
            #expect(all.contains("line 1\n"))
            #expect(!all.hasSuffix("0\r\n\r\n"))
            await edge.waitUntil { $0.contains(#"koers_http_bodies_cut_total{operation="stream"} 1"#) }
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 0.0") }
        }
        #expect(log.text.contains("GET /stream/broken 200, cut off"))
        #expect(log.text.contains("cause=Broken()"))
        #expect(log.text.contains("bytes=14"))
    }

    @Test func `that fails later is a reset for a client of HTTP 1.0`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/broken?2 HTTP/1.0")
            _ = await client.receiveToEnd()
            let wasReset = client.wasReset
            #expect(wasReset)
        }
    }

    @Test func `waits for a client that does not read, and for its deadline only`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.response = .seconds(1)
        } _: { edge in
            let client = try await edge.connect()
            try await client.pauseReading()
            try await client.send(lines: "GET /stream/endless HTTP/1.1", "Host: a")
            #expect(await eventually { edge.responder.streamsEnded == 1 })
            // What the two sockets hold, and no more: some megabytes.
            #expect(edge.responder.chunks < 64)
            await edge.waitUntil { $0.contains("koers_http_connections 0.0") }
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 0.0") }
        }
    }

    @Test func `has a deadline for each chunk and none for the whole`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.response = .milliseconds(500)
        } _: { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/slow?4 HTTP/1.1", "Host: a")
            #expect(try await client.receiveChunked().chunks.count == 4)
        }
    }

    @Test func `ends when the client goes away`() async throws {
        let log = RecordedLog()
        try await EdgeUnderTest.run(logger: Logger(label: "edge") { _ in log }) { edge in
            let client = try await edge.connect()
            try await client.send(lines: "GET /stream/endless HTTP/1.1", "Host: a")
            #expect(await eventually { edge.responder.chunks > 2 })
            try await client.reset()
            #expect(await eventually { edge.responder.streamsEnded == 1 })
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 0.0") }
            await edge.waitUntil { $0.contains("koers_http_bodies_cut_total") }
        }
        #expect(log.text.contains("GET /stream/endless 200, cut off by the client"))
    }

    @Test func `comes to its end when the server stops, if it has the time`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/slow?5 HTTP/1.1", "Host: a")
            #expect(await eventually { edge.responder.chunks == 1 })
            await edge.stop()
            #expect(try await client.receiveChunked().chunks.count == 5)
            #expect(await client.receiveToEnd() == "")
        }
    }

    @Test func `is cut when the time to stop is over`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.stop = .milliseconds(200)
        } _: { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /stream/endless HTTP/1.1", "Host: a")
            #expect(await eventually { edge.responder.chunks > 2 })
            await edge.stop()
            #expect(await !client.receiveToEnd().hasSuffix("0\r\n\r\n"))
            #expect(await eventually { edge.responder.streamsEnded == 1 })
        }
    }
}
