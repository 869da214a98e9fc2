package import Domain
package import Foundation
import Postgres

/// What adding up the entries of one organisation's budget lines found.
package struct LedgerVerification: Hashable, Sendable {
    /// How many lines, and how many entries on them.
    package let lines: Int64
    package let entries: Int64
    /// The lines whose totals are not the sums of their entries, in the order of their ids.
    package let differences: [Difference]

    package struct Difference: Hashable, Sendable {
        package let budgetLineID: UUID
        /// `authorised`, `committed` or `realised`.
        package let total: String
        /// What the line says.
        package let saysCents: Int64
        /// What its entries add up to; as text, because that may be beyond 64 bits.
        package let entriesCents: String
    }
}

extension Registry {
    /// Adds up the entries of every budget line of an organisation and holds the sums against the line's totals.
    ///
    /// - Throws: `StorageError` when the database does not answer.
    package func verifyLedger(of organisation: UUID, at moment: Moment) async throws -> LedgerVerification {
        let results = try await inTransaction(
            Tenant(organisationID: organisation, moment: moment),
            [
                Statement("verify ledger", Self.differences, [.uuid(organisation)]),
                Statement(
                    "length of ledger",
                    """
                    SELECT (SELECT count(*) FROM koers.budget_line b WHERE b.organisation_id = $1), \
                    (SELECT count(*) FROM koers.budget_entry e WHERE e.organisation_id = $1)
                    """,
                    [.uuid(organisation)]
                ),
            ]
        )
        return LedgerVerification(
            lines: try results[1][0].decode(0),
            entries: try results[1][0].decode(1),
            differences: try results[0].map { row in
                .init(
                    budgetLineID: try row.decode(0),
                    total: try row.decode(1),
                    saysCents: try row.decode(2),
                    entriesCents: try row.decode(3)
                )
            }
        )
    }

    /// Both sides in one statement, so that what is booked meanwhile is in both or in neither.
    private static let differences = """
        SELECT l.id, t.total, t.says, coalesce(t.booked, 0)::text FROM (\
        SELECT b.id, b.authorised_cents, b.committed_cents, b.realised_cents, s.authorised, s.committed, s.realised \
        FROM koers.budget_line b LEFT JOIN (SELECT e.budget_line_id, sum(e.authorised_cents) AS authorised, \
        sum(e.committed_cents) AS committed, sum(e.realised_cents) AS realised FROM koers.budget_entry e \
        WHERE e.organisation_id = $1 GROUP BY e.budget_line_id) s ON s.budget_line_id = b.id \
        WHERE b.organisation_id = $1) l \
        CROSS JOIN LATERAL (VALUES ('authorised', l.authorised_cents, l.authorised), \
        ('committed', l.committed_cents, l.committed), ('realised', l.realised_cents, l.realised)) \
        AS t (total, says, booked) WHERE t.says <> coalesce(t.booked, 0) ORDER BY l.id, t.total
        """
}
