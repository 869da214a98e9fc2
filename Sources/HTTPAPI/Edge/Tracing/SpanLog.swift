package import Logging
import Synchronization
package import Tracing

/// A tracer that writes each finished span as one line of the log: what it was, how long it took, and where it belongs,
/// in the terms of W3C Trace Context. With it an operator follows a request into the database without any collector.
package struct SpanLog: Tracer {
    private let logger: Logger

    /// - Parameter logger: takes a line a span, at level debug.
    /// - Returns: nil where the logger shows no such lines, so that nothing is traced for nobody.
    package init?(_ logger: Logger) {
        guard logger.logLevel <= .debug else { return nil }
        self.logger = logger
    }

    package func startSpan<Instant: TracerInstant>(
        _ operationName: String,
        context: @autoclosure () -> ServiceContext,
        ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant,
        function: String,
        file fileID: String,
        line: UInt
    ) -> LoggedSpan {
        LoggedSpan(operationName, in: context(), kind: kind, from: instant().nanosecondsSinceEpoch, logger)
    }

    package func forceFlush() {}

    package func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier,
        into context: inout ServiceContext,
        using extractor: Extract
    ) where Extract.Carrier == Carrier {
        context.trace = extractor.extract(key: "traceparent", from: carrier).flatMap { TraceContext(traceparent: $0) }
    }

    package func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext,
        into carrier: inout Carrier,
        using injector: Inject
    ) where Inject.Carrier == Carrier {
        if let trace = context.trace { injector.inject(trace.traceparent, forKey: "traceparent", into: &carrier) }
    }
}

/// One span of a `SpanLog`.
package final class LoggedSpan: Span {
    private struct State {
        var operationName: String
        var attributes: SpanAttributes = [:]
        var status: SpanStatus?
        var isOpen = true
    }

    package let context: ServiceContext
    private let parentID: String?
    private let kind: SpanKind
    private let start: UInt64
    private let logger: Logger
    private let state: Mutex<State>

    fileprivate init(_ name: String, in outer: ServiceContext, kind: SpanKind, from start: UInt64, _ logger: Logger) {
        var context = outer
        context.trace = TraceContext(childOf: outer.trace)
        self.context = context
        parentID = outer.trace?.parentID
        self.kind = kind
        self.start = start
        self.logger = logger
        state = Mutex(State(operationName: name))
    }

    package var operationName: String {
        get { state.withLock { $0.operationName } }
        set { state.withLock { $0.operationName = newValue } }
    }

    package var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { state.withLock { $0.attributes = newValue } }
    }

    package var isRecording: Bool { state.withLock { $0.isOpen } }

    package func setStatus(_ status: SpanStatus) {
        state.withLock { $0.status = status }
    }

    /// An event has no place in a line of the log; what matters to an operator is an attribute or a status.
    package func addEvent(_ event: SpanEvent) {}

    package func addLink(_ link: SpanLink) {}

    package func recordError<Instant: TracerInstant>(
        _ error: any Error,
        attributes: SpanAttributes,
        at instant: @autoclosure () -> Instant
    ) {
        setStatus(SpanStatus(code: .error))
    }

    package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let ended = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen ? state : nil
        }
        guard let ended else { return }
        let end = instant().nanosecondsSinceEpoch
        logger.debug(
            "span \(ended.operationName)",
            metadata: metadata(ended, microseconds: (end - min(start, end)) / 1000)
        )
    }

    private func metadata(_ span: State, microseconds: UInt64) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["kind": "\(kind)", "microseconds": "\(microseconds)"]
        metadata["trace"] = (context.trace?.traceID).map { "\($0)" }
        metadata["span"] = (context.trace?.parentID).map { "\($0)" }
        metadata["parent"] = parentID.map { "\($0)" }
        if span.status?.code == .error { metadata["status"] = "error" }
        span.attributes.forEach { name, value in metadata[name] = "\(value.text)" }
        return metadata
    }
}

extension SpanAttribute {
    fileprivate var text: String {
        switch self {
        case .int32(let number): "\(number)"
        case .int64(let number): "\(number)"
        case .string(let text): text
        case .bool(let truth): "\(truth)"
        case .double(let number): "\(number)"
        case .stringConvertible(let value): "\(value)"
        default: "\(self)"
        }
    }
}

extension ServiceContext {
    private enum TraceKey: ServiceContextKey {
        typealias Value = TraceContext
        static var nameOverride: String? { "trace" }
    }

    /// The span that what happens now belongs to.
    package var trace: TraceContext? {
        get { self[TraceKey.self] }
        set { self[TraceKey.self] = newValue }
    }
}
