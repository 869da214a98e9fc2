import Foundation

/// A UTF-8 text file whose bytes survive a Swift string literal.
struct TextFile {
    let name: String
    let directory: String
    let text: String

    /// - Throws: `EmbedError` when the file cannot be read, is no UTF-8, or holds a character that a multi-line literal
    ///   would change (a carriage return) or refuse (NUL).
    init(path: String) throws {
        let url = URL(filePath: path)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw EmbedError("\(path) cannot be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw EmbedError("\(path) is not UTF-8")
        }
        guard !data.contains(0), !data.contains(UInt8(ascii: "\r")) else {
            throw EmbedError("\(path) holds a carriage return or a NUL; save it with LF line endings")
        }
        self.name = url.lastPathComponent
        self.directory = url.deletingLastPathComponent().lastPathComponent
        self.text = text
    }
}

/// A Swift literal that evaluates to exactly `text`.
///
/// Raw and multi-line, with more `#` than follow any quote or backslash in the text, so that nothing in it is special.
package func rawLiteral(_ text: String, in name: String) throws -> String {
    guard !text.unicodeScalars.contains("\u{FEFF}") else {
        throw EmbedError("\(name) holds a byte order mark; save it without")
    }
    let pounds = String(repeating: "#", count: longestPoundRun(in: text) + 1)
    return "\(pounds)\"\"\"\n\(text)\n\"\"\"\(pounds)"
}

/// The longest run of `#` that directly follows a quote or a backslash.
private func longestPoundRun(in text: String) -> Int {
    var longest = 0
    var run: Int?
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            run = 0
        case UInt8(ascii: "#"):
            run = run.map { $0 + 1 }
        default:
            run = nil
        }
        longest = max(longest, run ?? 0)
    }
    return longest
}
