package import Domain

/// Money of a commitment that is about to be given back.
package struct ReleaseFacts: Sendable {
    /// What is given back of one line.
    package struct Part: Sendable {
        package let line: CommitmentLine
        package let budgetLine: BudgetLineFacts
        package let amountCents: Int64

        package init(line: CommitmentLine, budgetLine: BudgetLineFacts, amountCents: Int64) {
            self.line = line
            self.budgetLine = budgetLine
            self.amountCents = amountCents
        }
    }

    package var commitment: CommitmentFacts
    package var parts: [Part]
    package var ground: ReleaseGround?
    package var day: CalendarDate

    package init(commitment: CommitmentFacts, parts: [Part], ground: ReleaseGround? = nil, day: CalendarDate) {
        self.commitment = commitment
        self.parts = parts
        self.ground = ground
        self.day = day
    }

    /// What becomes free at once; what waits for its budget was never taken from it.
    package var moves: [BudgetMove] {
        parts.filter { !$0.line.isSubjectToBudget }.map {
            BudgetMove(line: $0.budgetLine, kind: .release, amountCents: -$0.amountCents)
        }
    }
}

extension Rule<ReleaseFacts> {
    static let provisoIsInvokedInTime = Rule(.bud06) { facts in
        guard facts.ground == .noBudget else {
            return .notApplicable(
                .init(nl: "Het voorbehoud wordt niet ingeroepen.", en: "The proviso is not invoked.")
            )
        }
        let flaws = facts.parts.compactMap { $0.flaw(onDay: facts.day) }
        guard flaws.isEmpty else {
            return .breached(
                flaws.asOneText,
                remedy: .init(
                    nl: "Kom iets overeen met de partner, of dek de toezegging met een begrotingswijziging.",
                    en: "Come to terms with the partner, or cover the promise by an amendment."
                ),
                subjects: facts.parts.map(\.budgetLine).shown
            )
        }
        return .met(.init(nl: "Het voorbehoud wordt op tijd ingeroepen.", en: "The proviso is invoked in time."))
    }

    static let releasedWithinOutstanding = Rule(.bud07) { facts in
        let beyond = facts.parts.filter { $0.amountCents > $0.line.outstandingCents }
        guard beyond.isEmpty else {
            return .breached(
                beyond.map { part in
                    let open = Euros(cents: part.line.outstandingCents).title
                    return LocalizedText(
                        nl: "Op \(part.budgetLine.name) staat \(open.nl) open.",
                        en: "On \(part.budgetLine.name) \(open.en) is outstanding."
                    )
                }.asOneText,
                remedy: .init(nl: "Geef hoogstens vrij wat openstaat.", en: "Release at most what is outstanding."),
                subjects: [.init(facts.commitment)] + beyond.map(\.budgetLine).shown
            )
        }
        return .met(
            .init(nl: "Wat wordt vrijgegeven, staat open.", en: "What is released is outstanding."),
            subjects: [.init(facts.commitment)]
        )
    }

    static let releasedYearIsNotClosed = Rule(.bud08) { facts in .openYears(of: facts.parts.map(\.budgetLine)) }
}

extension ReleaseFacts.Part {
    /// Why the proviso of the budget cannot be invoked for this line.
    fileprivate func flaw(onDay day: CalendarDate) -> LocalizedText? {
        guard line.isSubjectToBudget else {
            return .init(
                nl: "Wat op \(budgetLine.name) is toegezegd, is vastgelegd en geldt zonder voorbehoud.",
                en: "What is promised on \(budgetLine.name) is committed, and under no proviso."
            )
        }
        guard let last = line.invokeBeforeDate else {
            return .init(
                nl: "De begroting van \(budgetLine.fiscalYear) is nog niet vastgesteld.",
                en: "The budget of \(budgetLine.fiscalYear) is not adopted yet."
            )
        }
        guard day <= last else {
            return .init(
                nl: "Voor \(budgetLine.name) kon het voorbehoud tot en met \(last.title.nl) worden ingeroepen.",
                en: "For \(budgetLine.name) the proviso could be invoked until \(last.title.en)."
            )
        }
        return nil
    }
}
