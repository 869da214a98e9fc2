import AsyncHTTPClient
import Foundation
import NIOCore
import TestSupport
import Testing

@testable import HTTPAPI

@Suite struct `A correct request` {
    @Test func `is answered with its own fields, the common ones and an exact length`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /a%20b?c=d?e HTTP/1.1", "Host: koers.example:8080")
            let response = try await client.receive()
            #expect(response.status == 200)
            #expect(response.body == "GET /a%20b?c=d?e 0")
            #expect(response["content-length"] == String(response.body.utf8.count))
            #expect(response["api-version"] == "1.2.3")
            #expect(response["cache-control"] == "no-store")
            #expect(response["content-security-policy"] == "frame-ancestors 'none'")
            #expect(response["x-content-type-options"] == "nosniff")
            #expect(response["x-frame-options"] == "DENY")
            #expect(response["referrer-policy"] == "no-referrer")
            #expect(response["vary"] == "Accept, Accept-Language")
            #expect(response["server"] == nil)
            #expect(response["connection"] == nil)
            #expect(response["date"]?.hasSuffix(" GMT") == true)
            let names = response.fields.map(\.name)
            #expect(Set(names).count == names.count)
            #expect(edge.responder.requests.first?.authority == "koers.example:8080")
        }
    }

    @Test func `HEAD has the length of GET and no body`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "HEAD /a HTTP/1.1", "Host: a")
            let head = try await client.receive(hasBody: false)
            #expect(head["content-length"] == String("HEAD /a 0".utf8.count))
            try await client.send(lines: "GET /b HTTP/1.1", "Host: a")
            #expect(try await client.receive().body == "GET /b 0")
        }
    }

    @Test(arguments: ["/empty", "/unchanged"]) func `204 and 304 have neither body nor length`(
        path: String
    ) async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET \(path) HTTP/1.1", "Host: a")
            let response = try await client.receive()
            #expect(response["content-length"] == nil)
            #expect(response["cache-control"] == (path == "/unchanged" ? "no-cache" : "no-store"))
            try await client.send(lines: "GET /next HTTP/1.1", "Host: a")
            #expect(try await client.receive().body == "GET /next 0")
        }
    }

    @Test func `a response cannot forge fields or framing`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /forge HTTP/1.1", "Host: a")
            let response = try await client.receive()
            #expect(response["forged"] == nil)
            #expect(response["transfer-encoding"] == nil)
            #expect(response["server"] == nil)
            #expect(response.fields.filter { $0.name == "content-length" }.map(\.value) == ["2"])
        }
    }

    @Test func `pipelined requests are answered in order`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            let slow = "GET /wait?30 HTTP/1.1\r\nHost: a\r\n\r\n"
            let posted = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            let others = (2..<40).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
            try await client.send(slow + posted + others)
            #expect(try await client.receive().body == "waited 30")
            #expect(try await client.receive().body == "POST /1 3")
            for number in 2..<40 {
                #expect(try await client.receive().body == "GET /\(number) 0")
            }
        }
    }

    @Test func `a body comes whole, by length or in chunks, a byte at a time`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            let measured = "POST /m HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12345"
            let chunked =
                "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"
            for character in measured + chunked { try await client.send(String(character)) }
            #expect(try await client.receive().body == "POST /m 5")
            #expect(try await client.receive().body == "POST /c 4")
            #expect(edge.responder.requests.map(\.body) == [Array("12345".utf8), Array("abcd".utf8)])
        }
    }

    @Test func `a body of exactly the limit is taken`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "POST /full HTTP/1.1", "Host: a", "Content-Length: 1048576")
            try await client.send(String(repeating: "b", count: 1_048_576))
            #expect(try await client.receive().body == "POST /full 1048576")
        }
    }

    @Test func `100 Continue is sent once, and after the answers before it`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(
                "GET /wait?50 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST /p HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n"
            )
            #expect(try await client.receive().status == 200)
            #expect(try await client.receive().status == 100)
            try await client.send("ok")
            #expect(try await client.receive().body == "POST /p 2")
            try await client.send(lines: "GET /n HTTP/1.1", "Host: a", "Expect: 100-continue")
            #expect(try await client.receive().body == "GET /n 0")
            try await client.send(lines: "GET /o HTTP/1.1", "Host: a", "Expect: something-else")
            #expect(try await client.receive().body == "GET /o 0")
        }
    }

    @Test func `an absolute target gives path, query and authority`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET HTTP://koers.example/v1/x?y=z HTTP/1.1", "Host: other")
            #expect(try await client.receive().body == "GET /v1/x?y=z 0")
            try await client.send(lines: "GET http://koers.example?q HTTP/1.1", "Host: other")
            #expect(try await client.receive().body == "GET /?q 0")
            #expect(edge.responder.requests.map(\.authority) == ["koers.example", "koers.example"])
        }
    }

    @Test func `OPTIONS of the server as a whole is 204 with Allow`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "OPTIONS * HTTP/1.1", "Host: a")
            let response = try await client.receive()
            #expect(response.status == 204)
            #expect(response["allow"]?.contains("PATCH") == true)
        }
    }

    @Test func `HTTP 1.0 closes unless it asks to stay`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "GET /a HTTP/1.0", "Connection: keep-alive")
            let first = try await client.receive()
            #expect(first["connection"] == "keep-alive")
            try await client.send(lines: "GET /b HTTP/1.0")
            let second = try await client.receive()
            #expect(second["connection"] == "close")
            #expect(await client.receiveToEnd() == "")
        }
    }

    @Test func `Connection close is honoured, and an upgrade is not granted`() async throws {
        try await EdgeUnderTest.run { edge in
            for line in ["Connection: close", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c"] {
                var client = try await edge.connect()
                try await client.send(lines: "GET /a HTTP/1.1", "Host: a", line)
                let response = try await client.receive()
                #expect(response.status == 200)
                #expect(response["connection"] == "close")
                #expect(await client.receiveToEnd() == "")
            }
        }
    }

    @Test func `its trace and an id of version 7 are told`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            let trace = "0af7651916cd43dd8448eb211c80319c"
            try await client.send(lines: "GET /a HTTP/1.1", "Host: a", "traceparent: 00-\(trace)-b7ad6b7169203331-01")
            _ = try await client.receive()
            let request = try #require(edge.responder.requests.first)
            #expect(request.trace?.traceID == trace)
            #expect(request.trace?.isSampled == true)
            #expect(Array(request.id.uuidString)[14] == "7")
        }
    }

    @Test func `a usual client gets a large response, many times at once`() async throws {
        try await EdgeUnderTest.run { edge in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let url = "http://127.0.0.1:\(edge.port)/large"
                        let response = try await HTTPClient.shared.execute(
                            HTTPClientRequest(url: url),
                            timeout: .seconds(20)
                        )
                        return try await response.body.collect(upTo: 4_000_000).readableBytes
                    }
                }
                for try await size in group { #expect(size == 3_000_000) }
            }
        }
    }

    @Test(arguments: [16_384, 16_385, 65_536, 65_537, 262_144, 262_145, 580_000])
    func `a long response is whole, and the next one behind it`(length: Int) async throws {
        let expected = StubResponder.longText.prefix(length)
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            let lines = ["HEAD /text?\(length)", "GET /text?\(length)", "GET /next"]
            try await client.send(lines.map { "\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            #expect(try await client.receive(hasBody: false)["content-length"] == String(length))
            let body = try await client.receive().body
            #expect(Array(body.utf8) == Array(expected))
            #expect(try await client.receive().body == "GET /next 0")
        }
    }

    @Test func `a client that resets in the middle of a long response ends its connection, and no other`() async throws
    {
        try await EdgeUnderTest.run { edge in
            for number in 1...8 {
                let client = try await edge.connect()
                try await client.pauseReading()
                try await client.send(lines: "GET /large?20000000 HTTP/1.1", "Host: a")
                #expect(await eventually { edge.responder.requests.count == number })
                try await client.reset()
            }
            await edge.waitUntil { $0.contains("koers_http_connections 0.0") }
            var other = try await edge.connect()
            try await other.send(lines: "GET /next HTTP/1.1", "Host: a")
            #expect(try await other.receive().body == "GET /next 0")
        }
    }
}
