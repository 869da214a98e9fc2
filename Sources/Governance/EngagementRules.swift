package import Domain

/// A commitment that is about to be engaged.
package struct EngagementFacts: Sendable {
    package var commitment: CommitmentFacts
    package var decision: DecisionFacts
    /// What other commitments on the same decision promise and did not give back.
    package var othersCents: Int64
    package var programme: ProgrammeFacts
    /// The work that it is for, where it says so.
    package var effortKind: EffortKind?
    package var budgetLines: [BudgetLineFacts]
    package var day: CalendarDate

    package init(
        commitment: CommitmentFacts,
        decision: DecisionFacts,
        othersCents: Int64 = 0,
        programme: ProgrammeFacts,
        effortKind: EffortKind? = nil,
        budgetLines: [BudgetLineFacts],
        day: CalendarDate
    ) {
        self.commitment = commitment
        self.decision = decision
        self.othersCents = othersCents
        self.programme = programme
        self.effortKind = effortKind
        self.budgetLines = budgetLines
        self.day = day
    }

    /// What is booked at once: the lines of years that are adopted.
    package var moves: [BudgetMove] {
        commitment.lines.compactMap { line in
            budgetLines.first { $0.id == line.budgetLineID && $0.yearStatus != .estimated }.map {
                BudgetMove(line: $0, kind: .engagement, amountCents: line.amountCents)
            }
        }
    }

    /// The promise with those of others on the same decision.
    fileprivate var promisedCents: Int64 {
        let (sum, overflows) = othersCents.addingReportingOverflow(commitment.unreleasedCents)
        return overflows ? .max : sum
    }
}

extension Rule<EngagementFacts> {
    static let fitsItsDecision = Rule(.aut01) { facts in
        let flaws = facts.flawsOfDecision
        guard flaws.isEmpty else {
            return .breached(
                .init(
                    nl: "De verplichting past niet bij haar besluit: \(flaws.listed(in: .dutch)).",
                    en: "The commitment does not fit its decision: \(flaws.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Noem een besluit dat hierover gaat, of stel er een voor; een ander neemt het.",
                    en: "Name a decision that is about this, or propose one; another person takes it."
                ),
                subjects: [.init(facts.decision)]
            )
        }
        return .met(
            .init(nl: "De verplichting past bij haar besluit.", en: "The commitment fits its decision."),
            subjects: [.init(facts.decision)]
        )
    }

    static let withinFreeRoom = Rule(.bud01) { facts in .freeRoom(for: facts.moves) }

    static let unadoptedYearsWait = Rule(.bud06) { facts in
        let overdue = facts.budgetLines.filter { $0.isOverdue(on: facts.day) }
        guard overdue.isEmpty else {
            return .breached(
                overdue.map { line in
                    let short = Euros(cents: line.unfundedCents).title
                    return LocalizedText(
                        nl: "Op \(line.name) is \(short.nl) toegezegd zonder dekking; er komt niets bij.",
                        en: "On \(line.name) \(short.en) is promised without cover; it takes nothing new."
                    )
                }.asOneText,
                remedy: .init(
                    nl:
                        "Dek eerst wat is toegezegd, met een overheveling of een begrotingswijziging, of geef het vrij.",
                    en: "Cover first what is promised, by a transfer or an amendment, or release it."
                ),
                subjects: overdue.shown
            )
        }
        let waiting = facts.budgetLines.filter { $0.yearStatus == .estimated }
        guard !waiting.isEmpty else {
            return .met(.init(nl: "Elk jaar van de verplichting is vastgesteld.", en: "Every year of it is adopted."))
        }
        return .met(
            waiting.years.map { year, _ in
                .init(
                    nl: "Wat over \(year) gaat, geldt onder voorbehoud van de begroting.",
                    en: "What is about \(year) is subject to the budget."
                )
            }.asOneText,
            subjects: waiting.shown
        )
    }

    static let engagedYearIsNotClosed = Rule(.bud08) { facts in .openYears(of: facts.budgetLines) }

    static let programmeStillPromises = Rule(.bud11) { facts in
        switch facts.programme.phase {
        case .closed, .rejected:
            .breached(
                .init(nl: "Het programma is beëindigd.", en: "The programme has ended."),
                remedy: .init(
                    nl: "Ga de verplichting aan in een programma dat loopt.",
                    en: "Engage the commitment in a programme that runs."
                ),
                subjects: [.init(facts.programme)]
            )
        case .exploration, .formation, .execution, .reconsideration, .windDown:
            .met(.init(nl: "Het programma loopt.", en: "The programme runs."))
        }
    }

