import Crypto

/// A file of SQL: its statements, and the checksum by which a change is noticed.
struct SQLFile: Sendable {
    let name: String
    let text: String

    var checksum: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// The statements one by one. A statement ends with a line that ends in a semicolon, outside `$$ … $$`.
    var statements: [String] {
        var statements: [String] = []
        var lines: [Substring] = []
        var isQuoted = false
        for line in text.split(separator: "\n") where !line.drop(while: \.isWhitespace).hasPrefix("--") {
            lines.append(line)
            if line.ranges(of: "$$").count % 2 == 1 { isQuoted.toggle() }
            if !isQuoted, line.hasSuffix(";") {
                statements.append(lines.joined(separator: "\n"))
                lines = []
            }
        }
        return statements
    }
}
