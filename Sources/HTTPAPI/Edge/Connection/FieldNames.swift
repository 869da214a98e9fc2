import HTTPTypes

extension HTTPField.Name {
    // Each spelling is a valid token, so the fallback is never taken.
    static let apiVersion = HTTPField.Name("API-Version") ?? .server
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .server
    static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed") ?? .server
    static let acceptPatch = HTTPField.Name("Accept-Patch") ?? .server
    static let link = HTTPField.Name("Link") ?? .server
    /// The library withholds this name, as HTTP/2 has `:authority`.
    static let hostField = HTTPField.Name("Host") ?? .server
    static let frameOptions = HTTPField.Name("X-Frame-Options") ?? .server
}
