package import Domain
package import Foundation
import Postgres

/// What the check of one organisation's journal found.
package struct JournalVerification: Hashable, Sendable {
    /// How many entries were checked.
    package let entries: Int64
    /// The first entry that does not hold, and why; `nil` when the whole chain holds.
    package let firstBreach: Breach?

    package struct Breach: Hashable, Sendable {
        package enum Kind: String, Sendable {
            /// A sequence number is missing.
            case gap
            /// The entry does not name the hash of the one before it.
            case brokenChain = "broken_chain"
            /// The entry's own hash does not follow from its columns.
            case changedEntry = "changed_entry"
            /// The resource beside the entry is not the one that was hashed.
            case changedData = "changed_data"
            /// Time runs back.
            case timeRunsBack = "time_runs_back"
            /// The last entries are gone: the head names a later one.
            case missingTail = "missing_tail"
        }

        package let kind: Kind
        package let sequence: Int64
    }
}

extension Registry {
    /// Recomputes every hash of an organisation's journal.
    ///
    /// - Throws: `StorageError` when the database does not answer.
    package func verifyJournal(of organisation: UUID, at moment: Moment) async throws -> JournalVerification {
        let results = try await inTransaction(
            Tenant(organisationID: organisation, moment: moment),
            [
                Statement("verify journal", Self.firstBreach, [.uuid(organisation)]),
                Statement(
                    "length of journal",
                    """
                    SELECT h.sequence, (SELECT count(*) FROM koers.journal j WHERE j.organisation_id = $1), \
                    (SELECT coalesce(max(j.sequence), 0) FROM koers.journal j WHERE j.organisation_id = $1) \
                    FROM koers.journal_head h WHERE h.organisation_id = $1
                    """,
                    [.uuid(organisation)]
                ),
            ]
        )
        let head = results[1][0]
        let entries: Int64 = try head.decode(1)
        if let row = results[0].first {
            let kind = JournalVerification.Breach.Kind(rawValue: try row.decode(1)) ?? .changedEntry
            return .init(entries: entries, firstBreach: .init(kind: kind, sequence: try row.decode(0)))
        }
        let last: Int64 = try head.decode(2)
        return .init(
            entries: entries,
            firstBreach: try head.decode(0) == last ? nil : .init(kind: .missingTail, sequence: last + 1)
        )
    }

    private static let firstBreach = """
        SELECT sequence, breach FROM (SELECT e.sequence, CASE \
        WHEN e.sequence <> coalesce(e.before_sequence, 0) + 1 THEN 'gap' \
        WHEN e.previous_hash <> coalesce(e.before_hash, decode(repeat('00', 32), 'hex')) THEN 'broken_chain' \
        WHEN e.occurred_at < e.before_occurred_at THEN 'time_runs_back' \
        WHEN e.hash <> koers.journal_hash(e.previous_hash, e.sequence, e.occurred_at, e.effective_at, e.type, \
        e.subject, e.programme_id, e.actor_id, e.client_id, e.operation_id, e.request_id, e.reason, e.decision_id, \
        e.findings_nl, e.findings_en, e.data_hash) THEN 'changed_entry' \
        WHEN e.data_hash IS NOT NULL AND d.sequence IS NULL THEN 'changed_data' \
        WHEN d.data IS NOT NULL AND sha256(convert_to(d.data::text, 'UTF8')) IS DISTINCT FROM e.data_hash \
        THEN 'changed_data' END AS breach \
        FROM (SELECT j.*, lag(j.sequence) OVER earlier AS before_sequence, lag(j.hash) OVER earlier AS before_hash, \
        lag(j.occurred_at) OVER earlier AS before_occurred_at FROM koers.journal j WHERE j.organisation_id = $1 \
        WINDOW earlier AS (ORDER BY j.sequence)) e \
        LEFT JOIN koers.journal_data d ON d.organisation_id = $1 AND d.sequence = e.sequence) checked \
        WHERE breach IS NOT NULL ORDER BY sequence LIMIT 1
        """
}
