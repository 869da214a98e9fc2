import HTTPTypes
import NIOCore

/// Something to answer, in the order in which it arrived on its connection.
enum EdgeEvent: Sendable {
    case request(APIRequest, persistence: Persistence, since: NIODeadline)
    /// A failure ends the connection. The request is what was read of it, if anything.
    case failure(EdgeFailure, APIRequest?, since: NIODeadline)
}

/// The answer to the event that was delivered last.
struct EdgeReply: Sendable {
    var response: APIResponse
    /// HEAD: Content-Length as it would be, no body.
    var omitsBody: Bool
    var persistence: Persistence
}
