package import Domain
package import Foundation
package import Governance
package import Storage

/// Covers what was promised subject to a budget that had no room for it, now that there is room.
package struct FundCommitment: StepCommand {
    package static let resource = Resource.commitment
    package static let recordsActor = true
    package static let answersWithSubject = true
    package let id: UUID
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
    }

    package var facts: FactQuery<(CommitmentFacts?, [BudgetLineFacts])> {
        FactQuery<CommitmentFacts?>.commitment(id).and(.budgetLines(ofCommitment: id))
    }

    package func decide(
        _ situation: Situation<(CommitmentFacts?, [BudgetLineFacts])>
    ) throws(Refusal) -> Decision {
        guard let commitment = situation.facts.0 else { throw .notFound }
        let facts = FundingFacts(commitment: commitment, budgetLines: situation.facts.1)
        guard !facts.parts.isEmpty else { throw .invalidTransition(from: commitment.status.rawValue, allowed: []) }
        return Rulebook.fundCommitment.evaluate(facts)
    }

    package func effects(_ situation: Situation<(CommitmentFacts?, [BudgetLineFacts])>) -> [Effect] {
        guard let commitment = situation.facts.0 else { return [] }
        let facts = FundingFacts(commitment: commitment, budgetLines: situation.facts.1)
        var after = commitment
        for part in facts.parts {
            after.change(on: part.line.budgetLineID) {
                $0.isSubjectToBudget = false
                $0.invokeBeforeDate = nil
            }
        }
        return [
            .update(Self.resource, id: id, in: place, after.state, of: situation.before, programmeID: programmeID)
        ]
            + Ledger.effects(
                facts.moves,
                [Member("commitmentId", .id(id))],
                unfunded: facts.parts.map { UnfundedChange(line: $0.budgetLine, cents: -$0.line.unfundedCents) },
                by: input.credentials.personID,
                at: input.moment
            )
    }
}
