/// The line behind the edge: match operation, credentials, validation, reads, commands.
package protocol APIResponder: Sendable {
    /// Answers a request. HEAD is answered as GET: the edge drops the body and keeps its length.
    /// The task is cancelled when the client goes away or the time to stop is over.
    func respond(to request: APIRequest) async -> APIResponse

    /// The problem document for a failure that the edge observed.
    /// - Parameter request: what was read of the request before it failed: its body is then empty. Nil when not even
    ///   a head could be read.
    func problem(_ failure: EdgeFailure, for request: APIRequest?) -> APIResponse
}

/// What can go wrong before a request reaches the line behind the edge.
package enum EdgeFailure: Error, Hashable, CaseIterable {
    /// 400 `invalid-request`: no HTTP, contradictory framing, no or doubled Host, a target that is no path.
    case malformedRequest
    /// 405 `method-not-allowed`: CONNECT and TRACE; the edge adds `Allow`.
    case methodNotAllowed
    /// 408 `request-timeout`: head or body not complete within their deadline.
    case requestTimeout
    /// 413 `payload-too-large`
    case payloadTooLarge
    /// 414 `uri-too-long`
    case uriTooLong
    /// 431 `header-too-large`
    case headerTooLarge
    /// 503 `unavailable`: too many connections; the edge adds `Retry-After` where the problem has none.
    case unavailable
    /// 500 `internal`
    case `internal`
}
