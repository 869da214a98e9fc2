package import Domain
package import Foundation
import Postgres

/// What a step of a fiscal year rests on, and what it brings about.
package struct FiscalYearGround: Sendable {
    package let decision: DecisionFacts?
    package let commitments: [CommitmentFacts]
    package let budgetLines: [BudgetLineFacts]
}

extension FactQuery where Facts == FiscalYearGround {
    /// The year is locked. Then the decision is, the commitments with something open on its lines, and the lines of the
    /// year and of the next, each in the order of their ids; whoever spends or releases goes the same way.
    package static func step(ofYear id: UUID, restingOn decision: UUID?) -> FactQuery {
        let lines = FactQuery<[BudgetLineFacts]>.budgetLines(fromYear: id)
        let ground = FactQuery<DecisionFacts?>.decision(decision)
        let locks = FactStatement(
            name: "lock open commitments of the year",
            sql: "SELECT c.id FROM koers.commitment c WHERE c.organisation_id = $1 AND \(isOpen) ORDER BY c.id",
            lock: "FOR NO KEY UPDATE OF c",
            parameters: [.uuid(id)]
        )
        let commitments = FactStatement(
            name: "open commitments of the year",
            sql: """
                SELECT \(CommitmentFacts.columns) FROM koers.commitment c WHERE c.organisation_id = $1 AND \(isOpen) \
                ORDER BY c.id
                """,
            lock: "",
            parameters: [.uuid(id)]
        )
        let first = ground.parts + [locks]
        return FactQuery(parts: first + lines.parts + [commitments]) { [count = first.count] results in
            FiscalYearGround(
                decision: try ground.decode(Array(results.prefix(ground.parts.count))),
                commitments: try results[results.count - 1].map { try CommitmentFacts($0) },
                budgetLines: try lines.decode(Array(results.dropFirst(count).dropLast()))
            )
        }
    }

    /// Whether the commitment `c` has something open on a line of the year `$2`.
    private static var isOpen: String {
        """
        c.id IN (SELECT l.commitment_id FROM koers.commitment_line l JOIN koers.budget_line b ON b.organisation_id = $1 \
        AND b.id = l.budget_line_id WHERE l.organisation_id = $1 AND l.status IN ('engaged', 'subject_to_budget') \
        AND b.fiscal_year = (SELECT y.year FROM koers.fiscal_year y WHERE y.organisation_id = $1 AND y.id = $2))
        """
    }
}
