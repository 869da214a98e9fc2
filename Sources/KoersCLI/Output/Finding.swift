import Contract

/// What one rule found, as the server wrote it.
struct Finding: Hashable {
    var rule: String
    var title: String
    var status: String
    var reason: String?
    var remedy: String?
    var citation: String?
    var sourceKind: String?
    var subjects: [String]

    init?(_ value: JSON) {
        guard let rule = value["rule"]?.string, let title = value["title"]?.string else { return nil }
        self.rule = rule
        self.title = title
        status = value["status"]?.string ?? "breached"
        reason = value["reason"]?.string
        remedy = value["remedy"]?.string
        citation = value["source"]?["citation"]?.string
        sourceKind = value["source"]?["kind"]?.string
        subjects = (value["subjects"]?.array ?? []).compactMap { $0["name"]?.string ?? $0["id"]?.string }
    }

    /// The finding as a line with its mark, and what explains it indented below.
    func rendered(on page: Page) -> String {
        let words = page.words
        let name = TerminalText.line(rule)
        var text = page.paint(mark.sign, mark.style)
        let head = "\(mark.sign) \(name)  "
        text += page.paragraph(head, TerminalText.line(title), indent: DisplayWidth.of(head)).dropFirst(mark.sign.count)
        func add(_ label: String, _ explanation: String?) {
            guard let explanation, !explanation.isEmpty else { return }
            text += page.paragraph("    \(label): ", TerminalText.line(explanation), indent: 6)
        }
        add(words.reason, reason)
        add(words.about, subjects.joined(separator: ", "))
        if status == "breached" { add(words.remedy, remedy) }
        add(words.source, citation.map { text in sourceKind.map { "\(text) (\(words.sourceKind($0)))" } ?? text })
        return text
    }

    private var mark: (sign: String, style: Style) {
        switch status {
        case "met": ("✓", .good)
        case "not_applicable": ("–", .plain)
        default: ("✗", .bad)
        }
    }
}

extension [Finding] {
    /// What stands in the way comes first, and what does not apply last.
    func rendered(on page: Page) -> String {
        let order = ["breached", "met", "not_applicable"]
        let sorted =
            order.flatMap { status in filter { $0.status == status } }
            + filter { !order.contains($0.status) }
        return sorted.map { $0.rendered(on: page) }.joined(separator: "\n")
    }
}
