package import Domain
package import Foundation
import Postgres

/// Everything that a transfer or an amendment of the budget is weighed against.
package struct BudgetMoveGround: Sendable {
    package let budgetLines: [BudgetLineFacts]
    /// Who holds the budgets of the lines.
    package let holders: [RoleHolding]
    /// The decision that it is to rest on.
    package let decision: DecisionFacts?
    /// What other transfers or amendments on the same decision moved.
    package let othersCents: Int64
}

extension FactQuery where Facts == BudgetMoveGround {
    /// The ground of moving money on lines that are named.
    package static func moves(on lines: [UUID], restingOn decision: UUID? = nil) -> FactQuery {
        .ground(
            .budgetLines(lines),
            roles: "b.id = ANY($2)",
            [.uuidArray(lines)],
            decision
        )
    }

    /// The ground of a transfer, with its lines.
    package static func moves(ofTransfer transfer: UUID, restingOn decision: UUID? = nil) -> FactQuery {
        .ground(
            .budgetLines(ofTransfer: transfer),
            roles: """
                b.id IN (SELECT l.budget_line_id FROM koers.budget_transfer_line l \
                WHERE l.organisation_id = $1 AND l.budget_transfer_id = $2)
                """,
            [.uuid(transfer)],
            decision
        )
    }

    /// The decision is locked first, so that what moves on it is added up one after another; then the lines.
    private static func ground(
        _ budgetLines: FactQuery<[BudgetLineFacts]>,
        roles condition: String,
        _ parameters: [PostgresValue],
        _ decision: UUID?
    ) -> FactQuery {
        let subject = FactQuery<DecisionFacts?>.decision(decision, isShared: false)
        let holders = FactStatement(
            name: "budget holders",
            sql: """
                SELECT \(RoleHolding.columns(on: "koers.today()")) WHERE r.organisation_id = $1 AND r.id IN (SELECT b.budget_holder_role_id FROM koers.budget_line b \
                WHERE b.organisation_id = $1 AND \(condition)) ORDER BY r.id
                """,
            lock: "FOR SHARE OF r",
            parameters: parameters
        )
        let further = [moved(on: decision), holders]
        return FactQuery(parts: subject.parts + further + budgetLines.parts) { [count = subject.parts.count] results in
            let rows = Array(results.dropFirst(count))
            return BudgetMoveGround(
                budgetLines: try budgetLines.decode(Array(rows.dropFirst(further.count))),
                holders: try rows[1].map { try RoleHolding($0) },
                decision: try subject.decode(Array(results.prefix(count))),
                othersCents: try rows[0][0].decode(0)
            )
        }
    }

    private static func moved(on decision: UUID?) -> FactStatement {
        FactStatement(
            name: "moved on the decision",
            sql: """
                SELECT least((SELECT coalesce(sum(l.amount_cents), 0) FROM koers.budget_transfer t \
                JOIN koers.budget_transfer_line l ON l.organisation_id = $1 AND l.budget_transfer_id = t.id \
                WHERE t.organisation_id = $1 AND t.decision_id = $2 AND t.status = 'booked' AND l.amount_cents > 0) \
                + (SELECT coalesce(sum(abs(a.amount_cents)), 0) FROM koers.budget_amendment a \
                WHERE a.organisation_id = $1 AND a.decision_id = $2), 9000000000000000000)::int8
                """,
            lock: "",
            parameters: [.uuid(decision)]
        )
    }
}
