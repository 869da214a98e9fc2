import Domain
import Postgres

extension EffectStatements {
    /// Writes anew what a person has promised, where an effect may change that: PPL-04 holds in the database too.
    func hours(_ effect: Effect) -> [Statement] {
        let person: String
        switch effect.resource {
        case .assignment where effect.kind == .update:
            person = "(SELECT s.person_id FROM koers.assignment s WHERE s.organisation_id = $1 AND s.id = $2)"
        case .person where effect.members["contractHoursPerWeek"] != nil: person = "$2"
        default: return []
        }
        let today = PostgresValue.inferred(tenant.moment.amsterdamDate.description)
        return [
            Statement(
                "forget hours",
                "DELETE FROM koers.person_hours WHERE organisation_id = $1 AND person_id = \(person)",
                [.uuid(tenant.organisationID), .uuid(effect.id)]
            ),
            Statement(
                "keep hours",
                """
                WITH promised AS (SELECT greatest(a.from_date, $3::date) AS first, a.until_date + 1 AS after, a.hours_per_week \
                FROM koers.assignment a WHERE a.organisation_id = $1 AND a.person_id = \(person) AND a.status = 'active' \
                AND (a.until_date IS NULL OR a.until_date >= $3::date)), \
                turns AS (SELECT first AS day FROM promised UNION SELECT after FROM promised WHERE after IS NOT NULL) \
                INSERT INTO koers.person_hours \
                (organisation_id, person_id, days, hours_per_week, contract_hours_per_week) \
                SELECT $1, p.id, daterange(t.day, t.next), s.hours, coalesce(p.contract_hours_per_week, 0) \
                FROM (SELECT day, lead(day) OVER (ORDER BY day) AS next FROM turns) t \
                JOIN koers.person p ON p.organisation_id = $1 AND p.id = \(person) \
                CROSS JOIN LATERAL (SELECT sum(q.hours_per_week)::int8 AS hours FROM promised q \
                WHERE q.first <= t.day AND (q.after IS NULL OR q.after > t.day)) s WHERE s.hours > 0
                """,
                [.uuid(tenant.organisationID), .uuid(effect.id), today]
            ),
        ]
    }
}
