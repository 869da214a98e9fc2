/// A place in a JSON document (RFC 6901).
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    /// The reference tokens, unescaped; empty for the whole document.
    package private(set) var tokens: [String]

    /// From unescaped tokens.
    package init(_ tokens: [String] = []) { self.tokens = tokens }

    /// Reads the written form; `nil` when it is neither empty nor starts with a slash, or has a stray `~`.
    package init?(_ description: String) {
        guard !description.isEmpty else {
            self.init()
            return
        }
        guard description.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in description.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.init(tokens)
    }

    private static func unescaped(_ part: Substring.UTF8View) -> String? {
        guard part.contains(UInt8(ascii: "~")) else { return String(Substring(part)) }
        var bytes: [UInt8] = []
        var iterator = part.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch iterator.next() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The written form: empty for the whole document, otherwise `/name/0/…`.
    package var description: String {
        tokens.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }

    /// The place of a member.
    package static func / (pointer: JSONPointer, token: String) -> JSONPointer {
        JSONPointer(pointer.tokens + [token])
    }

    /// The place of an element.
    package static func / (pointer: JSONPointer, index: Int) -> JSONPointer { pointer / String(index) }
}
