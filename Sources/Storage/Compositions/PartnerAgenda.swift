extension Composition {
    /// What asks a partner manager's attention: provisions that overlap, partners without a direction, directions without
    /// actions or that a newer position overtook, positions of more than a year ago, money, and what is wound down.
    package static let partnerAgenda = Composition(
        "partner agenda",
        path: ["programmeId"],
        with: [partnerMoney, placedPartners, acting, atStake],
        """
        SELECT ('{"programmeId":' || koers.json(g.id) || ',"onDate":' || koers.json(koers.today())
            || ',"overlappingProvisions":[' || coalesce((
                SELECT string_agg('{"provision":' || koers.json(o.provision) || ',"partners":[' || o.list || ']}', ','
                    ORDER BY o.provision)
                FROM (
                    SELECT min(p.provision) AS provision,
                        string_agg(\(partnerInBrief) || '}', ',' ORDER BY p.partner_name, p.id) AS list
                    FROM placed_partners p GROUP BY koers.text_key(p.provision) HAVING count(*) > 1) o), '')
            || '],"withoutDirection":[' || coalesce((
                SELECT string_agg(\(partnerInBrief) || '}', ',' ORDER BY p.partner_name, p.provision, p.id)
                FROM placed_partners p WHERE p.direction_id IS NULL), '')
            || '],"directionsWithoutActions":[' || coalesce((
                SELECT string_agg(\(partnerInBrief) || ',"directionId":' || koers.json(p.direction_id) || '}', ','
                    ORDER BY p.partner_name, p.provision, p.id)
                FROM placed_partners p
                WHERE p.direction_id IS NOT NULL AND NOT (p.vertical = 'none' AND p.horizontal = 'none')
                    AND p.direction_id NOT IN (SELECT direction_id FROM acting)), '')
            || '],"directionsToReassess":[' || coalesce((
                SELECT string_agg(\(partnerInBrief) || ',"directionId":' || koers.json(p.direction_id) || '}', ','
                    ORDER BY p.partner_name, p.provision, p.id)
                FROM placed_partners p WHERE p.reassess), '')
            || '],"outdatedPositions":[' || coalesce((
                SELECT string_agg(\(partnerInBrief) || ',"assessedDate":' || koers.json(p.assessed_date) || '}', ','
                    ORDER BY p.assessed_date NULLS FIRST, p.partner_name, p.provision, p.id)
                FROM placed_partners p
                WHERE p.assessed_date IS NULL OR p.assessed_date < (koers.today() - interval '1 year')::date), '')
            || '],"money":[' || coalesce((
                SELECT string_agg(
                    '{"partnerId":' || koers.json(m.partner_id) || ',"partnerName":' || koers.json(m.partner_name)
                    || ',"agreements":' || koers.json(m.agreements) || ',"amountCents":' || koers.json(m.amount_cents)
                    || ',"committedCents":' || koers.json(m.committed_cents)
                    || ',"realisedCents":' || koers.json(m.realised_cents) || '}',
                    ',' ORDER BY greatest(m.amount_cents, m.committed_cents + m.realised_cents) DESC, m.partner_name,
                        m.partner_id)
                FROM at_stake m), '')
            || '],"windingDown":[' || coalesce((
                SELECT string_agg(\(partnerInBrief) || ',"announcedDate":' || koers.json(p.announced_date)
                    || ',"endDate":' || koers.json(p.end_date) || ',"agreements":' || koers.json(p.agreements) || '}', ','
                    ORDER BY p.end_date, p.partner_name, p.provision, p.id)
                FROM placed_partners p WHERE p.status = 'winding_down'), '') || ']}')::json
        FROM {programme} g
        WHERE g.organisation_id = $1 AND g.id = $2
        """
    )

    /// The directions for which something is done or was done.
    private static let acting = """
        acting AS (
            SELECT c.direction_id FROM placed_partners p
            JOIN {action} c ON c.organisation_id = $1 AND c.partner_relation_id = p.id AND c.status <> 'cancelled')
        """

    /// The money of each partner that has an agreement that runs, or to whom something was promised, whether or not it has a
    /// relation.
    private static let atStake = """
        at_stake AS (
            SELECT coalesce(a.partner_id, m.partner_id) AS partner_id, coalesce(a.partner_name, (
                    SELECT n.name FROM {partner} n
                    WHERE n.organisation_id = $1 AND n.id = m.partner_id)) AS partner_name,
                coalesce(a.agreements, 0)::int8 AS agreements, coalesce(a.amount_cents, 0)::int8 AS amount_cents,
                coalesce(m.committed_cents, 0) AS committed_cents, coalesce(m.realised_cents, 0) AS realised_cents
            FROM (
                SELECT p.partner_id, p.partner_name, sum(p.agreements) AS agreements, sum(p.amount_cents) AS amount_cents
                FROM placed_partners p GROUP BY p.partner_id, p.partner_name HAVING sum(p.agreements) > 0) a
            FULL JOIN partner_money m ON m.partner_id = a.partner_id)
        """
}
