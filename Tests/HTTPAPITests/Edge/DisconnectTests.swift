import NIOCore
import Testing

@testable import HTTPAPI

@Suite struct `A client that goes away` {
    @Test func `by a reset cancels its request`() async throws {
        try await EdgeUnderTest.run { edge in
            let client = try await edge.connect()
            try await client.send(lines: "GET /wait?60000 HTTP/1.1", "Host: a")
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 1.0") }
            try await client.reset()
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 0.0") }
            #expect(edge.responder.cancellations == 1)
        }
    }

    @Test func `by closing cancels its request soon after`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.halfClosed = .milliseconds(100)
        } _: { edge in
            let client = try await edge.connect()
            try await client.send(lines: "GET /wait?60000 HTTP/1.1", "Host: a")
            await edge.waitUntil { $0.contains("koers_http_requests_in_flight 1.0") }
            try await client.close()
            await edge.waitUntil { $0.contains("koers_http_connections 0.0") }
            #expect(edge.responder.cancellations == 1)
        }
    }

    @Test func `by ending only its own side is answered`() async throws {
        try await EdgeUnderTest.run {
            $0.deadlines.halfClosed = .seconds(20)
        } _: { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /wait?1000 HTTP/1.1", "Host: a")
            try await client.send(lines: "GET /second HTTP/1.1", "Host: a")
            try await client.endOutput()
            #expect(try await client.receive().body == "waited 1000")
            let last = try await client.receive()
            #expect(last.body == "GET /second 0")
            #expect(last["connection"] == "close")
            #expect(await client.receiveToEnd() == "")
            #expect(edge.responder.cancellations == 0)
        }
    }
}
