package import Domain
package import Foundation
import Postgres

/// What adding up the ledger of one organisation found.
package struct LedgerVerification: Hashable, Sendable {
    /// How many lines, and how many entries on them.
    package let lines: Int64
    package let entries: Int64
    /// The lines whose totals are not the sums that they should be, in the order of their ids.
    package let differences: [Difference]

    package struct Difference: Hashable, Sendable {
        package let budgetLineID: UUID
        /// `authorised`, `committed`, `realised` or `unfunded`.
        package let total: String
        /// What the line says, or what a commitment says to have spent on it.
        package let saysCents: Int64
        /// What it adds up to; as text, because that may be beyond 64 bits.
        package let sumCents: String
        package let source: Source
    }

    /// What was added up.
    package enum Source: String, CaseIterable, Sendable {
        /// The entries of the line.
        case entries
        /// What commitments promise on the line, spent and wait for.
        case commitments
        /// What was spent of one commitment on the line.
        case realisations
    }
}

extension Registry {
    /// Adds up the entries, the commitments and the realisations on every budget line of an organisation, and holds the
    /// sums against what the lines say.
    ///
    /// - Throws: `StorageError` when the database does not answer.
    package func verifyLedger(of organisation: UUID, at moment: Moment) async throws -> LedgerVerification {
        let results = try await inTransaction(
            Tenant(organisationID: organisation, moment: moment),
            LedgerVerification.Source.allCases.map { source in
                Statement("verify ledger by \(source.rawValue)", source.differences, [.uuid(organisation)])
            } + [
                Statement(
                    "length of ledger",
                    """
                    SELECT (SELECT count(*) FROM koers.budget_line b WHERE b.organisation_id = $1), \
                    (SELECT count(*) FROM koers.budget_entry e WHERE e.organisation_id = $1)
                    """,
                    [.uuid(organisation)]
                )
            ]
        )
        let length = results[LedgerVerification.Source.allCases.count][0]
        return LedgerVerification(
            lines: try length.decode(0),
            entries: try length.decode(1),
            differences: try zip(LedgerVerification.Source.allCases, results).flatMap { source, rows in
                try rows.map { row in
                    .init(
                        budgetLineID: try row.decode(0),
                        total: try row.decode(1),
                        saysCents: try row.decode(2),
                        sumCents: try row.decode(3),
                        source: source
                    )
                }
            }
        )
    }
}

extension LedgerVerification.Source {
    /// Both sides in one statement, so that what is booked meanwhile is in both or in neither.
    fileprivate var differences: String {
        switch self {
        case .entries:
            """
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
        case .commitments:
            """
            SELECT l.id, t.total, t.says, coalesce(t.promised, 0)::text FROM (\
            SELECT b.id, b.committed_cents, b.realised_cents, b.unfunded_cents, s.committed, s.realised, s.unfunded \
            FROM koers.budget_line b LEFT JOIN (SELECT c.budget_line_id, \
            sum(c.amount_cents - c.realised_cents - c.released_cents) FILTER (WHERE c.status <> 'subject_to_budget') \
            AS committed, sum(c.realised_cents) AS realised, \
            sum(c.amount_cents - c.released_cents) FILTER (WHERE c.status = 'subject_to_budget' \
            AND c.invoke_before_date IS NOT NULL) AS unfunded FROM koers.commitment_line c \
            WHERE c.organisation_id = $1 GROUP BY c.budget_line_id) s ON s.budget_line_id = b.id \
            WHERE b.organisation_id = $1 AND b.direction = 'expense') l \
            CROSS JOIN LATERAL (VALUES ('committed', l.committed_cents, l.committed), \
            ('realised', l.realised_cents, l.realised), ('unfunded', l.unfunded_cents, l.unfunded)) \
            AS t (total, says, promised) WHERE t.says <> coalesce(t.promised, 0) ORDER BY l.id, t.total
            """
        case .realisations:
            """
            SELECT c.budget_line_id, 'realised', c.realised_cents, coalesce(s.spent, 0)::text \
            FROM koers.commitment_line c LEFT JOIN (SELECT r.commitment_id, r.budget_line_id, \
            sum(r.amount_cents) AS spent FROM koers.realisation r WHERE r.organisation_id = $1 \
            GROUP BY r.commitment_id, r.budget_line_id) s \
            ON s.commitment_id = c.commitment_id AND s.budget_line_id = c.budget_line_id \
            WHERE c.organisation_id = $1 AND c.realised_cents <> coalesce(s.spent, 0) ORDER BY c.budget_line_id
            """
        }
    }
}
