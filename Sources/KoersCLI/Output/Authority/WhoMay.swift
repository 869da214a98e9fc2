import Contract

/// Whether one person may decide something, why, and who may.
struct WhoMay {
    var isAllowed: Bool
    var reasons: [Finding]
    var deciders: [JSON]

    init(_ value: JSON) {
        isAllowed = value["allowed"]?.bool ?? false
        reasons = (value["reasons"]?.array ?? []).compactMap(Finding.init)
        deciders = value["mayDecide"]?.array ?? []
    }

    /// Yes or no, what every rule found, and everyone who may, the lowest ceiling first.
    func rendered(on page: Page) -> String {
        let words = page.words
        let answer = page.paint(isAllowed ? words.yesAllowed : words.noNotAllowed, isAllowed ? .good : .bad)
        let reasons = reasons.filter { $0.status != "not_applicable" }.rendered(on: page)
        guard !deciders.isEmpty else {
            return "\(answer)\n\n\(reasons)\n" + page.paragraph("", words.nobodyMay, indent: 0)
        }
        let table = Table(
            columns: [
                .init(title: words.whoMay), .init(title: words.onBehalfOf), .init(title: words.upTo, keepsWhole: true),
            ],
            rows: deciders.map { decider in
                [
                    decider["name"]?.string ?? "", words.body(decider["body"]?.string ?? ""),
                    words.ceiling(decider["ceilingCents"]?.integer),
                ]
            }
        )
        return "\(answer)\n\n\(reasons)\n" + table.rendered(width: page.width, paint: page.paint)
    }
}
