package import Domain

/// What waits for a budget and is about to be covered after all.
package struct FundingFacts: Sendable {
    package var commitment: CommitmentFacts
    /// The lines that wait, with their budget lines.
    package var parts: [FiscalYearFacts.OpenLine]

    package init(commitment: CommitmentFacts, budgetLines: [BudgetLineFacts]) {
        self.commitment = commitment
        parts = commitment.lines.filter { $0.unfundedCents > 0 }.compactMap { line in
            budgetLines.first { $0.id == line.budgetLineID }.map {
                .init(commitment: commitment, line: line, budgetLine: $0)
            }
        }
    }

    package var moves: [BudgetMove] {
        parts.map { BudgetMove(line: $0.budgetLine, kind: .engagement, amountCents: $0.line.outstandingCents) }
    }
}

extension Rule<FundingFacts> {
    static let coverFitsFreeRoom = Rule(.bud01) { facts in .freeRoom(for: facts.moves) }

    static let coveredYearIsNotClosed = Rule(.bud08) { facts in .openYears(of: facts.parts.map(\.budgetLine)) }
}
