/// Rows under a header, aligned by what a terminal shows.
struct Table {
    struct Column {
        var title: String
        /// An identifier or a date is of no use when cut, so its column keeps its width.
        var keepsWhole = false
    }

    var columns: [Column]
    var rows: [[String]]

    /// The table as text, one line a row, each ended by a line break.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal; longer texts are cut with `…`. `nil` cuts nothing.
    ///   - bold: whether the header is written in bold.
    func rendered(width: Int?, bold: Bool) -> String {
        let cells = rows.map { $0.map(TerminalText.line) }
        let titles = columns.map(\.title)
        let natural = columns.indices.map { index in
            (cells.map { DisplayWidth.of($0[index]) } + [DisplayWidth.of(titles[index])]).max() ?? 0
        }
        let widths = width.map { fit(natural, into: $0) } ?? natural
        let numeric = columns.indices.map { index in
            !cells.isEmpty && cells.allSatisfy { $0[index].isEmpty || Int64($0[index]) != nil }
        }
        let header = line(titles, widths: widths, numeric: numeric)
        let body = cells.map { line($0, widths: widths, numeric: numeric) + "\n" }
        return (bold ? "\u{1B}[1m\(header)\u{1B}[0m" : header) + "\n" + body.joined()
    }

    private static let gap = 2
    private static let narrowest = 6

    private func fit(_ natural: [Int], into available: Int) -> [Int] {
        var widths = natural
        var excess = widths.reduce(0, +) + Self.gap * (widths.count - 1) - available
        while excess > 0 {
            let shrinkable = widths.indices.filter { !columns[$0].keepsWhole && widths[$0] > Self.narrowest }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [String], widths: [Int], numeric: [Bool]) -> String {
        var line = ""
        for index in cells.indices {
            let text = Self.cut(cells[index], to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
            line += numeric[index] ? padding + text : text + padding
            if index < cells.count - 1 { line += String(repeating: " ", count: Self.gap) }
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The text itself when it fits, else its beginning and an ellipsis; never half a character.
    static func cut(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let next = DisplayWidth.of(character)
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }
}
