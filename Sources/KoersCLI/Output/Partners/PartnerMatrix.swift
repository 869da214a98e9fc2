import Contract

/// `koers partners matrix ITMDM-26`: influence against dependence, drawn with letters and lines.
enum PartnerMatrix: Action {
    typealias Owner = Programmes
    static let home: any Resource.Type = Partners.self
    static let command = "matrix"
    static let abstract = "Where every partner stands: influence on our goals against our dependence."
    static let method = "GET"
    static let suffix = "/partner-matrix"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    /// A cell for every 2.5 of dependence and every 5 of influence.
    private static let columns = 41
    private static let lines = 21

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let partners = rows(value)
        guard !partners.isEmpty else { return words.noPartnerRelations + "\n" }
        var text = words.influenceAxis + "\n"
        for (line, cells) in grid(partners).enumerated() {
            let influence = 100 - line * 5
            let label = influence % 50 == 0 ? "\(influence)" : ""
            text += String(repeating: " ", count: 3 - label.count) + label + " │" + String(cells) + "│\n"
        }
        text += "    └" + String(repeating: "─", count: columns) + "┘\n"
        text += "     0" + String(repeating: " ", count: 18) + "50" + String(repeating: " ", count: 17) + "100  "
        text += words.dependenceAxis + "\n\n"
        for (index, partner) in partners.enumerated() {
            let head = "\(mark(index)) "
            text += page.paragraph(head, words.placed(partner), indent: 2)
        }
        return text + "\n" + page.paragraph("", words.matrixLegend, indent: 0)
    }

    @Sendable static func rows(_ value: JSON) -> [JSON] { value["partners"]?.array ?? [] }

    /// The field with the middle lines, and on it each partner by its mark; several in one cell are an asterisk.
    private static func grid(_ partners: [JSON]) -> [[Character]] {
        var grid = (0..<lines).map { line in
            (0..<columns).map { column -> Character in
                switch (line == lines / 2, column == columns / 2) {
                case (true, true): "┼"
                case (true, false): "·"
                case (false, true): "·"
                case (false, false): " "
                }
            }
        }
        for (index, partner) in partners.enumerated() {
            guard let influence = partner["position"]?["influence"]?.integer,
                let dependence = partner["position"]?["dependence"]?.integer
            else { continue }
            let (line, column) = (lines - 1 - Int(influence + 2) / 5, Int(dependence * 2 + 2) / 5)
            let isFree = [" ", "·", "┼"].contains(grid[line][column])
            grid[line][column] = isFree ? mark(index) : "*"
        }
        return grid
    }

    /// 1 to 9, then letters.
    private static func mark(_ index: Int) -> Character {
        let marks = Array("123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return marks.indices.contains(index) ? marks[index] : "#"
    }
}

/// `koers partners agenda ITMDM-26`: what asks a partner manager's attention.
enum PartnerAgenda: Action {
    typealias Owner = Programmes
    static let home: any Resource.Type = Partners.self
    static let command = "agenda"
    static let abstract = "What asks attention: overlaps, missing directions and actions, old positions, money, terms."
    static let method = "GET"
    static let suffix = "/partner-agenda"
}
