import Contract

/// `koers efforts purpose Buurtkamers --programme ITMDM-26`: what an effort is for.
enum Purpose: Action {
    typealias Owner = Efforts
    static let command = "purpose"
    static let abstract = "What an effort is for: the paths from it up to the main goal."
    static let method = "GET"
    static let suffix = "/purpose"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        var text = page.paragraph("", page.paint(words.effort(value), .heading), indent: 0)
        for path in value["paths"]?.array ?? [] {
            text += "\n" + page.paragraph("  ", words.weight(path["weight"]?.string ?? ""), indent: 2)
            for (index, step) in (path["steps"]?.array ?? []).enumerated() {
                let margin = String(repeating: " ", count: 2 + 2 * min(index, 8))
                text += page.paragraph(margin + "↑ ", words.step(step), indent: margin.count + 2)
            }
        }
        let conclusion = value["hasPurpose"] == true ? words.earns(value) : words.servesNoEffect
        let line = String(page.paragraph("", conclusion, indent: 0).dropLast())
        return text + "\n" + page.paint(line, value["hasPurpose"] == true ? .plain : .careful) + "\n"
    }

    @Sendable static func rows(_ value: JSON) -> [JSON] { value["terms"]?.array ?? [] }
}
