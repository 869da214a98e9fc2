extension Composition {
    /// Where every partner of a programme stands: influence against dependence, the way that it came, the direction that
    /// was agreed, the money of the agreements that run, and what was promised to the partner and spent.
    package static let partnerMatrix = Composition(
        "partner matrix",
        path: ["programmeId"],
        with: [partnerMoney, placedPartners],
        """
        SELECT ('{"programmeId":' || koers.json(g.id) || ',"onDate":' || koers.json(koers.today())
            || ',"partners":[' || coalesce((
                SELECT string_agg(\(partnerInBrief)
                    || ',"quadrant":' || koers.json(CASE
                        WHEN p.influence >= 50 AND p.dependence >= 50 THEN 'strategic'
                        WHEN p.influence >= 50 THEN 'leverage'
                        WHEN p.dependence >= 50 THEN 'bottleneck'
                        WHEN p.position_id IS NOT NULL THEN 'routine' END)
                    || ',"position":' || CASE WHEN p.position_id IS NULL THEN 'null'
                        ELSE '{"id":' || koers.json(p.position_id) || ',"influence":' || koers.json(p.influence)
                            || ',"dependence":' || koers.json(p.dependence)
                            || ',"alternativeIfLost":' || koers.json(p.alternative_if_lost)
                            || ',"rationale":' || koers.json(p.rationale)
                            || ',"assessedDate":' || koers.json(p.assessed_date) || '}' END
                    || ',"track":[' || coalesce(p.track, '')
                    || '],"direction":' || CASE WHEN p.direction_id IS NULL THEN 'null'
                        ELSE '{"id":' || koers.json(p.direction_id) || ',"vertical":' || koers.json(p.vertical)
                            || ',"horizontal":' || koers.json(p.horizontal) || ',"status":' || koers.json(p.direction_status)
                            || ',"reassess":' || koers.json(p.reassess) || '}' END
                    || ',"amountCents":' || koers.json(p.amount_cents)
                    || ',"committedCents":' || koers.json(p.committed_cents)
                    || ',"realisedCents":' || koers.json(p.realised_cents) || '}',
                    ',' ORDER BY p.partner_name, p.provision, p.id)
                FROM placed_partners p), '') || ']}')::json
        FROM {programme} g
        WHERE g.organisation_id = $1 AND g.id = $2
        """
    )

    /// A partner relation `p` as others name it, without its last brace.
    static let partnerInBrief = """
        '{"partnerRelationId":' || koers.json(p.id) || ',"partnerId":' || koers.json(p.partner_id) \
        || ',"partnerName":' || koers.json(p.partner_name) || ',"provision":' || koers.json(p.provision) \
        || ',"form":' || koers.json(p.form) || ',"status":' || koers.json(p.status)
        """

    /// Every relation that has not ended, with its latest position, the days before, the direction that was agreed last, the
    /// money that runs, and what was promised to its partner, whichever the relation.
    static let placedPartners = """
        placed_partners AS (
            SELECT r.id, r.partner_id, n.name AS partner_name, r.provision, r.form, r.status, r.announced_date, r.end_date,
                q.id AS position_id, q.influence, q.dependence, q.alternative_if_lost, q.rationale, q.assessed_date,
                t.track, d.id AS direction_id, d.vertical, d.horizontal, d.status AS direction_status, d.reassess,
                coalesce(a.amount_cents, 0)::int8 AS amount_cents, coalesce(a.agreements, 0) AS agreements,
                coalesce(m.committed_cents, 0) AS committed_cents, coalesce(m.realised_cents, 0) AS realised_cents
            FROM {partner_relation} r
            JOIN {partner} n ON n.organisation_id = $1 AND n.id = r.partner_id
            LEFT JOIN LATERAL (
                SELECT l.id, l.influence, l.dependence, l.alternative_if_lost, l.rationale, l.assessed_date
                FROM {position} l
                WHERE l.organisation_id = $1 AND l.partner_relation_id = r.id
                ORDER BY l.assessed_date DESC, l.id DESC LIMIT 1) q ON true
            LEFT JOIN LATERAL (
                SELECT string_agg(
                    '{"assessedDate":' || koers.json(l.assessed_date) || ',"influence":' || koers.json(l.influence)
                    || ',"dependence":' || koers.json(l.dependence) || '}', ',' ORDER BY l.assessed_date, l.id) AS track
                FROM {position} l
                WHERE l.organisation_id = $1 AND l.partner_relation_id = r.id) t ON true
            LEFT JOIN LATERAL (
                SELECT l.id, l.vertical, l.horizontal, l.status, l.reassess
                FROM {direction} l
                WHERE l.organisation_id = $1 AND l.partner_relation_id = r.id AND l.status IN ('agreed', 'in_progress')
                ORDER BY l.id DESC LIMIT 1) d ON true
            LEFT JOIN LATERAL (
                SELECT sum(l.amount_cents) AS amount_cents, count(*) AS agreements
                FROM {agreement} l
                WHERE l.organisation_id = $1 AND l.partner_relation_id = r.id AND l.from_date <= koers.today()
                    AND (l.until_date IS NULL OR l.until_date >= koers.today())) a ON true
            LEFT JOIN partner_money m ON m.partner_id = r.partner_id
            WHERE r.organisation_id = $1 AND r.programme_id = $2 AND r.status <> 'ended')
        """
}
