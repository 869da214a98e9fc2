import Contract

/// `koers efforts priorities ITMDM-26`: which efforts make the most difference, with the arithmetic.
enum Priorities: Action {
    typealias Owner = Programmes
    static let home: any Resource.Type = Efforts.self
    static let command = "priorities"
    static let abstract = "Efforts ranked by what they contribute to the effects that are furthest from target."
    static let method = "GET"
    static let suffix = "/priorities"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let effects = Table(
            columns: [.init(title: words.effect), .init(title: words.progress), .init(title: words.gap)],
            rows: (value["effects"]?.array ?? []).map { effect in
                [
                    effect["text"]?.string ?? "", effect["progress"]?.integer.map { "\($0)%" } ?? words.unmeasured,
                    effect["gap"]?.text ?? "",
                ]
            }
        )
        let ranking = Table(
            columns: [
                .init(title: "#"), .init(title: words.effortTitle), .init(title: words.score),
                .init(title: words.arithmetic), .init(title: words.serves),
            ],
            rows: rows(value).map { effort in
                [
                    effort["rank"]?.text ?? "", effort["name"]?.string ?? "", effort["score"]?.text ?? "",
                    effort["arithmetic"]?.string ?? "",
                    (effort["terms"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "; "),
                ]
            }
        )
        var text = effects.rendered(width: page.width, paint: page.paint) + "\n"
        text += ranking.rendered(width: page.width, paint: page.paint) + "\n"
        text += page.paragraph("", words.priorityRule, indent: 0)
        let spare = value["withoutPurpose"]?.array ?? []
        guard !spare.isEmpty else { return text }
        text += "\n" + page.paint(words.withoutPurpose, .careful) + "\n"
        for effort in spare { text += page.paragraph("  ", words.effort(effort), indent: 4) }
        return text
    }

    @Sendable static func rows(_ value: JSON) -> [JSON] { value["efforts"]?.array ?? [] }
}
