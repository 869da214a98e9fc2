extension Composition {
    /// What is outstanding on the engaged lines of a programme's commitments to each partner, and what was spent of them,
    /// added up from the entries of the ledger, as the budget position is. A commitment never changes partner.
    ///
    /// Agreements are not added to it: a commitment usually carries one out.
    static let partnerMoney = """
        partner_money AS (
            SELECT c.partner_id, sum(e.committed_cents)::int8 AS committed_cents, sum(e.realised_cents)::int8 AS realised_cents
            FROM {budget_entry} e
            JOIN koers.commitment c ON c.organisation_id = $1 AND c.programme_id = $2 AND c.id = e.commitment_id
            WHERE e.organisation_id = $1 AND e.programme_id = $2 AND e.commitment_id IS NOT NULL
                AND c.partner_id IS NOT NULL
            GROUP BY c.partner_id
            HAVING sum(e.committed_cents) <> 0 OR sum(e.realised_cents) <> 0)
        """
}
