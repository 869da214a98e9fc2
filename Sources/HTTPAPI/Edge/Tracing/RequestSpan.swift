import HTTPTypes
import Tracing

/// A request in a distributed trace: one span of kind server, a child of the caller's. What the line behind the edge does
/// happens inside it (OpenTelemetry's conventions for HTTP servers).
struct RequestSpan {
    private let span: any Span

    init(_ request: APIRequest, _ tracer: any Tracer) {
        var context = ServiceContext.topLevel
        tracer.extract(request.fields, into: &context, using: FieldExtractor())
        span = tracer.startSpan(request.method.rawValue, context: context, ofKind: .server)
    }

    /// Lets what the body does belong to the request.
    func around<R>(_ body: () async throws -> R) async rethrows -> R {
        try await ServiceContext.withValue(span.context, operation: body)
    }

    func end(_ response: APIResponse) {
        // The target is left out, as it may hold personal data.
        if let operation = response.operationID { span.operationName += " \(operation)" }
        span.attributes["http.response.status_code"] = response.status.code
        if response.status.kind == .serverError { span.setStatus(SpanStatus(code: .error)) }
        span.end()
    }
}

extension Optional<RequestSpan> {
    /// Lets what the body does belong to the request, where requests are traced.
    func around<R>(_ body: () async throws -> R) async rethrows -> R {
        if let self { try await self.around(body) } else { try await body() }
    }
}

private struct FieldExtractor: Extractor {
    func extract(key: String, from fields: HTTPFields) -> String? {
        HTTPField.Name(key).flatMap { fields[$0] }
    }
}
