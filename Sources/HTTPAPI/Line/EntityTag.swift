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

    /// The opaque tags of If-None-Match, which compares weakly; `nil` for `*`.
    static func weakList(_ header: String) -> Set<String>? {
        list(header).map { Set($0.map(\.tag)) }
    }

    /// The opaque tags of If-Match, which compares strongly: a weak tag never matches; `nil` for `*`.
    static func strongList(_ header: String) -> Set<String>? {
        list(header).map { Set($0.filter { !$0.isWeak }.map(\.tag)) }
    }

    /// A list such as `"1", W/"2"`; `nil` for `*`. What is no such list holds no tag, so that it matches nothing.
    private static func list(_ header: String) -> [(tag: String, isWeak: Bool)]? {
        guard header != "*" else { return nil }
        var tags: [(tag: String, isWeak: Bool)] = []
        var rest = header[...].trimmed
        while true {
            let isWeak = rest.hasPrefix("W/")
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return [] }
            tags.append((String(rest[..<end].dropFirst()), isWeak))
            rest = rest[rest.index(after: end)...].trimmed
            guard !rest.isEmpty else { return tags }
            guard rest.first == "," else { return [] }
            rest = rest.dropFirst().trimmed
        }
    }
}

extension Substring {
    /// Without white space at either end.
    fileprivate var trimmed: Substring {
        let front = drop(while: \.isWhitespace)
        return front.lastIndex { !$0.isWhitespace }.map { front[...$0] } ?? ""
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
        if let header = header("If-None-Match"), EntityTag.weakList(header)?.contains(tag) ?? true {
            return APIResponse(status: .notModified, fields: [.eTag: entityTag, .cacheControl: "no-cache"])
        }
        return APIResponse(status: .ok, fields: fields, body: body)
    }
}
