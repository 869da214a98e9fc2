import Tracing

/// A batch in a distributed trace: one span of kind client, a child of the task's own, with the names of the
/// statements and never their values (OpenTelemetry's conventions for database clients).
struct BatchSpan {
    private let span: any Span

    init(_ work: Submission.Work, _ tracer: any Tracer) {
        let names = work.statementNames
        // What enters a transaction or a tenant comes first; the last one is what the batch is about.
        let subject = names.last { !["begin", "commit", "rollback"].contains($0) } ?? names.first ?? "batch"
        span = tracer.startSpan(subject, ofKind: .client)
        span.attributes["db.system.name"] = "postgresql"
        span.attributes["db.operation.batch.size"] = names.count
        span.attributes["db.query.summary"] = names.joined(separator: "; ")
    }

    func end(_ answer: Submission.Answer) {
        if case .failure(let error) = answer {
            span.attributes["error.type"] = "\(error.kind)"
            if let code = error.sqlState { span.attributes["db.response.status_code"] = code.rawValue }
            span.setStatus(SpanStatus(code: .error, message: error.description))
        }
        span.end()
    }
}

extension Submission.Work {
    fileprivate var statementNames: [String] {
        switch self {
        case .batch(let statements): statements.map(\.name)
        case .script(let statement): [statement.name]
        }
    }
}
