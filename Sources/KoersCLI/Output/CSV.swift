import Contract

/// Comma-separated values as RFC 4180 describes them: CRLF, quotes doubled, a quoted field where it is needed.
///
/// Texts are written as they are: a cell that a spreadsheet would take for a formula is not altered.
enum CSV {
    static func rendered(header: [String], rows: [[String]]) -> String {
        ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    static func field(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
        guard needsQuotes else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The objects as rows under every member that any of them has, in order of appearance.
    static func rendered(objects: [JSON]) -> String {
        var header: [String] = []
        var known: Set<String> = []
        for name in objects.flatMap({ $0.object?.keys ?? [] }) where known.insert(name).inserted {
            header.append(name)
        }
        let rows = objects.map { object in header.map { cell(object[$0]) } }
        return rendered(header: header, rows: rows)
    }

    private static func cell(_ value: JSON?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case .some(let other): other.text
        }
    }
}
