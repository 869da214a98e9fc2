import Contract

/// `koers roles occupancy ITMDM-26`: who is in the roles of a programme, and which are vacant.
enum Occupancy: Action {
    typealias Owner = Programmes
    static let home: any Resource.Type = Roles.self
    static let command = "occupancy"
    static let abstract = "The roles of a programme: who is in them, how they fit, and how long one is vacant."
    static let method = "GET"
    static let suffix = "/occupancy"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let table = Table(
            columns: [
                .init(title: ""), .init(title: words.role), .init(title: words.holder), .init(title: words.hours),
                .init(title: words.fit),
            ],
            rows: rows(value).map { role in
                [
                    mark(role), role["name"]?.string ?? "", holder(role, words),
                    role["holder"]?["hoursPerWeek"]?.text ?? "", fit(role, words),
                ]
            }
        )
        return table.rendered(width: page.width, paint: page.paint) + "\n"
            + page.paragraph("", words.occupancyMarks, indent: 0)
    }

    @Sendable static func rows(_ value: JSON) -> [JSON] { value["roles"]?.array ?? [] }

    private static func mark(_ role: JSON) -> String { role["critical"] == true ? "◆" : "" }

    private static func holder(_ role: JSON, _ words: Words) -> String {
        if let name = role["holder"]?["name"]?.string { return name }
        let vacancy = words.vacant(
            since: role["vacantSinceDate"]?.string ?? "",
            workingDays: role["vacantWorkingDays"]?.integer ?? 0
        )
        return role["deputyName"]?.string.map { "\(vacancy); \(words.deputy): \($0)" } ?? vacancy
    }

    /// "✓" where the holder has everything, else what is lacking.
    private static func fit(_ role: JSON, _ words: Words) -> String {
        guard let fits = role["fits"]?.bool else { return "" }
        let lacking = (role["fit"]?.array ?? []).filter { $0["enough"] == false }.map { fit in
            "\(fit["competence"]?.string ?? "") \(fit["seen"]?.integer.map(String.init) ?? "?")/\(fit["required"]?.text ?? "")"
        }
        if lacking.isEmpty { return "✓" }
        let exception = role["holder"]?["exceptionUntilDate"]?.string
        let list = lacking.joined(separator: ", ")
        return fits ? "\(list) (\(words.exception(until: exception ?? "")))" : "! \(list)"
    }
}
