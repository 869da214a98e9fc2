/// A place in a JSON document (RFC 6901).
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    package private(set) var tokens: [String]

    package init(_ tokens: [String] = []) { self.tokens = tokens }

    /// Reads the written form; `nil` when it is neither empty nor starts with a slash, or has a stray `~`.
    package init?(_ description: String) {
        guard !description.isEmpty else {
            self.init()
            return
        }
        guard description.hasPrefix("/"), description.firstMatch(of: /~(?![01])/) == nil else { return nil }
        self.init(
            description.dropFirst()
                .split(separator: "/", omittingEmptySubsequences: false)
                .map { String($0).replacing("~1", with: "/").replacing("~0", with: "~") }
        )
    }

    /// The written form: empty for the whole document, otherwise `/name/0/…`.
    package var description: String {
        tokens.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }

    package static func / (pointer: JSONPointer, token: String) -> JSONPointer {
        JSONPointer(pointer.tokens + [token])
    }

    package static func / (pointer: JSONPointer, index: Int) -> JSONPointer { pointer / String(index) }
}
