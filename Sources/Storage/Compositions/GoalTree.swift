extension Composition {
    /// The goal tree of a programme: what lives, effects first, each with indicators and their progress, the efforts that
    /// serve it, and what is missing.
    package static let goalTree = Composition(
        "goal tree",
        path: ["programmeId"],
        with: [placed, measured(), indicated, supported, served, nodes, lists],
        """
        SELECT ('{"programmeId":' || koers.json(p.id)
            || ',"mainGoal":' || coalesce((SELECT json || '}' FROM nodes WHERE kind = 'main_goal'), 'null')
            || ',"effects":[' || coalesce((
                SELECT string_agg(n.json || ',"goals":[' || coalesce(l.list, '') || ']}', ',' ORDER BY n.place)
                FROM nodes n LEFT JOIN lists l ON l.effect_id = n.id WHERE n.kind = 'effect'), '')
            || '],"goals":[' || coalesce((SELECT list FROM lists WHERE effect_id IS NULL), '')
            || '],"effortsWithoutGoal":[' || coalesce((
                SELECT string_agg('{' || \(effortInBrief) || '}', ',' ORDER BY e.name, e.id)
                FROM {effort} e
                WHERE e.organisation_id = $1 AND e.programme_id = $2 AND e.status <> 'stopped' AND NOT EXISTS (
                    SELECT FROM {contribution} c
                    WHERE c.organisation_id = $1 AND c.programme_id = $2 AND c.effort_id = e.id)), '') || ']}')::json
        FROM {programme} p
        WHERE p.organisation_id = $1 AND p.id = $2
        """
    )

    /// Every living goal in the order of the tree: its place, the effect that it is or lies under, what lies above it.
    static let placed = """
        placed AS (
            SELECT g.id, g.kind, g.parent_id, g.text, g.target_group, g.policy_field, g.owner_role_id, 0 AS depth,
                ARRAY[1::int8] AS place, NULL::uuid AS effect_id, ARRAY[]::uuid[] AS above
            FROM {goal} g
            WHERE g.organisation_id = $1 AND g.programme_id = $2 AND g.ended_at IS NULL AND g.parent_id IS NULL
            UNION ALL
            SELECT g.id, g.kind, g.parent_id, g.text, g.target_group, g.policy_field, g.owner_role_id, p.depth + 1,
                p.place || row_number() OVER (PARTITION BY g.parent_id ORDER BY g.text, g.id),
                CASE WHEN g.kind = 'effect' THEN g.id ELSE p.effect_id END, p.above || p.id
            FROM placed p
            JOIN {goal} g ON g.organisation_id = $1 AND g.programme_id = $2 AND g.parent_id = p.id
                AND g.ended_at IS NULL)
        """

    /// Every indicator with its latest approved measurement, and how much of the way from baseline to target that has gone.
    ///
    /// - Parameter condition: On the indicator `i`, for fewer than all.
    static func measured(where condition: String = "true") -> String {
        """
        measured AS (
            SELECT i.goal_id, i.id, i.name, i.unit, i.direction, i.baseline, i.baseline_date, i.target, i.target_date,
                m.id AS measurement_id, m.value, m.measured_date,
                CASE WHEN (m.value - i.baseline) / (i.target - i.baseline) IS NOT NULL THEN
                    floor(least(100, greatest(0, 100 * (m.value - i.baseline) / (i.target - i.baseline)))) END::int8
                    AS progress
            FROM {indicator} i
            LEFT JOIN LATERAL (
                SELECT l.id, l.value, l.measured_date FROM {measurement} l
                WHERE l.organisation_id = $1 AND l.indicator_id = i.id AND l.status = 'approved'
                ORDER BY l.measured_date DESC, l.id DESC LIMIT 1) m ON true
            WHERE i.organisation_id = $1 AND i.programme_id = $2 AND \(condition))
        """
    }

    /// An effort `e` as others name it, without its braces.
    static let effortInBrief = """
        '"id":' || koers.json(e.id) || ',"name":' || koers.json(e.name) || ',"kind":' || koers.json(e.kind) \
        || ',"status":' || koers.json(e.status) || ',"influence":' || koers.json(e.influence) \
        || ',"teamId":' || koers.json(e.team_id)
        """

    private static let indicated = """
        indicated AS (
            SELECT goal_id, floor(avg(progress))::int8 AS progress, bool_or(value IS NOT NULL) AS is_measured,
                bool_or(baseline IS NOT NULL AND target IS NOT NULL) AS is_complete,
                string_agg(
                    '{"id":' || koers.json(id) || ',"name":' || koers.json(name) || ',"unit":' || koers.json(unit)
                    || ',"direction":' || koers.json(direction) || ',"baseline":' || koers.json(baseline::text)
                    || ',"baselineDate":' || koers.json(baseline_date) || ',"latest":'
                    || CASE WHEN measurement_id IS NULL THEN 'null'
                        ELSE '{"measurementId":' || koers.json(measurement_id) || ',"value":' || koers.json(value::text)
                            || ',"measuredDate":' || koers.json(measured_date) || '}' END
                    || ',"target":' || koers.json(target::text) || ',"targetDate":' || koers.json(target_date)
                    || ',"progress":' || koers.json(progress) || '}', ',' ORDER BY name, id) AS list
            FROM measured GROUP BY goal_id)
        """

    private static let supported = """
        supported AS (
            SELECT c.goal_id,
                string_agg(
                    '{' || \(effortInBrief) || ',"weight":' || koers.json(c.weight) || '}', ',' ORDER BY e.name, e.id) AS list
            FROM {contribution} c
            JOIN {effort} e ON e.organisation_id = $1 AND e.programme_id = $2 AND e.id = c.effort_id
                AND e.status <> 'stopped'
            WHERE c.organisation_id = $1 AND c.programme_id = $2
            GROUP BY c.goal_id)
        """

    /// The goals that an effort serves, and all above them.
    private static let served = """
        served AS (SELECT DISTINCT unnest(p.above || p.id) AS id FROM placed p JOIN supported s ON s.goal_id = p.id)
        """

    /// Each goal as JSON without its last brace, because an effect still gets its goals.
    private static let nodes = """
        nodes AS (
            SELECT p.id, p.kind, p.place, p.effect_id,
                '{"id":' || koers.json(p.id) || ',"kind":' || koers.json(p.kind)
                || ',"parentId":' || koers.json(p.parent_id) || ',"depth":' || koers.json(p.depth::int8)
                || ',"text":' || koers.json(p.text) || ',"targetGroup":' || koers.json(p.target_group)
                || ',"policyField":' || koers.json(p.policy_field) || ',"ownerRoleId":' || koers.json(p.owner_role_id)
                || ',"progress":' || koers.json(i.progress) || ',"indicators":[' || coalesce(i.list, '')
                || '],"efforts":[' || coalesce(s.list, '') || '],"missing":'
                || koers.json(CASE WHEN p.kind = 'main_goal' THEN ARRAY[]::text[] ELSE array_remove(ARRAY[
                    CASE WHEN p.kind = 'effect' AND i.is_complete IS NOT true THEN 'indicator' END,
                    CASE WHEN i.is_complete AND NOT i.is_measured THEN 'measurement' END,
                    CASE WHEN v.id IS NULL THEN 'effort' END,
                    CASE WHEN p.owner_role_id IS NULL THEN 'owner' END], NULL) END) AS json
            FROM placed p
            LEFT JOIN indicated i ON i.goal_id = p.id
            LEFT JOIN supported s ON s.goal_id = p.id
            LEFT JOIN served v ON v.id = p.id)
        """

    private static let lists = """
        lists AS (
            SELECT effect_id, string_agg(json || '}', ',' ORDER BY place) AS list
            FROM nodes WHERE kind = 'goal' GROUP BY effect_id)
        """
}
