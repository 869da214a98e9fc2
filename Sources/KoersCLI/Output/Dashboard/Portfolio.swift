import Contract

/// Every programme in a row, and all of the money below.
enum Portfolio {
    static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let programmes = rows(value)
        guard !programmes.isEmpty else { return words.noProgrammes + "\n" }
        let table = Table(
            columns: [
                .init(title: words.programmeTitle, keepsWhole: true), .init(title: words.phaseTitle),
                .init(title: words.supportTitle), .init(title: words.openOpportunities),
                .init(title: words.vacanciesTitle),
            ] + BudgetSums.columns(words),
            rows: programmes.map { row($0, words) } + [
                [words.allTogether, "", "", "", ""] + amounts(value["expense"])
            ]
        )
        return table.rendered(width: page.width, paint: page.paint)
    }

    static func rows(_ value: JSON) -> [JSON] { value["programmes"]?.array ?? [] }

    private static func row(_ programme: JSON, _ words: Words) -> [String] {
        let critical = programme["criticalVacancies"]?.integer ?? 0
        let chances = programme["openOpportunities"]?.integer ?? 0
        let first = programme["decideByDate"]?.string.map { " (\(words.before) \($0))" } ?? ""
        return [
            programme["code"]?.string ?? "", words.phase(programme["phase"]?.string ?? ""),
            words.support(
                programme["supportStatus"]?.string ?? "",
                until: programme["supportDeadlineDate"]?.string,
                missing: []
            ),
            "\(chances)\(first)",
            "\(programme["vacancies"]?.text ?? "0")\(critical > 0 ? " (\(critical) ◆)" : "")",
        ] + amounts(programme["expense"])
    }

    private static func amounts(_ sums: JSON?) -> [String] {
        BudgetSums.names.map { Euros(cents: sums?[$0]?.integer ?? 0).text }
    }
}
