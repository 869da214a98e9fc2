import NIOCore
import Testing

@testable import HTTPAPI

@Suite struct `Connections above the limit` {
    @Test func `are answered 503 with Retry-After, and served again when there is room`() async throws {
        try await EdgeUnderTest.run {
            $0.limits.connections = 2
        } _: { edge in
            var first = try await edge.connect()
            var second = try await edge.connect()
            try await first.send(lines: "GET /1 HTTP/1.1", "Host: a")
            try await second.send(lines: "GET /2 HTTP/1.1", "Host: a")
            #expect(try await first.receive().status == 200)
            #expect(try await second.receive().status == 200)

            var third = try await edge.connect()
            try await third.send(lines: "POST /3 HTTP/1.1", "Host: a", "Content-Length: 5")
            let refusal = try await third.receive()
            #expect(refusal.status == 503)
            #expect(refusal["retry-after"] == "1")
            #expect(refusal["connection"] == "close")
            #expect(await third.receiveToEnd() == "")
            try await third.close()

            try await first.close()
            await edge.waitUntil { $0.contains("koers_http_connections 1.0") }
            var fourth = try await edge.connect()
            try await fourth.send(lines: "GET /4 HTTP/1.1", "Host: a")
            #expect(try await fourth.receive().status == 200)
        }
    }
}
