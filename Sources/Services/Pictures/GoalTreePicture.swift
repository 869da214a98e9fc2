package import Domain

/// The goal tree as a picture that a councillor understands: the main goal on top, a card for each effect under it.
///
/// Cards stand in columns and never beside each other's depth, so a tree of any size stays legible. Colours are of the
/// palette of Okabe and Ito, which the colour-blind tell apart, and nothing is said by colour alone.
package enum GoalTreePicture {
    static let ink = "#333333"
    static let branch = "#8a8a8a"
    static let way = "#0072b2"
    private static let cardFill = "#f4f8fb"
    private static let cardLine = "#0072b2"
    private static let lackingFill = "#fff8ec"
    private static let lackingLine = "#d55e00"
    private static let margin = 24.0
    private static let gap = 18.0
    private static let usualColumns = 5
    /// A card that is not higher stays one, however short the others are.
    private static let usualHeight = 1200.0

    /// Draws what `GET …/goal-tree` shows.
    ///
    /// - Returns: A document of SVG.
    /// - Throws: `DecodingError` when the bytes are no goal tree.
    package static func draw(_ json: [UInt8], in language: Language) throws -> String {
        draw(try GoalTreeDocument(json: json), in: language)
    }

    static func draw(_ tree: GoalTreeDocument, in language: Language) -> String {
        let words = GoalTreeWords(language: language)
        let whole = cards(tree, limit: .infinity, words)
        let all = whole.reduce(0) { $0 + $1.card.height + gap }
        // A large tree becomes about as wide as it is high.
        let square = (all / (GoalTreeCard.width + gap)).squareRoot().rounded(.up)
        let columns = max(2, min(usualColumns, whole.count), Int(square))
        let limit = max(usualHeight, all / Double(columns))
        let fits = whole.allSatisfy { $0.card.height <= limit }
        let cards = fits ? whole : cards(tree, limit: limit, words)
        let width = 2 * margin + Double(columns) * GoalTreeCard.width + Double(columns - 1) * gap

        var drawing = SVG()
        var y = banner(tree, words, width: width, &drawing)
        y += gap
        var heights = Array(repeating: y, count: columns)
        for (card, lacks) in cards {
            let column = heights.indices.min { heights[$0] < heights[$1] } ?? 0
            let x = margin + Double(column) * (GoalTreeCard.width + gap)
            drawing.box(
                x: x,
                y: heights[column],
                width: GoalTreeCard.width,
                height: card.height,
                radius: 8,
                fill: lacks ? lackingFill : cardFill,
                line: lacks ? lackingLine : cardLine,
                dashed: lacks
            )
            drawing.place(card.drawing, x: x, y: heights[column])
            heights[column] += card.height + gap
        }
        var end = (heights.max() ?? y) + 4
        for line in TextWidth.lines(words.legend, width: width - 2 * margin, size: 12) {
            end += 16
            drawing.line(line, x: margin, y: end, class: "quiet")
        }
        return SVG.document(
            width: width,
            height: end + margin,
            language: words.language.rawValue,
            title: "\(words.title): \(tree.mainGoal?.text ?? words.noMainGoal)",
            description: words.description(tree),
            style: style,
            drawing
        )
    }

    /// The cards in their order, and whether each is about something that is lacking.
    private static func cards(
        _ tree: GoalTreeDocument,
        limit: Double,
        _ words: GoalTreeWords
    ) -> [(card: GoalTreeCard, lacks: Bool)] {
        let effects = tree.effects.flatMap { GoalTreeCard.cards(effect: $0, limit: limit, words) }
        var lacking = tree.goals.isEmpty ? [] : GoalTreeCard.cards(goals: tree.goals, limit: limit, words)
        if !tree.effortsWithoutGoal.isEmpty { lacking.append(GoalTreeCard(efforts: tree.effortsWithoutGoal, words)) }
        return effects.map { ($0, false) } + lacking.map { ($0, true) }
    }

    /// The main goal over the whole width, its text at the left so that it is seen first however wide the picture is.
    ///
    /// - Returns: Where it ends.
    private static func banner(
        _ tree: GoalTreeDocument,
        _ words: GoalTreeWords,
        width: Double,
        _ drawing: inout SVG
    ) -> Double {
        let room = width - 2 * margin - 40
        let lines = TextWidth.lines(tree.mainGoal?.text ?? words.noMainGoal, width: room, size: 24, bold: true)
        let height = 66 + 31 * Double(lines.count)
        drawing.box(x: margin, y: margin, width: width - 2 * margin, height: height, radius: 8, fill: "#0b3c5d")
        drawing.line(words.mainGoal.uppercased(), x: margin + 20, y: margin + 26, class: "banner-label")
        var y = margin + 26
        for line in lines {
            y += 31
            drawing.line(line, x: margin + 20, y: y, class: "banner")
        }
        drawing.line(words.counts(tree), x: margin + 20, y: y + 26, class: "banner-label")
        return margin + height
    }

    private static let style = """
        text{font-family:Arial,Helvetica,'DejaVu Sans',sans-serif;fill:\(ink);unicode-bidi:plaintext}\
        .strong{font-size:16px;font-weight:bold}.normal{font-size:13px}.goal{font-size:13px;font-weight:bold}\
        .effort{font-size:13px}.quiet{font-size:12px;fill:#595959}.label{font-size:11px;font-weight:bold;fill:#0b3c5d}\
        .missing{font-size:12px;fill:#9a3f00}.number{font-size:13px;font-weight:bold}\
        .banner{font-size:24px;font-weight:bold;fill:#ffffff}.banner-label{font-size:13px;fill:#ffffff}
        """
}
