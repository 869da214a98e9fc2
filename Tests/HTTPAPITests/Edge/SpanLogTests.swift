import Logging
import Testing
import Tracing

@testable import HTTPAPI

@Suite struct `A log of spans` {
    private static let traceID = "0af7651916cd43dd8448eb211c80319c"

    private struct Fields: Extractor, Injector {
        func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
        func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }
    }

    private func tracer() throws -> (SpanLog, RecordedLog) {
        let log = RecordedLog()
        var logger = Logger(label: "spans") { _ in log }
        logger.logLevel = .debug
        return (try #require(SpanLog(logger)), log)
    }

    @Test func `follows the caller's trace into what a span calls`() throws {
        let (tracer, log) = try tracer()
        var context = ServiceContext.topLevel
        tracer.extract(
            ["traceparent": "00-\(Self.traceID)-b7ad6b7169203331-01"],
            into: &context,
            using: Fields()
        )
        let outer = tracer.startSpan("GET getProgramme", context: context, ofKind: .server)
        let inner = tracer.startSpan("one programme", context: outer.context, ofKind: .client)
        inner.attributes["db.operation.batch.size"] = 2
        inner.setStatus(SpanStatus(code: .error))
        inner.end()
        #expect(!log.text.contains("span GET getProgramme"), "a span is written when it ends")
        outer.end()
        outer.end()

        let lines = log.text.split(separator: "\n").filter { $0.contains("span ") }
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.contains("trace=\(Self.traceID)") })
        #expect(lines.last?.contains("parent=b7ad6b7169203331") == true)
        let outerID = outer.context.trace?.parentID ?? "none"
        #expect(lines.first?.contains("parent=\(outerID)") == true)
        #expect(lines.first?.contains("db.operation.batch.size=2") == true)
        #expect(lines.first?.contains("status=error") == true)

        var passedOn: [String: String] = [:]
        tracer.inject(inner.context, into: &passedOn, using: Fields())
        let innerID = inner.context.trace?.parentID ?? "none"
        #expect(passedOn == ["traceparent": "00-\(Self.traceID)-\(innerID)-01"])
    }

    @Test func `begins a trace of its own where the caller has none`() throws {
        let (tracer, _) = try tracer()
        let first = tracer.startSpan("first", context: ServiceContext.topLevel)
        let second = tracer.startSpan("second", context: ServiceContext.topLevel)
        #expect(first.context.trace?.traceID != second.context.trace?.traceID)
        #expect(TraceContext(traceparent: first.context.trace?.traceparent ?? "") == first.context.trace)
        first.end()
        second.end()
    }

    @Test func `is none where nobody would read it`() {
        var logger = Logger(label: "spans") { _ in RecordedLog() }
        logger.logLevel = .info
        #expect(SpanLog(logger) == nil)
    }

    @Test func `has the request's span around those of its batches`() async throws {
        let (tracer, log) = try tracer()
        let field = "traceparent: 00-\(Self.traceID)-b7ad6b7169203331-01"
        try await EdgeUnderTest.run(tracer: tracer) { edge in
            edge.responder.onRequest { tracer.startSpan("a batch", ofKind: .client).end() }
            var client = try await edge.connect()
            try await client.send(lines: "GET /a?canary HTTP/1.1", "Host: a", field)
            _ = try await client.receive()
        }
        let lines = log.text.split(separator: "\n").filter { $0.contains("trace=\(Self.traceID)") }
        #expect(lines.map { $0.contains("span a batch") } == [true, false])
        #expect(lines.last?.contains("span GET echo") == true)
        #expect(lines.last?.contains("http.response.status_code=200") == true)
        #expect(!log.text.contains("canary"))
    }
}
