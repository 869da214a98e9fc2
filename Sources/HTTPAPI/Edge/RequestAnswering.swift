import Foundation
import HTTPTypes
import Logging
import NIOCore
import Tracing

/// Answers one event of a connection through the responder, and observes it: metrics and one line in the log.
struct RequestAnswering: Sendable {
    let responder: any APIResponder
    let metrics: EdgeMetrics
    let tracer: (any Tracer)?
    let logger: Logger

    func answer(_ event: EdgeEvent) async -> EdgeAnswer {
        switch event {
        case .request(let request, let persistence, let takesChunks, let since):
            metrics.requestBegan()
            let span = tracer.map { RequestSpan(request, $0) }
            let response = await span.around { await respond(to: request) }
            let reply = EdgeReply(
                response: response,
                omitsBody: request.method == .head,
                persistence: persistence,
                takesChunks: takesChunks
            )
            if let stream = response.stream, !reply.omitsBody {
                return .streamed(
                    StreamedAnswer(reply: reply, stream: stream, request: request, span: span, since: since)
                )
            }
            span?.end(response)
            metrics.requestEnded()
            observe(response, of: request, since: since)
            return .whole(reply)
        case .failure(let failure, let request, let since):
            let response = problem(failure, for: request)
            observe(response, of: request, since: since)
            return .whole(
                EdgeReply(response: response, omitsBody: request?.method == .head, persistence: .close)
            )
        }
    }

    private func respond(to request: APIRequest) async -> APIResponse {
        if request.path == "*" {
            return APIResponse(status: .noContent, fields: [.allow: Self.methods])
        }
        return await responder.respond(to: request)
    }

    func problem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse {
        var response = responder.problem(failure, for: request)
        if failure == .methodNotAllowed, !response.fields.contains(.allow) {
            response.fields[.allow] = Self.methods
        }
        if failure == .unavailable, !response.fields.contains(.retryAfter) {
            response.fields[.retryAfter] = "1"
        }
        return response
    }

    /// The query is left out, as it may hold personal data; so are fields and bodies.
    func observe(
        _ response: APIResponse,
        of request: APIRequest?,
        since: NIODeadline,
        streamed: StreamedAnswer.Outcome? = nil
    ) {
        let duration = NIODeadline.now() - since
        metrics.answered(
            operation: response.operationID,
            method: request?.method,
            status: response.status.code,
            duration: duration
        )
        logger.log(
            level: response.status.code == 500 || streamed?.cause != nil ? .error : .info,
            "\(request?.method.rawValue ?? "-") \(request?.path ?? "-") \(response.status.code)\(streamed?.note ?? "")",
            metadata: metadata(response, of: request, duration: duration, streamed)
        )
    }

    private func metadata(
        _ response: APIResponse,
        of request: APIRequest?,
        duration: TimeAmount,
        _ streamed: StreamedAnswer.Outcome?
    ) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "bytes": .stringConvertible(streamed?.byteCount ?? response.body.count),
            "microseconds": .stringConvertible(duration.nanoseconds / 1000),
        ]
        if let cause = streamed?.cause { metadata["cause"] = .string(cause) }
        if let request { metadata["request"] = .string(request.id.uuidString.lowercased()) }
        if let operation = response.operationID { metadata["operation"] = .string(operation) }
        if let trace = request?.trace { metadata["trace"] = .string(trace.traceID) }
        return metadata
    }

    private static let methods = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"
}