    static let supportIsThereToPromise = Rule(.vis05) { facts in
        guard facts.programme.supportStatus == .eroded else {
            return .met(.init(nl: "Het draagvlak is niet verwaterd.", en: "Support has not eroded."))
        }
        guard facts.effortKind != .statutoryTask else {
            return .met(.init(nl: "Een wettelijke taak gaat door.", en: "A statutory task goes on."))
        }
        return .breached(
            .init(
                nl: "Het draagvlak voor de visie is verwaterd; wat al loopt, gaat door.",
                en: "Support for the vision has eroded; what runs already goes on."
            ),
            remedy: .init(
                nl:
                    "Herwin eerst de steun van elke verplichte belanghebbende. Is dit voor een wettelijke taak, noem die dan.",
                en: "Regain the support of every required stakeholder first. If this is for a statutory task, name it."
            ),
            subjects: [.init(facts.programme)]
        )
    }
}

extension EngagementFacts {
    /// What of the decision does not fit the commitment.
    fileprivate var flawsOfDecision: [LocalizedText] {
        var flaws: [LocalizedText] = []
        if decision.programmeID != commitment.programmeID {
            flaws.append(
                .init(nl: "het besluit is van een ander programma", en: "the decision is of another programme")
            )
        }
        if decision.kind != commitment.kind.decisionKind {
            let (kind, asked) = (commitment.kind.title, commitment.kind.decisionKind.title)
            flaws.append(
                .init(
                    nl: "\(kind.nl) rust op een besluit van de soort \"\(asked.nl)\"",
                    en: "\(kind.en) rests on a decision of the kind \"\(asked.en)\""
                )
            )
        }
        if decision.partnerID != commitment.partnerID {
            flaws.append(
                .init(
                    nl: "het besluit gaat niet over dezelfde partner",
                    en: "the decision is not about the same partner"
                )
            )
        }
        if decision.status != .taken, decision.status != .proposed {
            let status = decision.status.title
            flaws.append(.init(nl: "het besluit is \(status.nl)", en: "the decision is \(status.en)"))
        }
        if let last = decision.untilDate, last < day {
            flaws.append(
                .init(
                    nl: "het besluit gold tot en met \(last.title.nl)",
                    en: "the decision held until \(last.title.en)"
                )
            )
        }
        return flaws + [flawOfAmount].compactMap(\.self)
    }

    private var flawOfAmount: LocalizedText? {
        guard let amount = decision.amountCents else {
            return .init(nl: "het besluit noemt geen bedrag", en: "the decision names no amount")
        }
        guard promisedCents > amount else { return nil }
        let (promised, decided) = (Euros(cents: promisedCents).title, Euros(cents: amount).title)
        return .init(
            nl: "op het besluit van \(decided.nl) zou \(promised.nl) zijn toegezegd",
            en: "\(promised.en) would be promised on the decision of \(decided.en)"
        )
    }
}

extension BudgetLineFacts {
    /// Whether something was promised on it that the budget does not cover and that can no longer be taken back (BUD-06).
    fileprivate func isOverdue(on day: CalendarDate) -> Bool {
        unfundedCents > 0 && invokeBeforeDate.map { $0 < day } ?? false
    }
}

extension Verdict {
    /// Whether every line has room for what moves on it (BUD-01).
    static func freeRoom(for moves: [BudgetMove]) -> Verdict {
        let lines = moves.byLine
        guard !lines.isEmpty else {
            return .notApplicable(.init(nl: "Er wordt nu niets vastgelegd.", en: "Nothing is committed now."))
        }
        let short = lines.filter { $0.line.direction == .expense && $0.after.freeCents < 0 }
        guard short.isEmpty else {
            return .breached(
                short.map { line, after in
                    let (free, asked) = (
                        Euros(cents: line.totals.freeCents).title,
                        Euros(cents: line.totals.freeCents - after.freeCents).title
                    )
                    return LocalizedText(
                        nl: "Op \(line.name) is \(free.nl) vrij, en gevraagd is \(asked.nl).",
                        en: "On \(line.name) \(free.en) is free, and \(asked.en) is asked."
                    )
                }.asOneText,
                remedy: .init(
                    nl:
                        "Vraag minder, hevel budget over met de budgethouders, of vraag de raad om een begrotingswijziging.",
                    en: "Ask less, transfer budget with the budget holders, or ask the council for an amendment."
                ),
                subjects: short.map(\.line).shown
            )
        }
        return .met(.init(nl: "Er is genoeg vrij.", en: "Enough is free."), subjects: lines.map(\.line).shown)
    }
}
