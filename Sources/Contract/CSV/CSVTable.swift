/// Comma-separated values as RFC 4180 describes them, read with what spreadsheets make of it: a byte order mark, semicolons
/// or tabs in the place of commas, line feeds alone, and rows that end early.
package struct CSVTable: Sendable {
    /// The cells of the first row.
    package let header: [String]
    /// The other rows that are not empty, each with the number of its line as a spreadsheet counts rows, from 1.
    package let rows: [(number: Int, cells: [String])]

    /// Why a text is no table.
    package enum Failure: Error, Hashable, Sendable {
        /// A quoted cell has no end, or goes on behind it.
        case quotes(row: Int)
        /// A row has more cells than the header.
        case tooManyCells(row: Int)
        /// There is no header, or a column of it has no name.
        case noHeader
        /// Two columns have one name.
        case repeatedColumn(String)
    }

    /// - Throws: `Failure` for the first thing that is wrong.
    package init(_ text: String) throws(Failure) {
        var reader = Reader(text)
        guard let header = try reader.next() else { throw .noHeader }
        let names = header.cells.map { $0.trimmed }
        guard !names.contains("") else { throw .noHeader }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { throw .repeatedColumn(name) }
        var rows: [(number: Int, cells: [String])] = []
        while let row = try reader.next() {
            guard row.cells.contains(where: { !$0.trimmed.isEmpty }) else { continue }
            let surplus = row.cells.dropFirst(names.count).contains { !$0.trimmed.isEmpty }
            guard !surplus else { throw .tooManyCells(row: row.number) }
            rows.append(row)
        }
        self.header = names
        self.rows = rows
    }
}

extension CSVTable {
    /// Reads row by row; quoted cells may hold line breaks, which are not rows.
    private struct Reader {
        private let bytes: [UInt8]
        private let separator: UInt8
        private var place: Int
        private var row = 0

        private static let quote = UInt8(ascii: "\"")
        private static let lineFeed = UInt8(ascii: "\n")
        private static let carriageReturn = UInt8(ascii: "\r")

        init(_ text: String) {
            bytes = Array(text.utf8)
            place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            separator = Self.separator(of: bytes[place...])
        }

        /// Of comma, semicolon and tab the one that stands most in the first line, outside quotes.
        private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
            let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
            var counts = [0, 0, 0]
            var isQuoted = false
            for byte in bytes {
                if byte == quote { isQuoted.toggle() }
                if isQuoted { continue }
                if byte == lineFeed || byte == carriageReturn { break }
                if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
            }
            let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
            return candidates[most]
        }

        /// The next row; `nil` at the end.
        mutating func next() throws(Failure) -> (number: Int, cells: [String])? {
            guard place < bytes.count else { return nil }
            row += 1
            var cells: [String] = []
            while true {
                cells.append(try cell())
                guard place < bytes.count else { break }
                let byte = bytes[place]
                place += 1
                if byte == separator {
                    // A separator at the very end has an empty cell behind it.
                    if place == bytes.count { cells.append("") }
                    continue
                }
                if byte == Self.carriageReturn, place < bytes.count, bytes[place] == Self.lineFeed { place += 1 }
                break
            }
            return (row, cells)
        }

        /// The cell that begins here, up to a separator, the end of the row or of the text.
        private mutating func cell() throws(Failure) -> String {
            guard place < bytes.count, bytes[place] == Self.quote else {
                let start = place
                while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
                return String(decoding: bytes[start..<place], as: UTF8.self)
            }
            var content: [UInt8] = []
            place += 1
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                guard byte == Self.quote else {
                    content.append(byte)
                    continue
                }
                if place < bytes.count, bytes[place] == Self.quote {
                    content.append(byte)
                    place += 1
                    continue
                }
                guard place == bytes.count || isEnd(bytes[place]) else { throw .quotes(row: row) }
                return String(decoding: content, as: UTF8.self)
            }
            throw .quotes(row: row)
        }

        private func isEnd(_ byte: UInt8) -> Bool {
            byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
        }
    }
}

extension String {
    /// Without white space around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
