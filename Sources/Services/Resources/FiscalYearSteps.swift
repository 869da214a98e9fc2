import Domain
package import Foundation
package import Governance
package import Storage

/// Adopts the budget of a year, or closes the year.
package struct TransitionFiscalYear: StepCommand {
    package static let resource = Resource.fiscalYear
    package static let answersWithSubject = true
    package let id: UUID
    let target: FiscalYearStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
        if target == .adopted, decisionID == nil {
            throw .invalid([
                .required(
                    "/decisionId",
                    .init(
                        nl: "De vaststelling rust op een besluit van de raad.",
                        en: "The adoption rests on a decision of the council."
                    )
                )
            ])
        }
    }

    package var facts: FactQuery<FiscalYearGround> { .step(ofYear: id, restingOn: decisionID) }

    private func facts(_ situation: Situation<FiscalYearGround>) -> FiscalYearFacts {
        FiscalYearFacts(
            year: situation.before["year"]?.integer ?? 0,
            decision: situation.facts.decision,
            commitments: situation.facts.commitments,
            budgetLines: situation.facts.budgetLines,
            day: input.moment.amsterdamDate
        )
    }

    package func decide(_ situation: Situation<FiscalYearGround>) throws(Refusal) -> Decision {
        let status: FiscalYearStatus = try situation.before.status()
        try status.mayBecome(target)
        return Rulebook.step(to: target).evaluate(facts(situation))
    }

    package func effects(_ situation: Situation<FiscalYearGround>) -> [Effect] {
        let facts = facts(situation)
        let settlement =
            switch target {
            case .estimated: YearSettlement()
            case .adopted: YearSettlement(adopting: facts)
            case .closed: YearSettlement(closing: facts)
            }
        return [step(to: target, ground, of: situation.before)]
            + settlement.effects(by: input.credentials.personID, at: input.moment)
    }

    /// What the step itself leaves in the year.
    private var ground: Members {
        switch target {
        case .estimated: []
        case .adopted:
            [
                Member("adoptedDate", .string(input.moment.amsterdamDate.description)),
                Member("adoptionDecisionId", .id(decisionID)),
            ]
        case .closed: decisionID.map { [Member("carryOverDecisionId", .id($0))] } ?? []
        }
    }
}
