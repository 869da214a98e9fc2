import Domain
package import Foundation
package import Governance
import Postgres

/// Everything that the dashboard of a programme shows.
package struct ProgrammeDashboardFacts: Sendable {
    /// The programme, weighed against the step that lies ahead; who may decide and who is in the roles come with it.
    package let step: ProgrammeStepFacts
    package let code: String
    /// The documents that the dashboard takes its figures from.
    package let goalTree: [UInt8]
    package let budgetPosition: [UInt8]
    package let partnerMatrix: [UInt8]
    /// JSON arrays.
    package let opportunities: [UInt8]
    package let deadlines: [UInt8]
}

extension FactQuery where Facts == ProgrammeDashboardFacts? {
    /// The dashboard of a programme in one batch; `nil` when there is no such programme.
    package static func dashboard(ofProgramme id: UUID) -> FactQuery {
        let step = FactQuery<ProgrammeStepFacts?>.step(ofProgramme: id, to: .execution)
            .and(FactQuery<CourseFacts>.course(ofProgramme: id, forStepTo: .closed))
            .and(FactQuery<[DecisionFacts]>.decisions(ofProgramme: id, .endProgramme, named: nil))
            .and(FactQuery<ObligationFacts>.obligations(ofProgramme: id))
        let parts = [
            part(
                "code of a programme",
                "SELECT p.code FROM koers.programme p WHERE p.organisation_id = $1 AND p.id = $2",
                id
            ),
            part("open opportunities", openOpportunities, id),
            part("deadlines of a programme", deadlines, id),
        ]
        let documents = [Composition.goalTree, .partnerMatrix].map { part($0.name, $0.present, id) }
        let position = Composition.programmePosition
        let money = FactStatement(
            name: position.name,
            sql: position.present,
            lock: "",
            parameters: [.uuid(id), .int8(nil)]
        )
        return FactQuery(parts: step.parts + parts + documents + [money]) { [count = step.parts.count] results in
            let (((found, closing), ends), obligations) = try step.decode(Array(results.prefix(count)))
            let rows = Array(results.dropFirst(count))
            guard var step = found, let code = rows[0].first else { return nil }
            // What the step ahead asks; execution asks all that the others ask, but for these.
            switch step.programme.phase.next {
            case .windDown: step.decisions = ends
            case .closed:
                step.course = closing
                step.obligations = obligations
            case .exploration, .formation, .execution, .reconsideration, .rejected, nil: break
            }
            return ProgrammeDashboardFacts(
                step: step,
                code: try code.decode(0),
                goalTree: try rows[3].composed ?? [],
                budgetPosition: try rows[5].composed ?? [],
                partnerMatrix: try rows[4].composed ?? [],
                opportunities: document(rows[1]),
                deadlines: document(rows[2])
            )
        }
    }

    private static func part(_ name: String, _ sql: String, _ id: UUID) -> FactStatement {
        FactStatement(name: name, sql: sql, lock: "", parameters: [.uuid(id)])
    }

    private static func document(_ rows: Rows) -> [UInt8] {
        rows.isEmpty ? [] : rows.withCell(row: 0, column: 0) { $0.map(Array.init) ?? [] }
    }

    /// What is signalled or assessed, and can still be answered in time (CRS-06).
    private static var openOpportunities: String {
        """
        SELECT ('[' || coalesce(string_agg('{"opportunityId":' || koers.json(o.id) || ',"signal":' || koers.json(o.signal) \
        || ',"status":' || koers.json(o.status) || ',"decideByDate":' || koers.json(o.decide_by_date) || '}', ',' \
        ORDER BY o.decide_by_date, o.id), '') || ']')::json FROM koers.opportunity o \
        WHERE o.organisation_id = $1 AND o.programme_id = $2 AND o.status IN ('signalled', 'assessed') \
        AND NOT koers.opportunity_due(o.status, o.decide_by_date)
        """
    }

    /// Every day that is still to come or that was let pass, the first one first.
    private static var deadlines: String {
        let sources = [
            (
                "support", "programme", "p.id", "p.name", "p.support_deadline_date", "koers.programme p",
                "p.id = $2 AND p.support_status = 'eroded'"
            ),
            (
                "decision", "opportunity", "o.id", "o.signal", "o.decide_by_date", "koers.opportunity o",
                "o.programme_id = $2 AND o.status IN ('signalled', 'assessed') AND NOT koers.opportunity_due(o.status, o.decide_by_date)"
            ),
            (
                "end", "mandate", "m.id", "coalesce(m.code, m.kind)", "least(m.until_date, m.mandatary_until_date)",
                "koers.mandate m",
                "m.programme_id = $2 AND m.status = 'in_force' AND least(m.until_date, m.mandatary_until_date) >= koers.today()"
            ),
            (
                "action", "action", "a.id", "a.description", "a.due_date", "koers.action a",
                "a.programme_id = $2 AND a.status = 'open'"
            ),
            (
                "end", "partner_relation", "r.id", "r.provision", "r.end_date", "koers.partner_relation r",
                "r.programme_id = $2 AND r.status = 'winding_down' AND r.end_date IS NOT NULL"
            ),
            (
                "end", "capacity_agreement", "c.id", "t.name", "c.until_date",
                "koers.capacity_agreement c JOIN koers.team t ON t.organisation_id = $1 AND t.id = c.team_id",
                "c.programme_id = $2 AND c.status = 'confirmed' AND c.until_date >= koers.today()"
            ),
            (
                "end", "assignment", "g.id", "r.name", "g.until_date",
                "koers.assignment g JOIN koers.role r ON r.organisation_id = $1 AND r.id = g.role_id",
                "g.place_id = $2 AND g.status = 'active' AND g.until_date >= koers.today()"
            ),
            (
                "exception", "assignment", "g.id", "r.name", "d.until_date",
                "koers.assignment g JOIN koers.role r ON r.organisation_id = $1 AND r.id = g.role_id JOIN koers.decision d ON d.organisation_id = $1 AND d.id = g.exception_decision_id AND d.status = 'taken'",
                "g.place_id = $2 AND g.status = 'active'"
            ),
            (
                "budget", "commitment", "c.id", "c.subject", "l.invoke_before_date",
                "koers.commitment_line l JOIN koers.commitment c ON c.organisation_id = $1 AND c.id = l.commitment_id",
                "l.programme_id = $2 AND l.status = 'subject_to_budget' AND l.invoke_before_date IS NOT NULL"
            ),
            (
                "end", "programme", "p.id", "p.name", "p.end_date", "koers.programme p",
                "p.id = $2 AND p.end_date IS NOT NULL AND p.phase NOT IN ('closed', 'rejected')"
            ),
        ]
        let rows = sources.map { kind, type, id, name, day, tables, condition in
            let own = id.split(separator: ".")[0]
            return """
                SELECT '\(kind)' AS kind, '\(type)' AS type, \(id) AS id, \(name)::text AS name, \(day) AS due FROM \(tables) \
                WHERE \(own).organisation_id = $1 AND \(condition)
                """
        }
        return """
            SELECT ('[' || coalesce(string_agg('{"kind":' || koers.json(x.kind) || ',"dueDate":' || koers.json(x.due) \
            || ',"subject":{"type":' || koers.json(x.type) || ',"id":' || koers.json(x.id) || ',"name":' || koers.json(x.name) \
            || '}}', ',' ORDER BY x.due, x.kind, x.type, x.id), '') || ']')::json FROM (\(rows.joined(separator: " UNION ALL "))) x
            """
    }
}
