/// One card of the picture of a goal tree: an effect with what hangs on it and the goals under it.
///
/// Text only ever grows downwards: a card has one width, and every line is broken to fit. What would make a card higher
/// than it may be goes on in a next one.
struct GoalTreeCard {
    static let width = 330.0
    private static let padding = 14.0
    private static let step = 13.0
    /// Deeper goals stand as far to the right as these, so that a line never becomes too narrow to read.
    private static let deepestStep = 7

    private(set) var drawing = SVG()
    private(set) var height = GoalTreeCard.padding
    private let words: GoalTreeWords
    private let limit: Double
    /// The goals that found no room.
    private var rest: ArraySlice<GoalTreeDocument.Node> = []

    /// An effect and the goals under it, in as many cards as they need.
    ///
    /// - Parameter limit: The height at which a card goes on in a next one, between two goals.
    static func cards(effect: GoalTreeDocument.Node, limit: Double, _ words: GoalTreeWords) -> [GoalTreeCard] {
        continued(GoalTreeCard(effect: effect, limit: limit, words), title: effect.text, depth: effect.depth)
    }

    /// Goals that lie under no effect, in as many cards as they need.
    static func cards(goals: [GoalTreeDocument.Node], limit: Double, _ words: GoalTreeWords) -> [GoalTreeCard] {
        continued(GoalTreeCard(goals: goals, limit: limit, words), title: words.withoutEffect, depth: 0)
    }

    private static func continued(_ first: GoalTreeCard, title: String, depth: Int) -> [GoalTreeCard] {
        var cards = [first]
        while let last = cards.last, !last.rest.isEmpty {
            cards.append(GoalTreeCard(rest: last.rest, of: title, depth: depth, limit: last.limit, last.words))
        }
        return cards
    }

    private init(effect: GoalTreeDocument.Node, limit: Double, _ words: GoalTreeWords) {
        self.words = words
        self.limit = limit
        head([words.effect, effect.policyField ?? ""].filter { !$0.isEmpty }.joined(separator: " · "))
        write(effect.text, "strong", size: 16, bold: true)
        if let group = effect.targetGroup { write(group, "quiet", size: 12) }
        state(of: effect, indent: 0)
        branches((effect.goals ?? [])[...], under: effect.depth)
        height += Self.padding
    }

    private init(goals: [GoalTreeDocument.Node], limit: Double, _ words: GoalTreeWords) {
        self.words = words
        self.limit = limit
        head(words.withoutEffect)
        branches(goals[...], under: 0)
        height += Self.padding
    }

    private init(
        rest: ArraySlice<GoalTreeDocument.Node>,
        of title: String,
        depth: Int,
        limit: Double,
        _ words: GoalTreeWords
    ) {
        self.words = words
        self.limit = limit
        head(words.continued)
        write(title, "strong", size: 16, bold: true)
        branches(rest, under: depth)
        height += Self.padding
    }

    /// Efforts that nothing is said of yet.
    init(efforts: [GoalTreeDocument.Effort], _ words: GoalTreeWords) {
        self.words = words
        limit = .infinity
        head(words.withoutGoal)
        for each in efforts { effort(each, indent: 0) }
        height += Self.padding
    }

    private mutating func head(_ text: String) {
        write(text.uppercased(), "label", size: 11, bold: true)
        height += 2
    }

    private mutating func state(of node: GoalTreeDocument.Node, indent: Double) {
        for indicator in node.indicators {
            height += 6
            write(indicator.name, "normal", size: 13, indent: indent)
            write(words.course(indicator), "normal", size: 13, bold: true, indent: indent)
            bar(indicator.progress, indent: indent)
            write(words.moments(indicator), "quiet", size: 12, indent: indent)
        }
        if !node.efforts.isEmpty { height += 4 }
        for each in node.efforts { effort(each, indent: indent) }
        for code in node.missing { write("! \(words.missing(code))", "missing", size: 12, indent: indent, hanging: 10) }
    }

    private mutating func effort(_ effort: GoalTreeDocument.Effort, indent: Double) {
        let note = effort.isSupporting ? " (\(words.supporting))" : ""
        write("\(words.symbol(effort)) \(effort.name)\(note)", "effort", size: 13, indent: indent, hanging: 15)
    }

    /// The goals in the order of the tree, each with the line that leads to it from the one above.
    private mutating func branches(_ goals: ArraySlice<GoalTreeDocument.Node>, under depth: Int) {
        let top = height
        for (index, goal) in zip(goals.indices, goals) {
            guard height == top || height < limit else {
                rest = goals[index...]
                return
            }
            let level = min(goal.depth - depth, Self.deepestStep)
            let indent = Double(level) * Self.step
            height += 8
            let x = Self.padding + indent - 9
            drawing.path(
                "M\(SVG.number(x)) \(SVG.number(height - 2)) v12 h6",
                line: GoalTreePicture.branch
            )
            let further = goal.depth - depth > Self.deepestStep ? "[\(goal.depth)] " : ""
            write(further + goal.text, "goal", size: 13, bold: true, indent: indent)
            state(of: goal, indent: indent)
        }
    }

    private mutating func bar(_ progress: Int?, indent: Double) {
        let x = Self.padding + indent
        let room = Self.width - x - Self.padding - 44
        height += 4
        drawing.box(x: x, y: height, width: room, height: 12, radius: 3, fill: "#ffffff", line: GoalTreePicture.ink)
        if let progress, progress > 0 {
            let part = room * Double(progress) / 100
            drawing.box(x: x, y: height, width: part, height: 12, radius: 3, fill: GoalTreePicture.way)
        }
        drawing.line(
            words.percentage(progress),
            x: Self.width - Self.padding,
            y: height + 11,
            class: "number",
            anchor: "end"
        )
        height += 14
    }

    /// Writes a text, broken to the width that is left.
    ///
    /// - Parameter hanging: How far the lines after the first stand to the right of it.
    private mutating func write(
        _ text: String,
        _ name: String,
        size: Double,
        bold: Bool = false,
        indent: Double = 0,
        hanging: Double = 0
    ) {
        let room = Self.width - 2 * Self.padding - indent - hanging
        for (index, line) in TextWidth.lines(text, width: room, size: size, bold: bold).enumerated() {
            height += (size * 1.3).rounded()
            let x = Self.padding + indent + (index == 0 ? 0 : hanging)
            drawing.line(line, x: x, y: height - size * 0.25, class: name)
        }
    }
}
