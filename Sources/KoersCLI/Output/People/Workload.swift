import Contract

/// `koers persons workload griffier`: the hours of a person over time.
enum Workload: Action {
    typealias Owner = Persons
    static let command = "workload"
    static let abstract = "What a person has promised in each programme over time, against the contract."
    static let method = "GET"
    static let suffix = "/workload"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let table = Table(
            columns: [
                .init(title: words.firstDay), .init(title: words.lastDay), .init(title: words.hours),
                .init(title: words.free), .init(title: words.promisedFor),
            ],
            rows: rows(value).map { period in
                [
                    period["fromDate"]?.string ?? "", period["untilDate"]?.string ?? "",
                    period["hoursPerWeek"]?.text ?? "", period["freeHoursPerWeek"]?.integer.map(String.init) ?? "",
                    (period["promises"]?.array ?? []).map(promise).joined(separator: "; "),
                ]
            }
        )
        let contract = value["contractHoursPerWeek"]?.integer ?? 0
        return page.paragraph("", words.contract(of: value["name"]?.string ?? "", contract), indent: 0)
            + table.rendered(width: page.width, paint: page.paint)
    }

    @Sendable static func rows(_ value: JSON) -> [JSON] { value["periods"]?.array ?? [] }

    private static func promise(_ promise: JSON) -> String {
        let place = promise["programmeName"]?.string.map { " (\($0))" } ?? ""
        return "\(promise["hoursPerWeek"]?.text ?? "") \(promise["roleName"]?.string ?? "")\(place)"
    }
}
