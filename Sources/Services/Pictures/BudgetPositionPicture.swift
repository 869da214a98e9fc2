package import Domain

/// A budget position as bars that a councillor understands: of each group what is spent, promised and free.
///
/// All bars have one scale. Colours are of the palette of Okabe and Ito, which the colour-blind tell apart; the parts differ
/// in brightness too, stand in one order, and the amounts stand in words under each bar, so nothing is said by colour alone.
package enum BudgetPositionPicture {
    private static let realised = "#0072b2"
    private static let committed = "#56b4e9"
    private static let free = "#f5f5f5"
    private static let line = "#333333"
    private static let margin = 24.0
    private static let width = 920.0
    private static let bar = 22.0

    /// A bar with what stands around it.
    private struct Row {
        let name: String
        let sums: BudgetPositionDocument.Sums
        let isIncome: Bool
        let isTotal: Bool
    }

    /// Draws what `GET …/budget-position` shows.
    ///
    /// - Returns: A document of SVG.
    /// - Throws: `DecodingError` when the bytes are no budget position.
    package static func draw(_ json: [UInt8], in language: Language) throws -> String {
        draw(try BudgetPositionDocument(json: json), in: language)
    }

    static func draw(_ position: BudgetPositionDocument, in language: Language) -> String {
        let words = BudgetPositionWords(language: language)
        var drawing = SVG()
        var y = margin + 22
        drawing.line(words.title(position), x: margin, y: y, class: "banner")
        let parts = [false, true].map { ($0, rows(position, isIncome: $0, words)) }.filter { !$0.1.isEmpty }
        if parts.isEmpty {
            y += 34
            drawing.line(words.nothing, x: margin, y: y, class: "normal")
        }
        // Totals would make every other bar a sliver, and have a scale of their own.
        let largest = parts.flatMap(\.1).filter { !$0.isTotal }.map { extent($0.sums) }.max() ?? 1
        for (isIncome, rows) in parts {
            y += 38
            drawing.line(isIncome ? words.incomes : words.expenses, x: margin, y: y, class: "strong")
            legend(isIncome, words, y: y, &drawing)
            for row in rows {
                let scale = row.isTotal ? extent(row.sums) : largest
                y = draw(row, scale: scale, words, y: y + 14, &drawing)
            }
        }
        return SVG.document(
            width: width,
            height: y + margin,
            language: language.rawValue,
            title: words.title(position),
            description: words.description(position),
            style: style,
            drawing
        )
    }

    private static func rows(
        _ position: BudgetPositionDocument,
        isIncome: Bool,
        _ words: BudgetPositionWords
    ) -> [Row] {
        let groups = position.groups.compactMap { group -> Row? in
            let sums = isIncome ? group.income : group.expense
            return sums.isEmpty ? nil : Row(name: words.name(group), sums: sums, isIncome: isIncome, isTotal: false)
        }
        guard groups.count > 1 else { return groups }
        let total = isIncome ? position.income : position.expense
        return groups + [Row(name: words.total, sums: total, isIncome: isIncome, isTotal: true)]
    }

    /// How far a bar reaches: more may come in than was budgeted.
    private static func extent(_ sums: BudgetPositionDocument.Sums) -> Double {
        Double(max(sums.authorisedCents, sums.committedCents + sums.realisedCents, 1))
    }

    private static func legend(_ isIncome: Bool, _ words: BudgetPositionWords, y: Double, _ drawing: inout SVG) {
        let parts =
            isIncome
            ? [(realised, words.received), (free, words.toCome)]
            : [(realised, words.realised), (committed, words.committed), (free, words.free)]
        var x = width - margin
        for (colour, word) in parts.reversed() {
            x -= TextWidth.width(word, size: 12)
            drawing.line(word, x: x, y: y, class: "quiet")
            x -= 20
            drawing.box(x: x, y: y - 11, width: 14, height: 13, fill: colour, line: line)
            x -= 16
        }
    }

    /// - Returns: Where it ends.
    private static func draw(
        _ row: Row,
        scale: Double,
        _ words: BudgetPositionWords,
        y start: Double,
        _ drawing: inout SVG
    ) -> Double {
        var y = start
        let right = words.authorised(row.sums.authorisedCents)
        let room = width - 2 * margin - TextWidth.width(right, size: 13, bold: true) - 20
        for (index, text) in TextWidth.lines(row.name, width: room, size: 13, bold: true).enumerated() {
            y += 17
            drawing.line(text, x: margin, y: y, class: "goal")
            if index == 0 { drawing.line(right, x: width - margin, y: y, class: "goal", anchor: "end") }
        }
        y += 7
        let whole = width - 2 * margin
        func length(_ cents: Int64) -> Double { max(0, Double(cents) / scale * whole) }
        let parts = [
            (realised, row.sums.realisedCents), (committed, row.sums.committedCents), (free, row.sums.freeCents),
        ]
        var x = margin
        for (colour, cents) in parts where cents > 0 {
            drawing.box(x: x, y: y, width: length(cents), height: bar, fill: colour, line: line)
            x += length(cents)
        }
        y += bar + 16
        drawing.line(words.amounts(row.sums, isIncome: row.isIncome), x: margin, y: y, class: "quiet")
        return y
    }

    private static let style = """
        text{font-family:Arial,Helvetica,'DejaVu Sans',sans-serif;fill:#333333;unicode-bidi:plaintext}\
        .banner{font-size:22px;font-weight:bold;fill:#0b3c5d}.strong{font-size:16px;font-weight:bold;fill:#0b3c5d}\
        .normal{font-size:13px}.goal{font-size:13px;font-weight:bold}.quiet{font-size:12px;fill:#595959}
        """
}
