import Contract

/// Who carries one vision and who does not, and what follows from it.
struct Support {
    struct Stakeholder: Hashable {
        var id: String
        var name: String
        var category: String
        var isRequired: Bool
        var hasLeft: Bool
        /// `nil` as long as there is none.
        var stance: String?
        var note: String
        var since: String
    }

    var number: Int64?
    /// Of the vision.
    var status: String
    var stakeholders: [Stakeholder]
    /// The names of the required stakeholders whose support is wanting.
    var missing: [String]
    var isAdoptable: Bool
    var findings: [Finding]

    /// - Parameter vision: the vision itself, for its number and its status.
    init(_ value: JSON, of vision: JSON) {
        number = vision["number"]?.integer
        status = vision["status"]?.string ?? ""
        stakeholders = (value["stakeholders"]?.array ?? []).map(Stakeholder.init)
        let names = Dictionary(stakeholders.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        missing = (value["missing"]?.array ?? []).compactMap(\.string).map { names[$0] ?? $0 }
        isAdoptable = value["adoptable"]?.bool ?? false
        findings = (value["findings"]?.array ?? []).compactMap(Finding.init)
    }

    /// What is shown of it: the table, a line of conclusion, and the findings that block.
    func rendered(on page: Page) -> String {
        let words = page.words
        var text = page.paint(words.vision(number, words.visionStatus(status)), .heading) + "\n\n"
        if !stakeholders.isEmpty { text += table(words).rendered(width: page.width, paint: page.paint) + "\n" }
        let conclusion = conclusion(words)
        let lines = page.paragraph("", TerminalText.line(conclusion.text), indent: 0)
        text += page.paint(String(lines.dropLast()), conclusion.style) + "\n"
        let blocking = status == "superseded" ? [] : findings.filter { $0.status == "breached" }
        return blocking.isEmpty ? text : text + "\n" + blocking.rendered(on: page)
    }

    private func table(_ words: Words) -> Table {
        var mark = Table.Column(title: "", keepsWhole: true)
        mark.style = { sign in Stance.style(of: sign) }
        return Table(
            columns: [
                mark, .init(title: words.name), .init(title: words.category), .init(title: words.required),
                .init(title: words.stance), .init(title: words.since, keepsWhole: true),
                .init(title: words.note, isRemark: true),
            ],
            rows: stakeholders.map { stakeholder in
                [
                    Stance.sign(of: stakeholder.stance), stakeholder.name, words.category(stakeholder.category),
                    stakeholder.hasLeft ? words.left : words.yesOrNo(stakeholder.isRequired),
                    words.stance(stakeholder.stance), stakeholder.since, stakeholder.note,
                ]
            }
        )
    }

    private func conclusion(_ words: Words) -> (text: String, style: Style) {
        let required = stakeholders.count { $0.isRequired && !$0.hasLeft }
        switch status {
        case "adopted":
            return missing.isEmpty ? (words.carried(required), .good) : (words.eroded(missing), .bad)
        case "superseded": return (words.superseded, .plain)
        case "draft": return (words.draft, .plain)
        default:
            return isAdoptable ? (words.adoptable(required), .good) : (words.notAdoptable(missing), .careful)
        }
    }
}

extension Support.Stakeholder {
    fileprivate init(_ value: JSON) {
        id = value["stakeholderId"]?.string ?? ""
        name = value["name"]?.string ?? id
        category = value["category"]?.string ?? ""
        isRequired = value["required"]?.bool ?? false
        hasLeft = value["endedAt"]?.string != nil
        stance = value["stance"]?.string
        note = value["note"]?.string ?? ""
        since = value["givenAt"]?.string.map(Moment.day(of:)) ?? ""
    }
}

/// The mark of a stance, which its words always stand beside.
private enum Stance {
    static func sign(of stance: String?) -> String {
        switch stance {
        case nil: "·"
        case "endorsed": "✓"
        case "reservation": "!"
        default: "✗"
        }
    }

    static func style(of sign: String) -> Style {
        switch sign {
        case "✓": .good
        case "!": .careful
        case "✗": .bad
        default: .plain
        }
    }
}
