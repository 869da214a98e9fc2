package import Foundation

/// A fiscal year that is about to be adopted or closed, with what was promised for it.
package struct FiscalYearFacts: Hashable, Sendable {
    package var year: Int64
    /// What the step rests on.
    package var decision: DecisionFacts?
    /// The commitments with something open on its lines, in the order in which they were engaged.
    package var commitments: [CommitmentFacts]
    /// The budget lines of the year and of the year after it.
    package var budgetLines: [BudgetLineFacts]
    package var day: CalendarDate

    package init(
        year: Int64,
        decision: DecisionFacts? = nil,
        commitments: [CommitmentFacts] = [],
        budgetLines: [BudgetLineFacts] = [],
        day: CalendarDate
    ) {
        self.year = year
        self.decision = decision
        self.commitments = commitments
        self.budgetLines = budgetLines
        self.day = day
    }

    package func budgetLine(_ id: UUID) -> BudgetLineFacts? { budgetLines.first { $0.id == id } }

    /// What is open on the lines of the year: each line of a commitment with its budget line.
    package var open: [OpenLine] {
        let own = Dictionary(
            budgetLines.filter { $0.fiscalYear == year }.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return commitments.flatMap { commitment in
            commitment.lines.filter { $0.outstandingCents > 0 }.compactMap { line in
                own[line.budgetLineID].map { OpenLine(commitment: commitment, line: line, budgetLine: $0) }
            }
        }
    }

    /// A line of a commitment on which something is outstanding.
    package struct OpenLine: Hashable, Sendable {
        package let commitment: CommitmentFacts
        package let line: CommitmentLine
        package let budgetLine: BudgetLineFacts

        package init(commitment: CommitmentFacts, line: CommitmentLine, budgetLine: BudgetLineFacts) {
            self.commitment = commitment
            self.line = line
            self.budgetLine = budgetLine
        }
    }
}

extension FiscalYearFacts {
    /// What waited for the budget of the year and fits in it, in the order of the promises, and what does not.
    ///
    /// Each is weighed against what the ones before it left, so that a later, smaller one may fit where an earlier,
    /// larger one does not.
    package var waiting: (fits: [OpenLine], unfunded: [OpenLine]) {
        var free: [UUID: Int64] = [:]
        var (fits, unfunded): ([OpenLine], [OpenLine]) = ([], [])
        for open in open where open.line.isSubjectToBudget {
            let left = free[open.budgetLine.id] ?? open.budgetLine.totals.freeCents
            if open.line.outstandingCents <= left {
                free[open.budgetLine.id] = left - open.line.outstandingCents
                fits.append(open)
            } else {
                unfunded.append(open)
            }
        }
        return (fits, unfunded)
    }

    /// The line of the next year that what is open goes over to.
    package func successor(of open: OpenLine) -> BudgetLineFacts? {
        budgetLines.first { open.budgetLine.isContinued(by: $0) }
    }
}
