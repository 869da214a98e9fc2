import Contract

/// Rows under a header, aligned by what a terminal shows.
///
/// What does not fit is first left out where it can be missed, then set below its row, then broken over lines; and where
/// even that will not do, every row becomes a block of lines.
struct Table {
    struct Column {
        var title: String
        /// An identifier or a date is of no use when broken, so its column keeps its width.
        var keepsWhole = false
        /// Whether the column may be left out when there is no room for it.
        var isExpendable = false
        /// Whether the text is a remark on the row, which can stand below it.
        var isRemark = false
        var style: @Sendable (String) -> Style = { _ in .plain }
    }

    var columns: [Column]
    var rows: [[String]]

    /// The table as text.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal; `nil` breaks nothing and leaves nothing out.
    func rendered(width: Int?, paint: Paint = Paint()) -> String {
        let cells = rows.map { $0.map(TerminalText.line) }
        guard let width else { return grid(cells, TableLayout(columns, cells), paint) }
        guard let layout = TableLayout(columns, cells, fitting: width) else { return records(cells, width) }
        return grid(cells, layout, paint, width: width)
    }

    /// The rows by themselves, aligned.
    var lines: [String] { rendered(width: nil).split(separator: "\n").map(String.init) }

    /// Lines of one cell; a longer text ends with an ellipsis.
    private static let tallest = 4

    private func grid(_ cells: [[String]], _ layout: TableLayout, _ paint: Paint, width: Int = .max) -> String {
        let numeric = layout.shown.filter { index in
            !cells.isEmpty
                && cells.allSatisfy { $0[index].isEmpty || Int64($0[index]) != nil || $0[index].hasPrefix("€ ") }
        }
        let header = line(columns.map(\.title), layout, numeric)
        var text = paint(header, .heading) + "\n"
        for row in cells {
            let broken = columns.indices.map { Self.broken(row[$0], to: layout.widths[$0]) }
            for number in 0..<(layout.shown.map { broken[$0].count }.max() ?? 0) {
                let texts = broken.map { number < $0.count ? $0[number] : "" }
                text += line(texts, layout, numeric) { paint($1, columns[$0].style(row[$0])) } + "\n"
            }
            text += remarks(row, layout, width)
        }
        return text
    }

    private func line(
        _ texts: [String],
        _ layout: TableLayout,
        _ numeric: [Int],
        painted: (Int, String) -> String = { $1 }
    ) -> String {
        var line = ""
        var pending = 0
        for index in layout.shown {
            let text = texts[index]
            let padding = max(0, layout.widths[index] - DisplayWidth.of(text))
            if numeric.contains(index) { pending += padding }
            if !text.isEmpty {
                line += String(repeating: " ", count: pending) + painted(index, text)
                pending = 0
            }
            pending += (numeric.contains(index) ? 0 : padding) + TableLayout.gap
        }
        return line
    }

    /// What stands below a row, in line with its second column where the first is but a mark.
    private func remarks(_ row: [String], _ layout: TableLayout, _ width: Int) -> String {
        let first = layout.shown.first.map { layout.widths[$0] } ?? 0
        let indent = min(first + TableLayout.gap, 4)
        let margin = String(repeating: " ", count: indent)
        let texts = layout.below.map { row[$0] }.filter { !$0.isEmpty }
        return texts.flatMap { TextWrap.lines($0, width: width - indent) }.map { margin + $0 + "\n" }.joined()
    }

    /// A mark without a title stands before what follows it; what is empty is left out.
    private func records(_ cells: [[String]], _ width: Int) -> String {
        let blocks = cells.map { row in
            var object = JSON.Object()
            var mark = ""
            for (column, text) in zip(columns, row) where !text.isEmpty {
                if column.title.isEmpty {
                    mark = text + " "
                } else {
                    object[column.title] = .string(mark + text)
                    mark = ""
                }
            }
            return Details.rendered(.object(object), width: width)
        }
        return blocks.joined(separator: "\n")
    }

    /// The lines of a cell: whole when it fits, else broken between words and ended by an ellipsis when too tall.
    static func broken(_ text: String, to width: Int) -> [String] {
        guard DisplayWidth.of(text) > width else { return [text] }
        let lines = TextWrap.lines(text, width: width)
        guard lines.count > tallest else { return lines }
        let last = TextWrap.prefix(of: lines[tallest - 1], width: width - 1)
        return lines.prefix(tallest - 1) + [last + "…"]
    }
}
