import Foundation
package import HTTPTypes

/// What the management port answers: `/livez`, `/readyz`, `/metrics`.
package struct ManagementResponder: APIResponder {
    private struct State: Encodable {
        let ready: Bool
        let reasons: [String]
    }

    private struct Problem: Encodable {
        let type = "about:blank"
        let title: String
        let status: Int
    }

    private let readiness: Readiness
    private let metrics: MetricsRegistry

    package init(readiness: Readiness, metrics: MetricsRegistry) {
        self.readiness = readiness
        self.metrics = metrics
    }

    package func respond(to request: APIRequest) async -> APIResponse {
        guard request.method == .get || request.method == .head else { return problem(.notFound) }
        switch request.path {
        case "/livez":
            return text("live\n", type: "text/plain; charset=utf-8", operation: "livez")
        case "/readyz":
            let reasons = readiness.currentReasons
            let state = State(ready: reasons.isEmpty, reasons: reasons)
            return json(state, status: reasons.isEmpty ? .ok : .serviceUnavailable, operation: "readyz")
        case "/metrics":
            // Thousands of lines, and the thread of this socket also serves the API.
            let lines = await onPool { metrics.text() }
            return text(lines, type: "text/plain; version=0.0.4; charset=utf-8", operation: "metrics")
        default:
            return problem(.notFound)
        }
    }

    package func problem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse {
        problem(failure.status)
    }

    private func text(_ text: String, type: String, operation: String) -> APIResponse {
        APIResponse(status: .ok, fields: [.contentType: type], body: Array(text.utf8), operationID: operation)
    }

    private func problem(_ status: HTTPResponse.Status) -> APIResponse {
        json(
            Problem(title: status.reasonPhrase, status: status.code),
            status: status,
            type: "application/problem+json"
        )
    }

    private func json(
        _ value: some Encodable,
        status: HTTPResponse.Status,
        type: String = "application/json",
        operation: String? = nil
    ) -> APIResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and numbers always encode.
        let body = (try? encoder.encode(value)) ?? Data()
        return APIResponse(status: status, fields: [.contentType: type], body: Array(body), operationID: operation)
    }
}

extension EdgeFailure {
    /// The status that answers the failure.
    package var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest: .badRequest
        case .methodNotAllowed: .methodNotAllowed
        case .requestTimeout: .requestTimeout
        case .payloadTooLarge: .contentTooLarge
        case .uriTooLong: .uriTooLong
        case .headerTooLarge: .requestHeaderFieldsTooLarge
        case .unavailable: .serviceUnavailable
        case .internal: .internalServerError
        }
    }
}
