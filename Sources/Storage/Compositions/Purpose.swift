extension Composition {
    /// What an effort is for: the paths from the goals that it contributes to up to the main goal, and what it earns in the
    /// priorities.
    package static let purpose = Composition(
        "purpose of an effort",
        path: ["programmeId", "effortId"],
        with: [up, nearest, gaps, paths],
        """
        SELECT ('{"effortId":' || koers.json(e.id) || ',"name":' || koers.json(e.name) || ',"kind":' || koers.json(e.kind)
            || ',"status":' || koers.json(e.status) || ',"influence":' || koers.json(e.influence)
            || ',"hasPurpose":' || koers.json(s.score IS NOT NULL)
            || ',"paths":[' || coalesce((
                SELECT string_agg(
                    '{"goalId":' || koers.json(p.start_id) || ',"weight":' || koers.json(p.weight)
                    || ',"effectId":' || koers.json(n.id) || ',"steps":[' || p.steps || ']}',
                    ',' ORDER BY p.weight, p.start_id)
                FROM paths p LEFT JOIN nearest n ON n.start_id = p.start_id), '')
            || '],"score":' || koers.json(coalesce(s.score, 0)) || ',"arithmetic":' || koers.json(s.arithmetic)
            || ',"terms":[' || coalesce(s.terms, '') || ']}')::json
        FROM {effort} e
        CROSS JOIN (
            SELECT \(score) AS score, \(arithmetic) AS arithmetic, \(terms) AS terms
            FROM (SELECT id, max(factor) AS factor FROM nearest GROUP BY id) r JOIN gaps f ON f.id = r.id) s
        WHERE e.organisation_id = $1 AND e.programme_id = $2 AND e.id = $3
        """
    )

    /// Each contribution and every goal above it.
    private static let up = """
        up AS (
            SELECT c.goal_id AS start_id, c.weight, g.id, g.parent_id, g.kind, g.text, 0 AS step
            FROM {contribution} c
            JOIN {goal} g ON g.organisation_id = $1 AND g.programme_id = $2 AND g.id = c.goal_id AND g.ended_at IS NULL
            WHERE c.organisation_id = $1 AND c.effort_id = $3
            UNION ALL
            SELECT u.start_id, u.weight, g.id, g.parent_id, g.kind, g.text, u.step + 1
            FROM up u
            JOIN {goal} g ON g.organisation_id = $1 AND g.programme_id = $2 AND g.id = u.parent_id
                AND g.ended_at IS NULL)
        """

    /// The first effect on the way of each contribution.
    private static let nearest = """
        nearest AS (
            SELECT DISTINCT ON (u.start_id) u.start_id, u.id, u.text, \(factor("u.weight")) AS factor
            FROM up u WHERE u.kind = 'effect' ORDER BY u.start_id, u.step)
        """

    /// How far each of those effects is from its target; as in the priorities, and only for these few.
    private static let gaps = """
        gaps AS (
            SELECT n.id, n.text, m.progress, 100 - coalesce(m.progress, 0) AS gap
            FROM (SELECT DISTINCT id, text FROM nearest) n
            LEFT JOIN LATERAL (
                WITH \(measured(where: "i.goal_id = n.id"))
                SELECT floor(avg(progress))::int8 AS progress FROM measured) m ON true)
        """

    private static let paths = """
        paths AS (
            SELECT u.start_id, min(u.weight) AS weight,
                string_agg(
                    '{"id":' || koers.json(u.id) || ',"kind":' || koers.json(u.kind) || ',"text":' || koers.json(u.text)
                    || '}', ',' ORDER BY u.step) AS steps
            FROM up u GROUP BY u.start_id)
        """
}
