/// What a request line asks for (RFC 9112, 3.2): `/path?query`, `http://authority/path?query`, or `*`.
struct RequestTarget: Equatable {
    /// Percent-encoded, starting with `/`; `*` for the server as a whole.
    let path: String
    let query: String?
    /// Only of the absolute form: it then takes the place of `Host`.
    let authority: String?

    var isServerWide: Bool { path == "*" }

    /// - Throws: `malformedRequest` where the text is none of the three forms.
    init(_ text: String) throws(EdgeFailure) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "#") }) else {
            throw .malformedRequest
        }
        if text == "*" {
            self.init(path: text, query: nil, authority: nil)
        } else if text.utf8.first == UInt8(ascii: "/") {
            self.init(origin: text[...], authority: nil)
        } else {
            guard let start = Self.endOfScheme(text) else { throw .malformedRequest }
            let rest = text[start...]
            let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
            let authority = String(rest[..<end])
            guard HostName.isValid(authority) else { throw .malformedRequest }
            self.init(origin: rest[end...], authority: authority)
        }
    }

    private init(path: String, query: String?, authority: String?) {
        self.path = path
        self.query = query
        self.authority = authority
    }

    private init(origin: Substring, authority: String?) {
        let mark = origin.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = origin[..<(mark ?? origin.endIndex)]
        self.init(
            path: path.isEmpty ? "/" : String(path),
            query: mark.map { String(origin[origin.utf8.index(after: $0)...]) },
            authority: authority
        )
    }

    private static func endOfScheme(_ text: String) -> String.Index? {
        for scheme in ["http://", "https://"] where text.utf8.count > scheme.utf8.count {
            let end = text.utf8.index(text.startIndex, offsetBy: scheme.utf8.count)
            if text[..<end].lowercased() == scheme { return end }
        }
        return nil
    }
}

/// The value of `Host`, with or without a port.
enum HostName {
    static func isValid(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isAllowed)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "-._~%!$&'()*+,;=:[]".utf8.contains(byte)
        }
    }
}
