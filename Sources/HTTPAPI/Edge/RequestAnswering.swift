import Foundation
import HTTPTypes
import Logging
import NIOCore

/// Answers one event of a connection through the responder, and observes it: metrics and one line in the log.
struct RequestAnswering: Sendable {
    let responder: any APIResponder
    let metrics: EdgeMetrics
    let logger: Logger

    func answer(_ event: EdgeEvent) async -> EdgeReply {
        switch event {
        case .request(let request, let persistence, let since):
            metrics.requestBegan()
            let response = await respond(to: request)
            metrics.requestEnded()
            observe(response, of: request, since: since)
            return EdgeReply(response: response, omitsBody: request.method == .head, persistence: persistence)
        case .failure(let failure, let request, let since):
            let response = problem(failure, for: request)
            observe(response, of: request, since: since)
            return EdgeReply(response: response, omitsBody: request?.method == .head, persistence: .close)
        }
    }

    private func respond(to request: APIRequest) async -> APIResponse {
        if request.path == "*" {
            return APIResponse(status: .noContent, fields: [.allow: Self.methods])
        }
        return await responder.respond(to: request)
    }

    private func problem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse {
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
    private func observe(_ response: APIResponse, of request: APIRequest?, since: NIODeadline) {
        let duration = NIODeadline.now() - since
        metrics.answered(
            operation: response.operationID,
            method: request?.method,
            status: response.status.code,
            duration: duration
        )
        logger.log(
            level: response.status.code == 500 ? .error : .info,
            "\(request?.method.rawValue ?? "-") \(request?.path ?? "-") \(response.status.code)",
            metadata: metadata(response, of: request, duration: duration)
        )
    }

    private func metadata(_ response: APIResponse, of request: APIRequest?, duration: TimeAmount) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "bytes": .stringConvertible(response.body.readableBytes),
            "microseconds": .stringConvertible(duration.nanoseconds / 1000),
        ]
        if let request { metadata["request"] = .string(request.id.uuidString.lowercased()) }
        if let operation = response.operationID { metadata["operation"] = .string(operation) }
        if let trace = request?.trace { metadata["trace"] = .string(trace.traceID) }
        return metadata
    }

    private static let methods = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"
}
