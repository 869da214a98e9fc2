import Domain
package import Foundation
package import Governance
package import Storage

/// Books what the council decided to add to a budget line, or to take from it (BUD-05).
package struct CreateBudgetAmendment: CreateCommand {
    package static let resource = Resource.budgetAmendment
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var decisionID: UUID? { input.members.id("decisionId") }

    package var facts: FactQuery<BudgetMoveGround> {
        .moves(on: [input.members.id("budgetLineId")].compactMap(\.self), restingOn: decisionID)
    }

    private func amendment(_ ground: BudgetMoveGround) -> AmendmentFacts? {
        ground.budgetLines.first.map { line in
            AmendmentFacts(
                budgetLine: line,
                amountCents: input.members["amountCents"]?.integer ?? 0,
                decision: ground.decision,
                othersCents: ground.othersCents,
                today: input.moment.amsterdamDate
            )
        }
    }

    package func invalidMembers(in situation: Situation<BudgetMoveGround>) -> [InvalidMember] {
        guard let facts = amendment(situation.facts) else { return [] }
        return (facts.amountCents == 0 ? [.nothing("/amountCents")] : [])
            + InvalidMember.beyondBounds(facts.moves, at: "/amountCents")
    }

    package func decide(_ situation: Situation<BudgetMoveGround>) throws(Refusal) -> Decision {
        guard let facts = amendment(situation.facts) else { throw .internalError(detail: "an amendment of no line") }
        return Rulebook.amendBudget.evaluate(facts)
    }

    package func effects(_ situation: Situation<BudgetMoveGround>) -> [Effect] {
        guard let facts = amendment(situation.facts) else { return [] }
        let person = input.credentials.personID
        return [
            .create(
                Self.resource,
                id: id,
                input.members + [Member("enteredById", .id(person))],
                programmeID: facts.budgetLine.programmeID
            )
        ]
            + Ledger.effects(
                facts.moves,
                [Member("budgetAmendmentId", .id(id))],
                by: person,
                at: input.moment
            )
    }
}
