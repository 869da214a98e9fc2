import Domain
import Postgres

extension FactQuery where Facts == [UInt8] {
    /// Every programme of the organisation at a glance, with the position of all its budget lines: one JSON document.
    package static func portfolio() -> FactQuery {
        FactQuery("portfolio", document) { rows in rows.withCell(row: 0, column: 0) { $0.map(Array.init) ?? [] } }
    }

    private static var document: String {
        let (expense, income) = (Composition.sums("expense"), Composition.sums("income"))
        let nothing = #"'{"authorisedCents":0,"committedCents":0,"realisedCents":0,"freeCents":0}'"#
        return """
            WITH lines AS (
                SELECT b.programme_id, b.direction, b.authorised_cents, b.committed_cents, b.realised_cents,
                    b.authorised_cents - b.committed_cents - b.realised_cents AS free_cents
                FROM koers.budget_line b WHERE b.organisation_id = $1),
            budgets AS (
                SELECT l.programme_id, \(expense) AS expense, \(income) AS income FROM lines l GROUP BY l.programme_id),
            chances AS (
                SELECT o.programme_id, count(*) AS open, min(o.decide_by_date) AS first
                FROM koers.opportunity o
                WHERE o.organisation_id = $1 AND o.status IN ('signalled', 'assessed')
                    AND NOT koers.opportunity_due(o.status, o.decide_by_date)
                GROUP BY o.programme_id),
            vacancies AS (
                SELECT r.programme_id, count(*) AS vacant, count(*) FILTER (WHERE r.critical) AS critical
                FROM koers.role r
                WHERE r.organisation_id = $1 AND r.programme_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM koers.assignment a
                    WHERE a.organisation_id = $1 AND a.role_id = r.id AND \(RoleTenure.isHeld(on: "koers.today()")))
                GROUP BY r.programme_id)
            SELECT ('{"onDate":' || koers.json(koers.today())
                || ',"expense":' || (SELECT \(expense) FROM lines l) || ',"income":' || (SELECT \(income) FROM lines l)
                || ',"programmes":[' || coalesce((
                    SELECT string_agg(
                        '{"programmeId":' || koers.json(p.id) || ',"code":' || koers.json(p.code)
                        || ',"name":' || koers.json(p.name::text) || ',"phase":' || koers.json(
                            koers.programme_phase(p.phase, p.support_status, p.support_deadline_date))
                        || ',"supportStatus":' || koers.json(p.support_status)
                        || ',"supportDeadlineDate":' || koers.json(p.support_deadline_date)
                        || ',"expense":' || coalesce(b.expense, \(nothing)) || ',"income":' || coalesce(b.income, \(nothing))
                        || ',"openOpportunities":' || coalesce(c.open, 0) || ',"decideByDate":' || koers.json(c.first)
                        || ',"vacancies":' || coalesce(v.vacant, 0)
                        || ',"criticalVacancies":' || coalesce(v.critical, 0) || '}', ',' ORDER BY p.code COLLATE "C", p.id)
                    FROM koers.programme p LEFT JOIN budgets b ON b.programme_id = p.id
                    LEFT JOIN chances c ON c.programme_id = p.id LEFT JOIN vacancies v ON v.programme_id = p.id
                    WHERE p.organisation_id = $1), '') || ']}')::json
            """
    }
}
