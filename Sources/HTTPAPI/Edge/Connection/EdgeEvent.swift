import HTTPTypes
import NIOCore

/// Something to answer, in the order in which it arrived on its connection.
enum EdgeEvent: Sendable {
    /// `takesChunks`: the client knows the chunked transfer coding, which HTTP/1.0 does not.
    case request(APIRequest, persistence: Persistence, takesChunks: Bool, since: NIODeadline)
    /// A failure ends the connection. The request is what was read of it, if anything.
    case failure(EdgeFailure, APIRequest?, since: NIODeadline)
}

/// The answer to the event that was delivered last.
struct EdgeReply: Sendable {
    var response: APIResponse
    /// HEAD: Content-Length as it would be, no body.
    var omitsBody: Bool
    var persistence: Persistence
    /// Whether a streamed body ends with a mark of its own, rather than with the connection.
    var takesChunks = true
}
