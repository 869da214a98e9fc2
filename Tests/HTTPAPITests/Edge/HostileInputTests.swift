import Testing

@testable import HTTPAPI

/// Every message that is not plainly HTTP gets a problem document and the end of its connection.
@Suite struct `Hostile input` {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: String
        let status: Int

        init(_ name: String, _ bytes: String, _ status: Int) {
            self.name = name
            self.bytes = bytes
            self.status = status
        }

        var testDescription: String { name }
    }

    static let long = String(repeating: "a", count: 9000)
    static let cases = [
        Case("no HTTP", "hello\r\n\r\n", 400),
        Case("TLS", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\r\n\r\n", 400),
        Case("HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        Case("unknown version", "GET / HTTP/3.7\r\nHost: a\r\n\r\n", 400),
        Case("no Host", "GET / HTTP/1.1\r\n\r\n", 400),
        Case("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        Case("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
        Case("Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        Case("target without slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("target with fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("target with a bare é", "GET /é HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("target in another scheme", "GET ftp://a/b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("absolute target without authority", "GET http:///b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("GET *", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Case("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 405),
        Case("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        Case("space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        Case("folded field", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", 400),
        Case("NUL in a field", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\u{0}2\r\n\r\n", 400),
        Case("field without a name", "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n", 400),
        Case(
            "length and coding together",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        Case("two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400),
        Case("negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
        Case("length that is no number", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n", 400),
        Case("unknown coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
        Case("coding not chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 400),
        Case("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        Case(
            "chunk size that is no number",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            400
        ),
        Case(
            "announced body above the limit",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n",
            413
        ),
        Case(
            "announced and awaited body above the limit",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n",
            413
        ),
        Case(
            "chunked body above the limit",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "100001\r\n" + String(repeating: "b", count: 0x100001) + "\r\n0\r\n\r\n",
            413
        ),
        Case("long target", "GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        Case("endless target", "GET /\(long)\(long)\(long)\(long)", 414),
        Case("long target and fields", "GET /\(long) HTTP/1.1\r\nHost: a\r\nX: \(long)\(long)\r\n\r\n", 414),
        Case("large fields", "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\nY: \(long)\r\n\r\n", 431),
        Case("endless field", "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\(long)\(long)\(long)", 431),
        Case(
            "many fields",
            "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: 1\r\n", count: 100) + "\r\n",
            431
        ),
    ]

    @Test(arguments: cases) func `is answered with a problem and closed`(_ hostile: Case) async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(hostile.bytes)
            let response = try await client.receive()
            #expect(response.status == hostile.status)
            #expect(response["content-type"] == "application/problem+json")
            #expect(response["connection"] == "close")
            #expect(response["api-version"] == "1.2.3")
            #expect(response["date"] != nil)
            #expect(await client.receiveToEnd() == "")
            #expect(edge.responder.requests.isEmpty)
        }
    }

    @Test func `an endless body is answered while it is still being sent`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send(lines: "POST / HTTP/1.1", "Host: a", "Content-Length: 9000000")
            let response = try await client.receive()
            #expect(response.status == 413)
        }
    }

    @Test func `a request before it is answered first`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send("GET /wait?50 HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n")
            let first = try await client.receive()
            let second = try await client.receive()
            #expect(first.status == 200)
            #expect(second.status == 400)
            #expect(await client.receiveToEnd() == "")
        }
    }

    @Test func `a head cut off by the end of input is malformed`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            try await client.send("GET / HTTP/1.1\r\nHo")
            try await client.endOutput()
            #expect(await client.receiveToEnd().hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: 0..<3) func `damaged at random, is answered all the same`(seed: UInt64)
        async throws
    {
        let whole = "POST /v1/x?y=1 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello"
        try await EdgeUnderTest.run { edge in
            var generator = Repeatable(seed: seed)
            for _ in 0..<40 {
                var bytes = Array(whole.utf8)
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let place = bytes.indices.randomElement(using: &generator) ?? 0
                    switch Int.random(in: 0..<3, using: &generator) {
                    case 0: bytes.remove(at: place)
                    case 1: bytes.insert(.random(in: 0...255, using: &generator), at: place)
                    default: bytes[place] = .random(in: 0...255, using: &generator)
                    }
                }
                var client = try await edge.connect()
                try await client.send(bytes)
                try await client.endOutput()
                let answer = await client.receiveToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 "), "to \(bytes)")
            }
        }
    }
}

/// Random numbers that are the same in each run: SplitMix64.
private struct Repeatable: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
