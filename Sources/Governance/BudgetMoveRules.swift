import Domain
import Foundation

extension Rule<TransferFacts> {
    static let transferIsNeutral = Rule(.bud02) { facts in
        let balances = Dictionary(grouping: facts.moves, by: \.line.fiscalYear)
            .mapValues { $0.reduce(0) { $0 + $1.balanceCents } }
        let skewed = balances.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        guard skewed.isEmpty else {
            return .breached(
                skewed.map { year, cents in
                    let rest = Euros(cents: cents).title
                    return LocalizedText(
                        nl: "Over \(year) komt het uit op \(rest.nl) en niet op nul.",
                        en: "For \(year) it comes to \(rest.en) and not to zero."
                    )
                }.asOneText,
                remedy: .init(
                    nl: "Laat wat regels geven gelijk zijn aan wat regels krijgen, in elk jaar.",
                    en: "Have what lines give equal what lines get, in every year."
                ),
                subjects: facts.budgetLines.filter { balances[$0.fiscalYear] != 0 }.shown
            )
        }
        return .met(.init(nl: "In elk jaar komt het uit op nul.", en: "In every year it comes to zero."))
    }

    static let transferredYearsAreOpen = Rule(.bud08) { facts in .openYears(of: facts.budgetLines) }

    static let agreedByItsHolder = Rule(.bud03) { facts in
        guard !facts.lines.contains(where: facts.isHeld) else {
            return .met(
                .init(
                    nl: "Deze persoon is budgethouder, of vervangt die.",
                    en: "This person is a budget holder, or stands in for one."
                ),
                subjects: facts.lines.filter(facts.isHeld).compactMap(facts.budgetLine).shown
            )
        }
        return .breached(
            .init(
                nl: "Deze persoon is van geen van de regels de budgethouder.",
                en: "This person is the budget holder of none of the lines."
            ),
            remedy: facts.remedyOfAgreement,
            subjects: facts.budgetLines.shown
        )
    }

    static let everyHolderAgreed = Rule(.bud03) { facts in
        let waiting = facts.lines.filter { $0.agreedByID == nil }.compactMap(facts.budgetLine)
        let programmes = Set(facts.budgetLines.map(\.budgetProgramme)).sorted()
        let isBetween = programmes.count > 1
        var reasons =
            waiting.isEmpty
            ? []
            : [
                LocalizedText(
                    nl: "Nog niet ingestemd is voor: \(waiting.named(in: .dutch)).",
                    en: "Not agreed yet for: \(waiting.named(in: .english))."
                )
            ]
        if isBetween, let decision = facts.decision, decision.body != .council {
            reasons.append(
                .init(
                    nl: "Tussen begrotingsprogramma's (\(programmes.joined(separator: ", "))) beslist de gemeenteraad.",
                    en: "Between budget programmes (\(programmes.joined(separator: ", "))) the council decides."
                )
            )
        }
        guard reasons.isEmpty else {
            return .breached(
                reasons.asOneText,
                remedy: waiting.isEmpty
                    ? .init(nl: "Noem een besluit van de gemeenteraad.", en: "Name a decision of the council.")
                    : facts.remedyOfAgreement,
                subjects: waiting.isEmpty ? [facts.decision].compactMap(\.self).map { .init($0) } : waiting.shown
            )
        }
        return .met(
            isBetween
                ? .init(
                    nl: "Elke budgethouder stemde in, en de gemeenteraad besloot.",
                    en: "Every budget holder agreed, and the council decided."
                )
                : .init(
                    nl: "Elke budgethouder stemde in, en het blijft binnen één begrotingsprogramma.",
                    en: "Every budget holder agreed, and it stays within one budget programme."
                )
        )
    }

    static let transferCoversObligations = Rule(.bud04) { facts in
        Rule<LedgerFacts>.lineCoversItsObligations.verdict(LedgerFacts(moves: facts.moves))
    }

    static let transferIsDecidedInItsYear = Rule(.bud05) { facts in
        .decidedInTime(facts.decision, for: facts.budgetLines)
    }

