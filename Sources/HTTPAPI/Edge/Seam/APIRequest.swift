package import Foundation
package import HTTPTypes

/// One request, read whole and checked for its framing, as the edge hands it to the line behind it.
package struct APIRequest: Sendable {
    /// Made by the edge (UUID version 7), never taken from the client; `instance` of a problem is `urn:uuid:<id>`.
    package let id: UUID
    package let method: HTTPRequest.Method
    /// As sent: percent-encoded, without the query, starting with `/`.
    package let path: String
    /// As sent: percent-encoded, without the `?`; nil where the target has no `?`.
    package let query: String?
    /// `Host`, or the authority of a target in absolute form; nil only for HTTP/1.0 without one.
    package let authority: String?
    /// The header fields without `Host`.
    package let fields: HTTPFields
    package let body: [UInt8]
    /// The caller's place in a distributed trace, when its `traceparent` is valid.
    package let trace: TraceContext?

    package init(
        id: UUID,
        method: HTTPRequest.Method,
        path: String,
        query: String? = nil,
        authority: String? = nil,
        fields: HTTPFields = HTTPFields(),
        body: [UInt8] = [],
        trace: TraceContext? = nil
    ) {
        self.id = id
        self.method = method
        self.path = path
        self.query = query
        self.authority = authority
        self.fields = fields
        self.body = body
        self.trace = trace
    }
}
