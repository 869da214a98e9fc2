extension Composition {
    /// The proposed and active efforts of a programme, ranked by what they contribute to the effects that are furthest from
    /// their target.
    package static let priorities = Composition(
        "priorities",
        path: ["programmeId"],
        with: [placed, measured(), effects, reached, scored, ranked],
        """
        SELECT ('{"programmeId":' || koers.json(p.id) || ',"factors":{"primary":' || 2
            || ',"supporting":' || 1 || '},"effects":['
            || coalesce((
                SELECT string_agg(
                    '{"id":' || koers.json(id) || ',"text":' || koers.json(text) || ',"progress":' || koers.json(progress)
                    || ',"gap":' || koers.json(gap) || '}', ',' ORDER BY gap DESC, text, id)
                FROM effects), '')
            || '],"efforts":[' || coalesce((
                SELECT string_agg(
                    '{"rank":' || koers.json(rank) || ',' || json || ',"score":' || koers.json(score)
                    || ',"arithmetic":' || koers.json(arithmetic) || ',"terms":[' || terms || ']}',
                    ',' ORDER BY rank, name, id)
                FROM ranked WHERE score IS NOT NULL), '')
            || '],"withoutPurpose":[' || coalesce((
                SELECT string_agg('{' || json || '}', ',' ORDER BY name, id) FROM ranked WHERE score IS NULL), '')
            || ']}')::json
        FROM {programme} p
        WHERE p.organisation_id = $1 AND p.id = $2
        """
    )

    /// How far each effect is from its target.
    private static let effects = """
        effects AS (
            SELECT p.id, p.text, m.progress, 100 - coalesce(m.progress, 0) AS gap
            FROM placed p
            LEFT JOIN (SELECT goal_id, floor(avg(progress))::int8 AS progress FROM measured GROUP BY goal_id) m
                ON m.goal_id = p.id
            WHERE p.kind = 'effect')
        """

    /// The effects that an effort serves, each once, by its weightiest contribution.
    private static let reached = """
        reached AS (
            SELECT c.effort_id, p.effect_id, max(\(factor("c.weight"))) AS factor
            FROM {contribution} c
            JOIN placed p ON p.id = c.goal_id
            WHERE c.organisation_id = $1 AND c.programme_id = $2 AND p.effect_id IS NOT NULL
            GROUP BY c.effort_id, p.effect_id)
        """

    private static let scored = """
        scored AS (
            SELECT r.effort_id, \(score) AS score, \(arithmetic) AS arithmetic, \(terms) AS terms
            FROM reached r JOIN effects f ON f.id = r.effect_id
            GROUP BY r.effort_id)
        """

    private static let ranked = """
        ranked AS (
            SELECT e.id, e.name, \(effortInBrief) AS json, s.score, s.arithmetic, s.terms,
                rank() OVER (ORDER BY s.score DESC NULLS LAST) AS rank
            FROM {effort} e
            LEFT JOIN scored s ON s.effort_id = e.id
            WHERE e.organisation_id = $1 AND e.programme_id = $2 AND e.status IN ('proposed', 'active'))
        """

    /// By what the gap of an effect is multiplied.
    static func factor(_ weight: String) -> String { "CASE \(weight) WHEN 'primary' THEN 2 ELSE 1 END::int8" }

    /// Over the rows `r` of factors and `f` of effects.
    static let score = "sum(r.factor * f.gap)::int8"

    /// `2 × 80 + 1 × 40 = 200`
    static let arithmetic = """
        string_agg(r.factor || ' × ' || f.gap, ' + ' ORDER BY \(byPoints)) || ' = ' || sum(r.factor * f.gap)
        """

    static let terms = """
        string_agg('{"effectId":' || koers.json(f.id) || ',"text":' || koers.json(f.text) \
        || ',"progress":' || koers.json(f.progress) || ',"gap":' || koers.json(f.gap) \
        || ',"weight":' || CASE r.factor WHEN 2 THEN '"primary"' ELSE '"supporting"' END \
        || ',"factor":' || koers.json(r.factor) || ',"points":' || koers.json(r.factor * f.gap) || '}', \
        ',' ORDER BY \(byPoints))
        """

    private static let byPoints = "r.factor * f.gap DESC, f.text, f.id"
}
