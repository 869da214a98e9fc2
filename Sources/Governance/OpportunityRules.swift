package import Domain

/// A change of an opportunity.
package struct OpportunityChangeFacts: Hashable, Sendable {
    package var after: OpportunityFacts
    /// Whether what was signalled, the goals or the last day to answer become others.
    package var changesSignal: Bool

    package init(after: OpportunityFacts, changesSignal: Bool) {
        self.after = after
        self.changesSignal = changesSignal
    }
}

extension Rule<OpportunityFacts> {
    static let opportunityHasGoalAndDay = Rule(.crs06) { facts in
        let lacks = facts.lacksForAnswer
        guard lacks.isEmpty else {
            return .breached(
                .init(
                    nl: "Aan de kans ontbreekt nog: \(lacks.listed(in: .dutch)).",
                    en: "The opportunity still lacks \(lacks.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Noem een doel van het programma dat de kans dient, en een dag van vandaag of later om te beslissen.",
                    en:
                        "Name a goal of the programme that the opportunity serves, and a day from today on to decide by."
                ),
                subjects: facts.goals.map { .init($0) }
            )
        }
        return .met(
            .init(
                nl: "De kans dient een doel en vraagt een beslissing uiterlijk \(facts.decideByDate?.title.nl ?? "").",
                en: "The opportunity serves a goal and asks for a decision by \(facts.decideByDate?.title.en ?? "")."
            ),
            subjects: facts.livingGoals.map { .init($0) }
        )
    }

    static let seizingServesMoreThanMainGoal = Rule(.crs06) { facts in
        let served = facts.livingGoals.filter { $0.kind != .mainGoal }
        guard !served.isEmpty else {
            return .breached(
                .init(
                    nl: "De kans noemt geen ander doel dan het hoofddoel, en dat staat vast.",
                    en: "The opportunity names no other goal than the main goal, and that is fixed."
                ),
                remedy: .init(
                    nl: "Noem het maatschappelijk effect of het doel dat de kans dient.",
                    en: "Name the effect or the goal that the opportunity serves."
                ),
                subjects: facts.goals.map { .init($0) }
            )
        }
        return .met(
            .init(
                nl: "De kans dient een doel onder het hoofddoel.",
                en: "The opportunity serves a goal below the main goal."
            ),
            subjects: served.map { .init($0) }
        )
    }
}

extension Rule<OpportunityChangeFacts> {
    static let answeredOpportunityStays = Rule(.crs06) { facts in
        guard facts.changesSignal else { return .signalStays }
        let status = facts.after.status
        guard status.isOpen else {
            return .breached(
                .init(
                    nl: "De kans is \(status.title.nl); wat er is gesignaleerd, blijft zoals het was.",
                    en: "The opportunity is \(status.title.en); what was signalled stays as it was."
                ),
                remedy: .init(nl: "Signaleer een nieuwe kans.", en: "Signal a new opportunity.")
            )
        }
        return .met(
            .init(nl: "De kans is nog niet beantwoord.", en: "The opportunity is not answered yet.")
        )
    }

    static let openOpportunityKeepsGoalAndDay = Rule(.crs06) { facts in
        // A parked one waits for its day when it is taken up again.
        switch facts.after.status {
        case .signalled, .assessed:
            facts.changesSignal ? Rule<OpportunityFacts>.opportunityHasGoalAndDay.verdict(facts.after) : .signalStays
        case .parked, .seized, .rejected, .expired:
            .notApplicable(
                .init(nl: "De kans wacht niet op een beslissing.", en: "The opportunity does not wait for a decision.")
            )
        }
    }
}

extension OpportunityFacts {
    /// What an opportunity needs before anyone can answer it, and this one does not have.
    fileprivate var lacksForAnswer: [LocalizedText] {
        var lacks: [LocalizedText] = []
        if livingGoals.isEmpty {
            lacks.append(
                goals.isEmpty
                    ? .init(nl: "een doel dat zij dient", en: "a goal that it serves")
                    : .init(nl: "een doel dat nog loopt", en: "a goal that has not ended")
            )
        }
        if decideByDate.map({ $0 < today }) ?? true {
            lacks.append(
                decideByDate == nil
                    ? .init(nl: "een dag om uiterlijk te beslissen", en: "a day to decide by")
                    : .init(nl: "een dag om te beslissen die nog komt", en: "a day to decide by that is still to come")
            )
        }
        return lacks
    }
}

extension Verdict {
    fileprivate static let signalStays = Verdict.notApplicable(
        .init(nl: "Wat er is gesignaleerd, verandert niet.", en: "What was signalled does not change.")
    )
}
