package import Domain

/// Money that is about to move, on one line or on several.
package struct LedgerFacts: Hashable, Sendable {
    package var moves: [BudgetMove]

    package init(moves: [BudgetMove]) {
        self.moves = moves
    }
}

extension Rule<LedgerFacts> {
    static let lineCoversItsObligations = Rule(.bud04) { facts in
        let lowered = facts.moves.byLine.filter { line, after in
            line.direction == .expense && after.authorisedCents < line.totals.authorisedCents
        }
        guard !lowered.isEmpty else {
            return .notApplicable(
                .init(nl: "Geen budgetregel gaat omlaag.", en: "No budget line goes down.")
            )
        }
        let short = lowered.filter { $0.after.freeCents < 0 }
        guard short.isEmpty else {
            return .breached(
                short.map { line, _ in
                    let (bound, free) = (
                        Euros(cents: line.totals.committedCents + line.totals.realisedCents).title,
                        Euros(cents: line.totals.freeCents).title
                    )
                    return LocalizedText(
                        nl:
                            "Op \(line.name) is \(bound.nl) verplicht en gerealiseerd; daarvan kan hoogstens \(free.nl) af.",
                        en:
                            "On \(line.name) \(bound.en) is committed and realised; at most \(free.en) can be taken away."
                    )
                }.asOneText,
                remedy: .init(
                    nl: "Haal hoogstens weg wat vrij is, of geef eerst verplichtingen vrij.",
                    en: "Take at most what is free, or release commitments first."
                ),
                subjects: short.map(\.line).shown
            )
        }
        return .met(
            .init(
                nl: "Wat is verplicht en gerealiseerd, blijft gedekt.",
                en: "What is committed and realised stays covered."
            ),
            subjects: lowered.map(\.line).shown
        )
    }

    static let estimateEndsAtAdoption = Rule(.bud05) { facts in
        let estimates = facts.moves.filter { $0.kind == .estimate && $0.amountCents != 0 }.map(\.line)
        guard !estimates.isEmpty else {
            return .notApplicable(
                .init(nl: "Er wordt niets geraamd.", en: "Nothing is estimated.")
            )
        }
        let late = estimates.filter { $0.yearStatus != .estimated }
        guard late.isEmpty else {
            return .breached(
                late.years.map { year, status in
                    .init(
                        nl: "De begroting van \(year) is \(status.title.nl).",
                        en: "The budget of \(year) is \(status.title.en)."
                    )
                }.asOneText,
                remedy: .init(
                    nl: "Voer een besluit uit met een overheveling of een begrotingswijziging.",
                    en: "Carry out a decision by a transfer or an amendment."
                ),
                subjects: late.shown
            )
        }
        return .met(
            estimates.years.map { year, _ in
                .init(
                    nl: "De begroting van \(year) is nog niet vastgesteld.",
                    en: "The budget of \(year) is not adopted yet."
                )
            }.asOneText
        )
    }

    static let yearIsNotClosed = Rule(.bud08) { facts in .openYears(of: facts.moves.map(\.line)) }
}

extension Verdict {
    /// Whether lines may change at all (BUD-08).
    static func openYears(of lines: [BudgetLineFacts]) -> Verdict {
        let frozen = lines.filter { $0.yearStatus == .closed }
        guard frozen.isEmpty else {
            return .breached(
                frozen.years.map { year, _ in
                    .init(nl: "Het jaar \(year) is afgesloten.", en: "The year \(year) is closed.")
                }.asOneText,
                remedy: .init(
                    nl: "Boek in een jaar dat open is, en verwijs naar wat je rechtzet.",
                    en: "Book in a year that is open, and refer to what you set right."
                ),
                subjects: frozen.shown
            )
        }
        return .met(
            lines.isEmpty
                ? .init(nl: "Geen budgetregel verandert.", en: "No budget line changes.")
                : lines.years.map { year, _ in
                    .init(nl: "Het jaar \(year) is open.", en: "The year \(year) is open.")
                }.asOneText
        )
    }
}

extension [BudgetLineFacts] {
    /// The years that they are of, each once and in order.
    var years: [(year: Int64, status: FiscalYearStatus)] {
        reduce(into: [(year: Int64, status: FiscalYearStatus)]()) { years, line in
            if !years.contains(where: { $0.year == line.fiscalYear }) {
                years.append((line.fiscalYear, line.yearStatus))
            }
        }.sorted { $0.year < $1.year }
    }

    /// The first of them, each once, as a finding names them.
    var shown: [Finding.Subject] {
        let distinct = reduce(into: [BudgetLineFacts]()) { if !$0.contains($1) { $0.append($1) } }
        return distinct.prefix(25).map { Finding.Subject($0) }
    }
}

extension Finding.Subject {
    package init(_ line: BudgetLineFacts) {
        self.init(type: "budget_line", id: line.id, name: line.name)
    }

    package init(_ field: TaskFieldFacts) {
        self.init(type: "task_field", id: field.id, name: field.code)
    }
}
