package import Domain
package import Foundation
package import Governance
package import Storage

/// Spends money of a commitment, or sets right what was spent by mistake.
package struct CreateRealisation: CreateCommand {
    package typealias Facts = ((CommitmentFacts?, DecisionFacts?), [BudgetLineFacts])

    package static let resource = Resource.realisation
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    private var budgetLineID: UUID? { input.members.id("budgetLineId") }
    private var amount: Int64 { input.members["amountCents"]?.integer ?? 0 }

    package var facts: FactQuery<Facts> {
        let commitment = place.ids.last
        return FactQuery<CommitmentFacts?>.commitment(commitment).and(.decision(ofCommitment: commitment))
            .and(.budgetLines([budgetLineID].compactMap(\.self)))
    }

    package func invalidMembers(in situation: Situation<Facts>) -> [InvalidMember] {
        let ((commitment, _), _) = situation.facts
        let strange = [budgetLineID].compactMap(\.self).filter { commitment?.line(on: $0) == nil }.map { line in
            InvalidMember.unknownReference(Reference(pointer: "/budgetLineId", resource: .budgetLine, id: line))
        }
        return strange + (amount == 0 ? [.nothing("/amountCents")] : [])
            + input.datesToCome(input.members, ["performedDate"])
    }

    private func realisation(_ facts: Facts) -> RealisationFacts? {
        let ((commitment, decision), budgetLines) = facts
        guard let commitment, let budgetLine = budgetLines.first else { return nil }
        return RealisationFacts(
            commitment: commitment,
            budgetLine: budgetLine,
            amountCents: amount,
            decision: decision,
            personID: input.credentials.personID
        )
    }

    package func decide(_ situation: Situation<Facts>) throws(Refusal) -> Decision {
        guard let facts = realisation(situation.facts) else {
            throw .internalError(detail: "a realisation without its commitment or its budget line")
        }
        return Rulebook.realise.evaluate(facts)
    }

    package func effects(_ situation: Situation<Facts>) -> [Effect] {
        guard let facts = realisation(situation.facts) else { return [] }
        let before = facts.commitment
        var after = before
        after.change(on: facts.budgetLine.id) { $0.realisedCents += facts.amountCents }
        let realisation = Effect.create(
            Self.resource,
            id: id,
            in: place,
            input.members + [Member("confirmedById", .id(input.credentials.personID))],
            programmeID: programmeID
        )
        let commitment = Effect.update(
            .commitment,
            id: before.id,
            in: Place([before.programmeID]),
            after.state,
            of: [],
            event: after.status == before.status ? "updated" : after.status.rawValue,
            programmeID: programmeID
        )
        return [realisation, commitment]
            + Ledger.effects(
                [BudgetMove(line: facts.budgetLine, kind: .realisation, amountCents: facts.amountCents)],
                [Member("commitmentId", .id(before.id))],
                by: input.credentials.personID,
                at: input.moment
            )
    }
}
