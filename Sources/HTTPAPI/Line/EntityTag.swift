import Contract
import Crypto
import HTTPTypes

/// Entity tags and the conditions that clients set on them (RFC 9110, 8.8.3 and 13.1).
enum EntityTag {
    static func strong(_ tag: String) -> String { "\"\(tag)\"" }

    /// A tag of content rather than of a version.
    static func of(_ content: [UInt8]) -> String {
        SHA256.hash(data: content).prefix(12).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The opaque tags of a list such as `"1", W/"2"`; `nil` for `*`.
    static func list(_ header: String) -> Set<String>? {
        guard header != "*" else { return nil }
        return Set(header.matches(of: /"([^"]*)"/).map { String($0.1) })
    }

    /// The same for If-Match, which compares strongly: a weak tag never matches.
    static func strongList(_ header: String) -> Set<String>? {
        guard header != "*" else { return nil }
        return Set(header.matches(of: /(W\/)?"([^"]*)"/).filter { $0.1 == nil }.map { String($0.2) })
    }
}

extension Call {
    /// A successful answer with its entity tag, or 304 when the client already holds it.
    func answer(_ body: [UInt8], tag: String?, isWeak: Bool = false) -> APIResponse {
        var fields: HTTPFields = [.contentType: mediaType.description]
        guard let tag else { return APIResponse(status: .ok, fields: fields, body: body) }
        let entityTag = (isWeak ? "W/" : "") + EntityTag.strong(tag)
        fields[.eTag] = entityTag
        fields[.cacheControl] = "no-cache"
        if let header = header("If-None-Match"), EntityTag.list(header)?.contains(tag) ?? true {
            return APIResponse(status: .notModified, fields: [.eTag: entityTag, .cacheControl: "no-cache"])
        }
        return APIResponse(status: .ok, fields: fields, body: body)
    }
}
