package import Domain
package import Foundation
package import Governance
package import Storage

/// Books what is booked by hand: an estimate, or money that came in.
package struct CreateBudgetEntry: CreateCommand {
    package static let resource = Resource.budgetEntry
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<[BudgetLineFacts]> { .budgetLines(place.ids.suffix(1)) }

    private func moves(_ facts: [BudgetLineFacts]) -> [BudgetMove] {
        guard let kind = input.members["kind"]?.string.flatMap(BudgetEntryKind.init) else { return [] }
        return facts.map { BudgetMove(line: $0, kind: kind, amountCents: input.members["amountCents"]?.integer ?? 0) }
    }

    package func invalidMembers(in situation: Situation<[BudgetLineFacts]>) -> [InvalidMember] {
        let moves = moves(situation.facts)
        let misplaced = moves.filter { $0.kind == .receipt && $0.line.direction == .expense }.map { _ in
            InvalidMember(
                location: "/kind",
                code: "enum",
                detail: .init(
                    nl: "Een ontvangst wordt geboekt op een budgetregel van baten.",
                    en: "A receipt is booked on a budget line of income."
                )
            )
        }
        let empty = moves.contains { $0.amountCents == 0 } ? [InvalidMember.nothing("/amountCents")] : []
        return misplaced + empty + InvalidMember.beyondBounds(moves, at: "/amountCents")
    }

    package func decide(_ situation: Situation<[BudgetLineFacts]>) throws(Refusal) -> Decision {
        Rulebook.bookByHand.evaluate(LedgerFacts(moves: moves(situation.facts)))
    }

    package func effects(_ situation: Situation<[BudgetLineFacts]>) -> [Effect] {
        let moves = moves(situation.facts)
        let further = input.members.filter { !["kind", "amountCents"].contains($0.name) }
        return Ledger.effects(moves, further, by: input.credentials.personID, at: input.moment)
    }
}
