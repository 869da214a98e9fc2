extension Composition {
    /// The texts of a programme that its story begins with: challenge, commission, vision in force, sponsors, teams.
    package static let portrait = Composition(
        "portrait of a programme",
        path: ["programmeId"],
        with: [teams],
        """
        SELECT ('{"code":' || koers.json(p.code) || ',"name":' || koers.json(p.name)
            || ',"description":' || koers.json(p.description) || ',"startDate":' || koers.json(p.start_date)
            || ',"endDate":' || koers.json(p.end_date) || ',"commission":' || koers.json(p.commission)
            || ',"governance":' || koers.json(p.governance) || ',"challenge":{"name":' || koers.json(c.name)
            || ',"description":' || koers.json(c.description)
            || '},"vision":' || CASE WHEN v.id IS NULL THEN 'null'
                ELSE '{"number":' || koers.json(v.number) || ',"statement":' || koers.json(v.statement)
                    || ',"intendedReality":' || koers.json(v.intended_reality) || '}' END
            || ',"politicalSponsor":' || koers.json(coalesce(a.function, a.display_name))
            || ',"officialSponsor":' || koers.json(coalesce(b.function, b.display_name))
            || ',"teams":{' || coalesce((
                SELECT string_agg(
                    koers.json(t.id) || ':{"name":' || koers.json(t.name) || ',"policyField":'
                    || koers.json(t.policy_field) || '}', ',' ORDER BY t.id) FROM teams t), '') || '}}')::json
        FROM koers.programme p
        JOIN koers.challenge c ON c.organisation_id = $1 AND c.id = p.challenge_id
        LEFT JOIN koers.vision v ON v.organisation_id = $1 AND v.id = p.vision_id
        LEFT JOIN koers.person a ON a.organisation_id = $1 AND a.id = p.political_sponsor_id
        LEFT JOIN koers.person b ON b.organisation_id = $1 AND b.id = p.official_sponsor_id
        WHERE p.organisation_id = $1 AND p.id = $2
        """
    )

    /// The teams that have an effort in the programme.
    private static let teams = """
        teams AS (
            SELECT t.id, t.name, t.policy_field FROM koers.team t
            WHERE t.organisation_id = $1 AND EXISTS (
                SELECT FROM koers.effort e
                WHERE e.organisation_id = $1 AND e.programme_id = $2 AND e.team_id = t.id AND e.status <> 'stopped'))
        """
}
