import Contract

/// `koers programmes dashboard ITMDM-26`: how a programme stands, on one page.
enum ProgrammeDashboard: Action {
    typealias Owner = Programmes
    static let command = "dashboard"
    static let abstract = "How a programme stands: support, effects, money, authority, people, partners and deadlines."
    static let method = "GET"
    static let suffix = "/dashboard"
    static let portrait: Portrait? = Portrait(rendered: rendered, rows: rows)

    @Sendable static func rendered(_ value: JSON, on page: Page) -> String {
        let words = page.words
        let head = page.paint("\(value["name"]?.string ?? "") (\(value["code"]?.string ?? ""))", .heading) + "\n"
        let lines = [
            (words.phaseTitle, words.phase(value["phase"]?.string ?? "")),
            (words.stepAhead, readiness(value["readiness"], words)),
            (words.supportTitle, support(value["support"], words)),
            (words.authorityTitle, authority(value["authority"], words)),
            (words.vacanciesTitle, vacancies(value["vacancies"]?.array ?? [], words)),
            (words.partnersTitle, partners(value["partners"]?.array ?? [], words)),
        ]
        let width = lines.map { DisplayWidth.of($0.0) }.max() ?? 0
        let facts = lines.map { title, text in
            page.paragraph(
                title + String(repeating: " ", count: width - DisplayWidth.of(title) + 2),
                text,
                indent: width + 2
            )
        }
        let tables = [
            effects(value["effects"]?.array ?? [], page), money(value["budget"], page),
            deadlines(value["deadlines"]?.array ?? [], page),
        ].filter { !$0.isEmpty }
        return ([head + facts.joined()] + tables).joined(separator: "\n")
    }

    /// The deadlines, of which a table has most use.
    @Sendable static func rows(_ value: JSON) -> [JSON] { value["deadlines"]?.array ?? [] }

    private static func readiness(_ readiness: JSON?, _ words: Words) -> String {
        guard let to = readiness?["to"]?.string else { return words.nothingAhead }
        let breached = (readiness?["findings"]?.array ?? []).filter { $0["status"] == "breached" }
            .compactMap { $0["rule"]?.string }
        return words.step(to: words.phase(to), breached)
    }

    private static func support(_ support: JSON?, _ words: Words) -> String {
        words.support(
            support?["status"]?.string ?? "",
            until: support?["deadlineDate"]?.string,
            missing: (support?["missing"]?.array ?? []).compactMap { $0["name"]?.string }
        )
    }

    private static func authority(_ authority: JSON?, _ words: Words) -> String {
        let kinds = (authority?["kindsWithoutDecider"]?.array ?? []).compactMap(\.string).map(words.power)
        let resting = (authority?["restingMandates"]?.array ?? []).map { mandate in
            "\(mandate["name"]?.string ?? "") (\(mandate["roleName"]?.string ?? ""))"
        }
        return words.gaps(kinds: kinds, resting: resting)
    }

    private static func vacancies(_ vacancies: [JSON], _ words: Words) -> String {
        guard !vacancies.isEmpty else { return words.noVacancy }
        return vacancies.map { vacancy in
            let mark = vacancy["critical"] == true ? "◆ " : ""
            let since = words.vacant(
                since: vacancy["vacantSinceDate"]?.string ?? "",
                workingDays: vacancy["vacantWorkingDays"]?.integer ?? 0
            )
            return "\(mark)\(vacancy["name"]?.string ?? ""), \(since)"
        }.joined(separator: "; ")
    }

    private static func partners(_ partners: [JSON], _ words: Words) -> String {
        guard !partners.isEmpty else { return words.noPartners }
        let quadrants = ["strategic", "leverage", "bottleneck", "routine"].compactMap { quadrant -> String? in
            let names = partners.filter { $0["quadrant"]?.string == quadrant }.compactMap { $0["partnerName"]?.string }
            return names.isEmpty ? nil : "\(words.quadrantTitle(quadrant)): \(names.joined(separator: ", "))"
        }
        return quadrants.joined(separator: "; ")
    }

    private static func effects(_ effects: [JSON], _ page: Page) -> String {
        guard !effects.isEmpty else { return "" }
        let table = Table(
            columns: [.init(title: page.words.effect), .init(title: page.words.progress, keepsWhole: true)],
            rows: effects.map { effect in
                [effect["text"]?.string ?? "", effect["progress"]?.integer.map { "\($0)%" } ?? page.words.unmeasured]
            }
        )
        return table.rendered(width: page.width, paint: page.paint)
    }

    private static func money(_ budget: JSON?, _ page: Page) -> String {
        let words = page.words
        let directions = [("expense", words.expensesTitle), ("income", words.incomesTitle)]
        let rows = directions.compactMap { direction, title -> [String]? in
            let cents = BudgetSums.names.map { budget?[direction]?[$0]?.integer ?? 0 }
            return cents.allSatisfy { $0 == 0 } ? nil : [title] + cents.map { Euros(cents: $0).text }
        }
        return rows.isEmpty
            ? ""
            : Table(columns: [.init(title: "")] + BudgetSums.columns(words), rows: rows)
                .rendered(width: page.width, paint: page.paint)
    }

    private static func deadlines(_ deadlines: [JSON], _ page: Page) -> String {
        guard !deadlines.isEmpty else { return "" }
        let words = page.words
        let table = Table(
            columns: [
                .init(title: words.dayTitle, keepsWhole: true), .init(title: words.whatTitle),
                .init(title: words.aboutTitle),
            ],
            rows: deadlines.map { deadline in
                [
                    deadline["dueDate"]?.string ?? "",
                    words.deadline(deadline["kind"]?.string ?? "", deadline["subject"]?["type"]?.string ?? ""),
                    deadline["subject"]?["name"]?.string ?? "",
                ]
            }
        )
        return table.rendered(width: page.width, paint: page.paint)
    }
}

/// The four sums of a budget, as a dashboard has them.
enum BudgetSums {
    static let names = ["authorisedCents", "committedCents", "realisedCents", "freeCents"]

    static func columns(_ words: Words) -> [Table.Column] {
        words.budgetSums.map { .init(title: $0, keepsWhole: true) }
    }
}
