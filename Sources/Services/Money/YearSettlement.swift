import Domain
import Foundation
import Storage

/// What a step of a fiscal year does to the promises on its lines.
struct YearSettlement {
    /// The commitments as they become, in the order in which they were engaged.
    private(set) var commitments: [(before: CommitmentFacts, after: CommitmentFacts)] = []
    /// The money that moves, and the commitment for which it does.
    private(set) var moves: [(commitment: UUID, move: BudgetMove)] = []
    private(set) var unfunded: [UnfundedChange] = []
    /// What the entries say.
    private(set) var description: String?

    init() {}

    /// What waited and fits is engaged; what does not may be taken back for four weeks.
    init(adopting facts: FiscalYearFacts) {
        let (fits, loose) = facts.waiting
        let last = FiscalYearTerm.invokeBeforeDate(adoptedOn: facts.day)
        var after = facts.commitments
        for open in fits {
            after.change(open) { $0.isSubjectToBudget = false }
            moves.append(
                (
                    open.commitment.id,
                    .init(line: open.budgetLine, kind: .engagement, amountCents: open.line.outstandingCents)
                )
            )
        }
        for open in loose {
            after.change(open) { $0.invokeBeforeDate = last }
            unfunded.append(UnfundedChange(line: open.budgetLine, cents: open.line.outstandingCents))
        }
        changed(facts.commitments, to: after)
    }

    /// What is open goes over to the next year, with its money: neither year has more or less free than before.
    init(closing facts: FiscalYearFacts) {
        description = "Overgegaan van \(facts.year) naar \(facts.year + 1)"
        var after = facts.commitments
        for open in facts.open {
            guard let successor = facts.successor(of: open) else { continue }
            let cents = open.line.outstandingCents
            after.change(open) { $0.releasedCents += cents }
            after.add(cents, on: successor.id, of: open.commitment.id)
            for (line, kind, amount) in [
                (open.budgetLine, .release, -cents), (open.budgetLine, .amendment, -cents),
                (successor, .amendment, cents), (successor, .engagement, cents),
            ] as [(BudgetLineFacts, BudgetEntryKind, Int64)] {
                moves.append((open.commitment.id, .init(line: line, kind: kind, amountCents: amount)))
            }
        }
        changed(facts.commitments, to: after)
    }

    private mutating func changed(_ before: [CommitmentFacts], to after: [CommitmentFacts]) {
        commitments = zip(before, after).filter { $0 != $1 }.map { (before: $0, after: $1) }
    }

    func effects(by person: UUID?, at moment: Moment) -> [Effect] {
        let updates = commitments.map { before, after in
            Effect.update(
                .commitment,
                id: before.id,
                in: Place([before.programmeID]),
                after.state,
                of: [],
                event: after.status == before.status ? "updated" : after.status.rawValue,
                programmeID: before.programmeID
            )
        }
        let said = description.map { [Member("description", .string($0))] } ?? []
        return updates
            + Ledger.effects(
                moves.map { commitment, move in (move, said + [Member("commitmentId", .id(commitment))]) },
                unfunded: unfunded,
                by: person,
                at: moment
            )
    }
}

extension [CommitmentFacts] {
    /// Changes one line of one of them.
    fileprivate mutating func change(_ open: FiscalYearFacts.OpenLine, _ change: (inout CommitmentLine) -> Void) {
        for index in indices where self[index].id == open.commitment.id {
            self[index].change(on: open.line.budgetLineID, change)
        }
    }

    /// Promises more of one of them on a line that it has, or that it gets.
    fileprivate mutating func add(_ cents: Int64, on budgetLine: UUID, of commitment: UUID) {
        for index in indices where self[index].id == commitment {
            if self[index].line(on: budgetLine) == nil {
                self[index].lines.append(CommitmentLine(budgetLineID: budgetLine, amountCents: cents))
            } else {
                self[index].change(on: budgetLine) { $0.amountCents += cents }
            }
        }
    }
}
