import HTTPTypes
import Logging
import Synchronization
import Testing

@testable import HTTPAPI

@Suite struct `Every request` {
    @Test func `is counted by operation, method and status, with its duration`() async throws {
        try await EdgeUnderTest.run { edge in
            var client = try await edge.connect()
            for _ in 0..<3 {
                try await client.send(lines: "GET /a HTTP/1.1", "Host: a")
                _ = try await client.receive()
            }
            try await client.send(lines: "BREW /pot HTTP/1.1", "Host: a")
            #expect(try await client.receive().status == 400)
            let text = edge.metrics.text()
            #expect(text.contains(#"koers_http_requests_total{method="GET",operation="echo",status="200"} 3"#))
            #expect(text.contains(#"koers_http_requests_total{method="none",operation="none",status="400"} 1"#))
            #expect(text.contains(#"koers_http_request_duration_seconds_bucket{operation="echo",le="+Inf"} 3"#))
            #expect(text.contains("# TYPE koers_http_request_duration_seconds histogram"))
            #expect(text.contains("koers_http_connections 1.0"))
        }
    }

    @Test func `is logged without query, fields and body`() async throws {
        let log = RecordedLog()
        var logger = Logger(label: "edge") { _ in log }
        logger.logLevel = .trace
        try await EdgeUnderTest.run(logger: logger) { edge in
            var client = try await edge.connect()
            try await client.send(
                lines: "POST /v1/persons?search=canary-query HTTP/1.1",
                "Host: canary-host",
                "Authorization: Bearer canary-token",
                "Content-Length: 11"
            )
            try await client.send("canary-body")
            _ = try await client.receive()
            try await client.send("GET /canary-\u{1}x HTTP/1.1\r\nHost: canary-host\r\n\r\n")
            _ = try await client.receive()
        }
        #expect(log.text.contains("POST /v1/persons 200"))
        #expect(log.text.contains("request="))
        #expect(!log.text.contains("canary"))
    }
}

/// Keeps every line, for a test to read.
struct RecordedLog: LogHandler {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    var text: String { lines.all.withLock { $0.joined(separator: "\n") } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let metadata = (event.metadata ?? [:]).map { "\($0)=\($1)" }.joined(separator: " ")
        lines.all.withLock { $0.append("\(event.level) \(event.message) \(metadata)") }
    }
}

@Suite struct `Trace context` {
    static let trace = "0af7651916cd43dd8448eb211c80319c"

    @Test func `is read from a valid traceparent, of a later version too`() {
        let valid = TraceContext(traceparent: "00-\(Self.trace)-b7ad6b7169203331-00")
        #expect(valid?.traceID == Self.trace)
        #expect(valid?.parentID == "b7ad6b7169203331")
        #expect(valid?.isSampled == false)
        #expect(TraceContext(traceparent: "01-\(Self.trace)-b7ad6b7169203331-01-later") != nil)
    }

    @Test(arguments: [
        "", "00", "00-0-0-0", "00-\(trace)-b7ad6b7169203331", "00-\(trace)-b7ad6b7169203331-01-later",
        "ff-\(trace)-b7ad6b7169203331-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-\(trace)-0000000000000000-01", "00-\(trace.uppercased())-b7ad6b7169203331-01",
        "00-\(trace)-b7ad6b716920333é-01",
    ])
    func `is ignored where it is not valid`(text: String) {
        #expect(TraceContext(traceparent: text) == nil)
    }
}
