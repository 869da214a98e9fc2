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
    func rendered(_ words: Words) -> String {
        var lines = ["\(mark) \(rule)  \(title)"]
        func add(_ label: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            lines.append("    \(label): \(text)")
        }
        add(words.reason, reason)
        add(words.about, subjects.joined(separator: ", "))
        if status == "breached" { add(words.remedy, remedy) }
        add(words.source, citation.map { text in sourceKind.map { "\(text) (\(words.sourceKind($0)))" } ?? text })
        return lines.map { TerminalText.line($0) + "\n" }.joined()
    }

    private var mark: String {
        switch status {
        case "met": "✓"
        case "not_applicable": "–"
        default: "✗"
        }
    }
}

extension [Finding] {
    func rendered(_ words: Words) -> String {
        map { $0.rendered(words) }.joined(separator: "\n")
    }
}
