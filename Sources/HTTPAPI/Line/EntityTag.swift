import Contract
import Crypto
import HTTPTypes

/// Entity tags and the conditions that clients set on them (RFC 9110, 8.8.3 and 13.1).
enum EntityTag {
    static func strong(_ tag: String) -> String { "\"\(tag)\"" }

    /// The value of the field `ETag`.
    static func field(_ tag: String, isWeak: Bool) -> String { (isWeak ? "W/" : "") + strong(tag) }

    /// A tag of content rather than of a version. SHA-256, because whoever may write must not be able to make two contents
    /// of one tag, and so hide a change from who polls.
    static func of(_ content: [UInt8]) -> String {
        SHA256.hash(data: content).withUnsafeBytes { hexadecimal($0.prefix(12)) }
    }

    private static func hexadecimal(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        func digit(_ nibble: UInt8) -> UInt8 { nibble + (nibble < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) }
        return String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
            for (index, byte) in bytes.enumerated() {
                digits[index * 2] = digit(byte >> 4)
                digits[index * 2 + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
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
        var rest = header.utf8[...].trimmed
        while true {
            let isWeak = rest.starts(with: "W/".utf8)
            if isWeak { rest = rest.dropFirst(2) }
            let quote = UInt8(ascii: "\"")
            guard rest.first == quote, let end = rest.dropFirst().firstIndex(of: quote) else { return [] }
            tags.append((String(Substring(rest[..<end].dropFirst())), isWeak))
            rest = rest[rest.index(after: end)...].trimmed
            guard !rest.isEmpty else { return tags }
            guard rest.first == UInt8(ascii: ",") else { return [] }
            rest = rest.dropFirst().trimmed
        }
    }
}

extension Substring.UTF8View {
    /// Without spaces and tabs in front: the white space of a field (RFC 9110, 5.6.3).
    fileprivate var trimmed: Self { drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
}

extension Call {
    /// A successful answer with its entity tag, or 304 when the client already holds it.
    func answer(_ body: [UInt8], tag: String?, isWeak: Bool = false) -> APIResponse {
        guard let tag else {
            return APIResponse(status: .ok, fields: [.contentType: contentType], body: body)
        }
        if let unchanged = notModified(tag: tag, isWeak: isWeak) { return unchanged }
        return APIResponse(
            status: .ok,
            fields: [
                .contentType: contentType, .eTag: EntityTag.field(tag, isWeak: isWeak),
                .cacheControl: "no-cache",
            ],
            body: body
        )
    }

    /// The type of the answer; a text also says how its letters are written (RFC 7763 asks it of Markdown).
    private var contentType: String {
        mediaType.type == "text" ? "\(mediaType.description); charset=utf-8" : mediaType.description
    }

    /// 304 when the client already holds what has this tag.
    func notModified(tag: String, isWeak: Bool = false) -> APIResponse? {
        guard let header = request.fields[.ifNoneMatch], EntityTag.weakList(header)?.contains(tag) ?? true else {
            return nil
        }
        return APIResponse(
            status: .notModified,
            fields: [.eTag: EntityTag.field(tag, isWeak: isWeak), .cacheControl: "no-cache"]
        )
    }
}
