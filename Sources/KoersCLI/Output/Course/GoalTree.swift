import Contract

/// `koers goals tree ITMDM-26`: the goal tree of a programme, drawn with lines.
enum GoalTree: Action {
    typealias Owner = Programmes
    static let home: any Resource.Type = Goals.self
    static let command = "tree"
    static let abstract = "The goal tree of a programme: effects, their progress, and the efforts that serve them."
    static let method = "GET"
    static let suffix = "/goal-tree"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let main = value["mainGoal"]?["text"]?.string ?? words.noMainGoal
        var text = page.paragraph("", page.paint(TerminalText.line(main), .heading), indent: 0)
        for node in rows(value) where node["kind"] != "main_goal" { text += lines(of: node, on: page) }
        let spare = value["effortsWithoutGoal"]?.array ?? []
        if !spare.isEmpty {
            text += "\n" + page.paint(words.effortsWithoutGoal, .careful) + "\n"
            for effort in spare { text += page.paragraph("  ", words.effort(effort), indent: 4) }
        }
        return text + "\n" + page.paragraph("", words.treeLegend, indent: 0)
    }

    /// Every node in the order of the tree.
    @Sendable static func rows(_ value: JSON) -> [JSON] {
        let main = [value["mainGoal"]].compactMap(\.self).filter { $0.object != nil }
        let effects = (value["effects"]?.array ?? []).flatMap { effect in [effect] + (effect["goals"]?.array ?? []) }
        return main + effects + (value["goals"]?.array ?? [])
    }

    private static func lines(of node: JSON, on page: Page) -> String {
        let words = page.words
        let depth = max(1, node["depth"]?.integer ?? 1)
        // Deeper nodes do not move on to the right for ever, or nothing could be read there.
        let indent = Int(min(depth, 8) - 1) * 2
        let margin = String(repeating: " ", count: indent)
        let isEffect = node["kind"] == "effect"
        var text = isEffect ? "\n" : ""
        let progress = node["progress"]?.integer.map { " \(words.bar($0)) \($0)%" } ?? ""
        let name = TerminalText.line(node["text"]?.string ?? "") + progress
        text += page.paragraph(
            margin + (isEffect ? "◆ " : "└ "),
            page.paint(name, isEffect ? .heading : .plain),
            indent: indent + 2
        )
        for indicator in node["indicators"]?.array ?? [] {
            text += page.paragraph(margin + "  ", words.course(indicator), indent: indent + 4)
        }
        for effort in node["efforts"]?.array ?? [] {
            text += page.paragraph(margin + "  ", words.effort(effort), indent: indent + 4)
        }
        for code in node["missing"]?.array ?? [] {
            let line = page.paragraph(margin + "  ! ", words.missing(code.string ?? ""), indent: indent + 4)
            text += page.paint(String(line.dropLast()), .careful) + "\n"
        }
        return text
    }
}