    static let transferRestsOnDecision = Rule(.aut01) { facts in
        let programmes = Set(facts.budgetLines.map(\.programmeID))
        return .ground(
            .transferBudget,
            among: [facts.decision].compactMap(\.self),
            of: facts.decision.flatMap { programmes.contains($0.programmeID) ? $0.programmeID : programmes.first },
            moving: (facts.movedCents, facts.othersCents),
            on: facts.today
        )
    }
}

extension Rule<AmendmentFacts> {
    static let amendmentRestsOnDecision = Rule(.aut01) { facts in
        .ground(
            .amendBudget,
            among: [facts.decision].compactMap(\.self),
            of: facts.budgetLine.programmeID,
            moving: (Int64(clamping: facts.amountCents.magnitude), facts.othersCents),
            on: facts.today
        )
    }

    static let amendmentCoversObligations = Rule(.bud04) { facts in
        Rule<LedgerFacts>.lineCoversItsObligations.verdict(LedgerFacts(moves: facts.moves))
    }

    static let amendmentIsDecidedInItsYear = Rule(.bud05) { facts in
        .decidedInTime(facts.decision, for: [facts.budgetLine])
    }

    static let amendedYearIsOpen = Rule(.bud08) { facts in .openYears(of: [facts.budgetLine]) }
}

extension TransferFacts {
    /// Who can agree for the lines that did not.
    fileprivate var remedyOfAgreement: LocalizedText {
        let waiting = lines.filter { $0.agreedByID == nil }.compactMap(budgetLine)
        guard !waiting.isEmpty else {
            return .init(nl: "Iedereen stemde al in; boek de overheveling.", en: "Everyone agreed; book the transfer.")
        }
        let orphaned = waiting.filter { $0.budgetHolderRoleID == nil }
        guard orphaned.isEmpty else {
            return .init(
                nl: "Geef \(orphaned.named(in: .dutch)) eerst een budgethouder; die stemt dan in.",
                en: "Give \(orphaned.named(in: .english)) a budget holder first, who then agrees."
            )
        }
        let roles = holders.filter { role in waiting.contains { $0.budgetHolderRoleID == role.id } }.map(\.name)
        let names = Set(roles).sorted().map { LocalizedText(nl: $0, en: $0) }
        return .init(
            nl: "Laat wie de rol vervult instemmen: \(names.listed(in: .dutch)).",
            en: "Have whoever fills the role agree: \(names.listed(in: .english))."
        )
    }
}

extension Verdict {
    /// Whether a decision came before the end of the years whose budget it changes (Gemeentewet 192).
    fileprivate static func decidedInTime(_ decision: DecisionFacts?, for lines: [BudgetLineFacts]) -> Verdict {
        guard let decision, let day = decision.takenAt?.amsterdamDate else {
            return .notApplicable(.init(nl: "Er is geen genomen besluit.", en: "There is no taken decision."))
        }
        let late = lines.filter { FiscalYearTerm.lastDay(of: $0.fiscalYear).map { $0 < day } ?? true }
        guard late.isEmpty else {
            return .breached(
                late.years.map { year, _ in
                    .init(
                        nl: "\(decision.name) is genomen op \(day.title.nl), na 31 december \(year).",
                        en: "\(decision.name) was taken on \(day.title.en), after 31 December \(year)."
                    )
                }.asOneText,
                remedy: .init(
                    nl: "Noem een besluit van uiterlijk 31 december van dat jaar, of wijzig een later jaar.",
                    en: "Name a decision of 31 December of that year at the latest, or change a later year."
                ),
                subjects: [.init(decision)]
            )
        }
        return .met(
            .init(
                nl: "\(decision.name) is genomen voor het einde van het jaar.",
                en: "\(decision.name) was taken before the end of the year."
            ),
            subjects: [.init(decision)]
        )
    }
}

extension BudgetMove {
    /// What it does to the balance of its year: more expense weighs as much as less income.
    fileprivate var balanceCents: Int64 { line.direction == .expense ? amountCents : -amountCents }
}

extension [BudgetLineFacts] {
    fileprivate func named(in language: Language) -> String {
        prefix(25).map { LocalizedText(nl: $0.name, en: $0.name) }.listed(in: language)
    }
}
