internal import Foundation

/// A regular expression of the document, with the meaning that ECMA 262 gives it.
///
/// Foundation's engine (ICU) differs in five places that matter: its `$` also matches before a final line break, its
/// `^` and `$` are anchors of the whole text only when spelled `\A` and `\z`, its `\d` and `\w` take every script, its
/// `.` stops at three controls that end no line (U+000B, U+000C, U+0085), and its `\s` lacks two spaces (U+000B, U+FEFF).
struct Pattern: Sendable {
    let source: String
    private let expression: NSRegularExpression

    /// - Throws: when the expression cannot be compiled, or uses `\D`, `\S`, `\W` or `\b` inside a class.
    init(_ source: String) throws {
        self.source = source
        self.expression = try NSRegularExpression(pattern: Self.translated(source))
    }

    /// Whether some part of the text matches; anchors make it the whole.
    func matches(_ text: String) -> Bool {
        expression.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
    }

    struct Untranslatable: Error {}

    private static func translated(_ source: String) throws -> String {
        var output = ""
        var isInClass = false
        var characters = source.unicodeScalars.makeIterator()
        while let character = characters.next() {
            switch character {
            case "\\":
                guard let escaped = characters.next() else { throw Untranslatable() }
                output += try translatedEscape(escaped, isInClass: isInClass)
            case "[" where isInClass:
                output += "\\["
            case "[":
                isInClass = true
                output.unicodeScalars.append(character)
            case "]":
                isInClass = false
                output.unicodeScalars.append(character)
            case "&" where isInClass:
                output += "\\&"
            case "^" where !isInClass:
                output += "\\A"
            case "$" where !isInClass:
                output += "\\z"
            case "." where !isInClass:
                output += "[^\\n\\r\\u2028\\u2029]"
            default:
                output.unicodeScalars.append(character)
            }
        }
        return output
    }

    private static func translatedEscape(_ escaped: Unicode.Scalar, isInClass: Bool) throws -> String {
        switch (escaped, isInClass) {
        case ("d", true): "0-9"
        case ("d", false): "[0-9]"
        case ("w", true): "A-Za-z0-9_"
        case ("w", false): "[A-Za-z0-9_]"
        case ("D", false): "[^0-9]"
        case ("W", false): "[^A-Za-z0-9_]"
        case ("s", true): spaces
        case ("s", false): "[\(spaces)]"
        case ("S", false): "[^\(spaces)]"
        case ("D", true), ("S", true), ("W", true), ("b", true): throw Untranslatable()
        default: "\\\(escaped)"
        }
    }

    /// White space and line ends of ECMA 262, as the inside of a class.
    private static let spaces = "\\t\\n\\u000B\\f\\r\\uFEFF\\u2028\\u2029\\p{Zs}"
}
