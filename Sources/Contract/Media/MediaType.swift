/// A media type or a range of them (RFC 9110, 8.3.1), in lower case.
package struct MediaType: Sendable, Hashable, CustomStringConvertible {
    /// Such as `application`, or `*`.
    package let type: String

    /// Such as `json`, or `*`.
    package let subtype: String

    /// Names in lower case, values without quotes.
    package let parameters: [String: String]

    /// `application/json`.
    package static let json = MediaType(type: "application", subtype: "json")

    /// `application/merge-patch+json` (RFC 7396).
    package static let mergePatch = MediaType(type: "application", subtype: "merge-patch+json")

    /// `application/problem+json` (RFC 9457).
    package static let problem = MediaType(type: "application", subtype: "problem+json")

    /// `application/x-ndjson`: one JSON value a line.
    package static let jsonLines = MediaType(type: "application", subtype: "x-ndjson")

    /// `text/csv` (RFC 7111, RFC 4180).
    package static let csv = MediaType(type: "text", subtype: "csv")

    /// `text/html`.
    package static let html = MediaType(type: "text", subtype: "html")

    /// `image/svg+xml` (SVG 1.1 and 2).
    package static let svg = MediaType(type: "image", subtype: "svg+xml")

    private init(type: String, subtype: String) {
        self.type = type
        self.subtype = subtype
        parameters = [:]
    }

    /// Reads a `Content-Type` or one element of `Accept`; `nil` when it is malformed.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
        let names = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 2, names.allSatisfy(isToken) else { return nil }
        type = names[0].lowercased()
        subtype = names[1].lowercased()
        guard type != "*" || subtype == "*" else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() where !part.isEmpty {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = part[..<equals]
            var value = part[part.index(after: equals)...]
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
            guard isToken(name) else { return nil }
            parameters[name.lowercased()] = String(value)
        }
        self.parameters = parameters
    }

    /// Whether it stands for more than one type, as `*/*` and `text/*` do.
    package var isRange: Bool { subtype == "*" }

    /// Whether the content is JSON: `application/json` or a type that ends in `+json`.
    package var isJSON: Bool { type == "application" && (subtype == "json" || subtype.hasSuffix("+json")) }

    /// Whether this range includes a type, parameters left aside.
    package func includes(_ other: MediaType) -> Bool {
        (type == "*" || type == other.type) && (subtype == "*" || subtype == other.subtype)
    }

    /// Whether both are the same but for parameters.
    package func isSame(as other: MediaType) -> Bool { type == other.type && subtype == other.subtype }

    /// Without parameters: `application/json`.
    package var description: String { "\(type)/\(subtype)" }
}

private func trimmed(_ text: some StringProtocol) -> Substring {
    var text = Substring(text)
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
}

/// A token of RFC 9110 (5.6.2).
private func isToken(_ text: Substring) -> Bool {
    !text.isEmpty
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
}
