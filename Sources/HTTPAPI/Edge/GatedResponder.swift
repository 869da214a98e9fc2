import HTTPTypes
import Synchronization

/// Answers 503 with `Retry-After` until the line behind it can be opened: the socket listens from the first moment,
/// also while the database is still away.
package final class GatedResponder: APIResponder {
    private let makeProblem: @Sendable (EdgeFailure, APIRequest?) -> APIResponse
    private let line = Mutex<(any APIResponder)?>(nil)

    /// - Parameter problem: writes problem documents before there is a line; it needs no database.
    package init(problem: @escaping @Sendable (EdgeFailure, APIRequest?) -> APIResponse) {
        makeProblem = problem
    }

    /// From now on the line answers.
    package func open(_ responder: any APIResponder) {
        line.withLock { $0 = responder }
    }

    package func respond(to request: APIRequest) async -> APIResponse {
        guard let responder = line.withLock({ $0 }) else { return problem(.unavailable, for: request) }
        return await responder.respond(to: request)
    }

    package func problem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse {
        var response = line.withLock { $0 }?.problem(failure, for: request) ?? makeProblem(failure, request)
        if failure == .unavailable, !response.fields.contains(.retryAfter) {
            response.fields[.retryAfter] = "1"
        }
        return response
    }
}
