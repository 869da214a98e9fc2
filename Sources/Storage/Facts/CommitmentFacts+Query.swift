package import Domain
package import Foundation
import Postgres

/// Everything that a new commitment is weighed against.
package struct EngagementGround: Sendable {
    /// The decision, with what taking it would be weighed against.
    package let taking: TakingFacts?
    package let programme: ProgrammeFacts?
    /// What commitments on the same decision promise and did not give back.
    package let othersCents: Int64
    /// What kind of work the commitment is for, where it says so.
    package let effortKind: EffortKind?
    package let budgetLines: [BudgetLineFacts]
}

extension FactQuery where Facts == EngagementGround {
    /// The decision is locked with its authority, then the years, then the budget lines.
    ///
    /// Who adopts or closes a year holds that year and then looks what is promised for it. So a promise holds its years
    /// too, beside other promises: it comes before the step, which then sees it, or finds the year as it has become.
    package static func engagement(
        ofProgramme programme: UUID?,
        on decision: UUID?,
        by person: UUID?,
        lines: [UUID],
        effort: UUID?
    ) -> FactQuery {
        let taking = FactQuery<TakingFacts?>.taking(decision, by: person)
        let budgetLines = FactQuery<[BudgetLineFacts]>.budgetLines(lines)
        let ground = [
            programmeThatPromises(programme), promised(on: decision), kind(ofEffort: effort), years(of: lines),
        ]
        return FactQuery(parts: taking.parts + ground + budgetLines.parts) { [count = taking.parts.count] results in
            let rows = Array(results.dropFirst(count))
            return EngagementGround(
                taking: try taking.decode(Array(results.prefix(count))),
                programme: try rows[0].first.map { try ProgrammeFacts($0, from: 0) },
                othersCents: try rows[1][0].decode(0),
                effortKind: try rows[2].first.flatMap { EffortKind(rawValue: try $0.decode(0)) },
                budgetLines: try budgetLines.decode(Array(rows.dropFirst(4)))
            )
        }
    }

    private static func programmeThatPromises(_ programme: UUID?) -> FactStatement {
        FactStatement(
            name: "programme that promises",
            sql: """
                SELECT \(ProgrammeFacts.columns) FROM koers.programme p WHERE p.organisation_id = $1 AND p.id = $2
                """,
            lock: "",
            parameters: [.uuid(programme)]
        )
    }

    private static func promised(on decision: UUID?) -> FactStatement {
        FactStatement(
            name: "promised on the decision",
            sql: """
                SELECT least(coalesce(sum(c.amount_cents - c.released_cents), 0), 9000000000000000000)::int8 \
                FROM koers.commitment c WHERE c.organisation_id = $1 AND c.decision_id = $2
                """,
            lock: "",
            parameters: [.uuid(decision)]
        )
    }

    private static func kind(ofEffort effort: UUID?) -> FactStatement {
        FactStatement(
            name: "effort that it is for",
            sql: "SELECT e.kind FROM koers.effort e WHERE e.organisation_id = $1 AND e.id = $2",
            lock: "",
            parameters: [.uuid(effort)]
        )
    }

    private static func years(of lines: [UUID]) -> FactStatement {
        FactStatement(
            name: "years of the lines",
            sql: """
                SELECT y.id FROM koers.fiscal_year y WHERE y.organisation_id = $1 AND y.year IN \
                (SELECT b.fiscal_year FROM koers.budget_line b WHERE b.organisation_id = $1 AND b.id = ANY($2)) \
                ORDER BY y.id
                """,
            lock: "FOR SHARE OF y",
            parameters: [.uuidArray(lines)]
        )
    }
}

extension FactQuery where Facts == CommitmentFacts? {
    /// A commitment, which is locked already.
    package static func commitment(_ id: UUID?) -> FactQuery {
        FactQuery(
            "commitment",
            "SELECT \(CommitmentFacts.columns) FROM koers.commitment c WHERE c.organisation_id = $1 AND c.id = $2",
            [.uuid(id)]
        ) { try $0.first.map { try CommitmentFacts($0) } }
    }
}

extension FactQuery where Facts == DecisionFacts? {
    /// The decision of a commitment, which never becomes another.
    package static func decision(ofCommitment commitment: UUID?) -> FactQuery {
        FactQuery(
            "decision of the commitment",
            """
            SELECT \(DecisionFacts.columns) FROM koers.decision d WHERE d.organisation_id = $1 AND d.id = \
            (SELECT c.decision_id FROM koers.commitment c WHERE c.organisation_id = $1 AND c.id = $2)
            """,
            [.uuid(commitment)]
        ) { try $0.first.map { try DecisionFacts($0) } }
    }
}

extension FactQuery where Facts == ObligationFacts {
    /// No question: the step does not ask what is still open.
    static var nothingOpen: FactQuery { FactQuery(parts: []) { _ in ObligationFacts() } }

    /// What a programme, which is locked, still has to see to; at most as many of each as a finding names.
    static func obligations(ofProgramme programme: UUID) -> FactQuery {
        let commitments = FactStatement(
            name: "open commitments",
            sql: """
                SELECT c.id, coalesce(c.code, c.subject) FROM koers.commitment c WHERE c.organisation_id = $1 \
                AND c.programme_id = $2 AND c.status IN ('engaged', 'partly_realised') ORDER BY c.id LIMIT 26
                """,
            lock: "",
            parameters: [.uuid(programme)]
        )
        let decisions = FactStatement(
            name: "pending decisions",
            sql: """
                SELECT d.id, coalesce(d.code, d.subject) FROM koers.decision d WHERE d.organisation_id = $1 \
                AND d.programme_id = $2 AND d.status IN ('proposed', 'withheld') ORDER BY d.id LIMIT 26
                """,
            lock: "",
            parameters: [.uuid(programme)]
        )
        return FactQuery(parts: [commitments, decisions]) { results in
            ObligationFacts(
                commitments: try results[0].map { .init(id: try $0.decode(0), name: try $0.decode(1)) },
                decisions: try results[1].map { .init(id: try $0.decode(0), name: try $0.decode(1)) }
            )
        }
    }
}

extension CommitmentFacts {
    /// What these facts are read from, over the row `c` of the commitment.
    static let columns = "c.id, c.code, c.kind, c.subject, c.partner_id, c.programme_id, c.lines"

    init(_ row: Row) throws {
        let lines = try Value(json: try row.decode(6, as: PostgresJSON.self).text)
        self.init(
            id: try row.decode(0),
            code: try row.decodeIfPresent(1),
            kind: CommitmentKind(rawValue: try row.decode(2)) ?? .other,
            subject: try row.decode(3),
            partnerID: try row.decodeIfPresent(4),
            programmeID: try row.decode(5),
            lines: (lines.elements ?? []).compactMap { CommitmentLine($0) }
        )
    }
}
