import HTTPTypes

/// Cross-origin reading by pages of the web origins that the operator allows; nobody by default.
struct AllowedOrigins: Sendable {
    private let origins: Set<String>

    init(_ origins: Set<String>) {
        self.origins = origins
    }

    /// The answer to OPTIONS: the methods that there are, and for an allowed origin what it may send.
    func options(allow: [String], for request: APIRequest) -> APIResponse {
        var response = APIResponse(status: .noContent, fields: [.allow: allow.joined(separator: ", ")])
        if allow.contains("PATCH") {
            response.fields[.acceptPatch] = "application/merge-patch+json, application/json"
        }
        if origin(of: request) != nil {
            response.fields[.accessControlAllowMethods] = allow.joined(separator: ", ")
            response.fields[.accessControlAllowHeaders] = """
                Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Audit-Reason, Accept-Language, \
                traceparent
                """
            response.fields[.accessControlMaxAge] = "600"
        }
        return response
    }

    /// Lets an allowed origin read the answer.
    func allow(_ request: APIRequest, _ response: inout APIResponse) {
        guard let origin = origin(of: request), response.fields[.accessControlAllowOrigin] == nil else { return }
        response.fields[.accessControlAllowOrigin] = origin
        response.fields[.accessControlExposeHeaders] =
            "API-Version, ETag, Link, Location, Idempotent-Replayed, Retry-After"
        response.fields[.vary] = "Accept, Accept-Language, Origin"
    }

    private func origin(of request: APIRequest) -> String? {
        request.fields[.origin].flatMap { origins.contains($0) ? $0 : nil }
    }
}
