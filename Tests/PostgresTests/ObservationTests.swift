import InMemoryTracing
import MetricsTestKit
import Postgres
import Testing
import Tracing

/// What an operator sees of the client.
@Suite(.timeLimit(.minutes(1)))
struct ObservationTests {
    @Test func `Connections, waiters, batches and errors are counted, under the name of the pool`() async throws {
        let metrics = TestMetrics()
        var configuration = try patientConfiguration()
        configuration.name = "shown"
        configuration.leasedConnections = 1
        try await use(PostgresClient(configuration, logger: quiet, metrics: metrics)) { client in
            let pool = ("pool", "shown")
            _ = try await client.read([Statement("one", "SELECT 1"), Statement("two", "SELECT 2")])
            try await client.execute("SELECT 1")
            await #expect(throws: PostgresError.self) { try await client.execute("SELECT 1/0") }

            let sizes = try metrics.expectRecorder("postgres_batch_statements", [pool])
            #expect(sizes.values == [2, 1, 1])
            let trips = { (work: String) in
                try metrics.expectCounter("postgres_round_trips_total", [pool, ("work", work)]).totalValue
            }
            #expect(try trips("read") == 1)
            #expect(try trips("lease") == 2)
            let read = try metrics.expectTimer("postgres_batch_duration_seconds", [pool, ("work", "read")])
            #expect(read.values.count == 1)
            let lease = try metrics.expectTimer("postgres_batch_duration_seconds", [pool, ("work", "lease")])
            #expect(lease.values.count == 2)
            let errors = [pool, ("kind", "server"), ("sqlstate_class", "22")]
            #expect(try metrics.expectCounter("postgres_errors_total", errors).totalValue == 1)
            let opened = [pool, ("event", "opened")]
            let areOpen = try await eventually {
                try metrics.expectCounter("postgres_connection_events_total", opened).totalValue == 3
            }
            #expect(areOpen)

            let connections = { @Sendable (state: String) in
                try metrics.expectMeter("postgres_connections", [pool, ("state", state)]).lastValue
            }
            #expect(try await eventually { try connections("idle") == 1 })
            #expect(try await eventually { try connections("reading") == 2 })
            #expect(try await eventually { try connections("leased") == 0 })
            #expect(try await eventually { try connections("opening") == 0 })
            #expect(try connections("listening") == 0)
            var events = try client.notifications(on: ["shown"]).makeAsyncIterator()
            #expect(await events.next() == .listening)
            #expect(try await eventually { try connections("listening") == 1 })
            try await client.withConnection { lease in
                _ = try await lease.send([Statement("one", "SELECT 1")])
                let isLeased = try await eventually { try connections("leased") == 1 }
                #expect(isLeased)
                let waiter = Task { try await client.execute("SELECT 1") }
                let waits = try await eventually { try metrics.expectMeter("postgres_waiters", [pool]).lastValue == 1 }
                #expect(waits)
                waiter.cancel()
                _ = await waiter.result
            }
            let cancelled = [pool, ("kind", "cancelled"), ("sqlstate_class", "")]
            #expect(try metrics.expectCounter("postgres_errors_total", cancelled).totalValue == 1)
            // Who was cancelled in line made no round trip, and who left a transaction open made the client make one.
            #expect(sizes.values == [2, 1, 1, 1])
            #expect(try trips("lease") == 3)
            let upkeeps = try trips("upkeep")
            try await client.withConnection { _ = try await $0.send([.begin]) }
            #expect(try await eventually { try trips("upkeep") == upkeeps + 1 })
            #expect(client.statistics.roundTrips == 5)
        }
    }

    @Test func `A connection that is being made is counted`() async throws {
        let silent = try SilentServer()
        let metrics = TestMetrics()
        var configuration = try patientConfiguration("postgres://koers@127.0.0.1:\(silent.port)/postgres")
        configuration.connectTimeout = .milliseconds(300)
        try await use(PostgresClient(configuration, logger: quiet, metrics: metrics)) { _ in
            let dimensions = [("pool", "postgres"), ("state", "opening")]
            let isOpening = try await eventually {
                try metrics.expectMeter("postgres_connections", dimensions).lastValue ?? 0 > 0
            }
            #expect(isOpening)
        }
    }

    @Test func `Each batch is a span of its own, with the names of its statements and never their values`()
        async throws
    {
        let tracer = InMemoryTracer()
        try await use(PostgresClient(patientConfiguration(), logger: quiet, tracer: tracer)) { client in
            let request = tracer.startSpan("request", ofKind: .server)
            try await ServiceContext.withValue(request.context) {
                _ = try await client.read([
                    Statement("enter tenant", "SELECT 1"), Statement("one secret", "SELECT $1", [.text("canary")]),
                ])
                _ = try? await client.execute("SELECT 1/0")
            }
            request.end()
        }
        let spans = tracer.finishedSpans
        let request = spans.first { $0.operationName == "request" }
        let read = spans.first { $0.operationName == "one secret" }
        #expect(read?.kind == .client)
        #expect(read?.traceID == request?.traceID)
        #expect(read?.parentSpanID == request?.spanID)
        #expect(read?.attributes["db.query.summary"]?.toSpanAttribute() == .string("enter tenant; one secret"))
        #expect(read?.attributes["db.operation.batch.size"]?.toSpanAttribute() == .int64(2))
        #expect(!"\(spans)".contains("canary"))
        let failed = spans.first { $0.operationName == "test" }
        #expect(failed?.status?.code == .error)
        #expect(failed?.attributes["db.response.status_code"]?.toSpanAttribute() == .string("22012"))
    }
}
