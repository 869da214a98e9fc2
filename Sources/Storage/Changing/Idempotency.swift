import Domain
package import Foundation
import Postgres

/// A client's own name for one request, and what was asked under it.
package struct IdempotencyKey: Hashable, Sendable {
    package let clientID: UUID
    package let key: String
    /// SHA-256 of the request.
    package let requestHash: [UInt8]

    package init(clientID: UUID, key: String, requestHash: [UInt8]) {
        self.clientID = clientID
        self.key = key
        self.requestHash = requestHash
    }

    /// The moment up to which answers are too old at another to be replayed: 24 hours before.
    static func expiry(at moment: Moment) -> PostgresTimestamp {
        PostgresTimestamp(moment.advanced(byMilliseconds: -24 * 60 * 60 * 1000))
    }
}

/// An answer that was stored under an idempotency key.
package struct StoredAnswer: Sendable {
    package let requestHash: [UInt8]
    package let status: Int
    /// The path of the resource that the request changed, or tried to.
    package let subject: String
    /// The resource after the change; `nil` for a refusal.
    package let json: [UInt8]?
    package let version: Int64?
    /// How many deadlines had left their mark in it.
    package let deadlinesPassed: Int64
    /// The findings of a refusal, as a JSON array in the language of the tenant.
    package let findings: String
}

struct IdempotencyStatements {
    let tenant: Tenant
    let key: IdempotencyKey

    /// Whether this request is the only one under its key at this moment; two keys of one hash only make one wait its
    /// turn. Standalone, because inside a statement over distributed rows the lock would be taken on a worker.
    var lock: Statement {
        Statement(
            "lock idempotency key",
            "SELECT pg_try_advisory_xact_lock($1)",
            [
                .int8(
                    Int64(bitPattern: (tenant.organisationID.lowercased + key.clientID.lowercased + key.key).stableHash)
                )
            ]
        )
    }

    /// LATERAL with OFFSET, so that the key comes first, and the journal is asked only for the entry that it names: while
    /// the tables were new and not analysed, a join read all keys again for each entry of the journal.
    var stored: Statement {
        Statement(
            "stored answer",
            """
            SELECT k.request_hash, k.status, j.subject, d.data, (d.data ->> 'version')::int8, \
            CASE $5 WHEN 'en' THEN j.findings_en ELSE j.findings_nl END, k.deadlines_passed \
            FROM koers.idempotency_key k \
            CROSS JOIN LATERAL (SELECT e.subject, e.findings_nl, e.findings_en FROM koers.journal e \
            WHERE e.organisation_id = $1 AND e.sequence = k.journal_sequence OFFSET 0) j \
            LEFT JOIN LATERAL (SELECT e.data FROM koers.journal_data e \
            WHERE e.organisation_id = $1 AND e.sequence = k.journal_sequence OFFSET 0) d ON true \
            WHERE k.organisation_id = $1 AND k.client_id = $2 AND k.key = $3 AND k.stored_at > $4
            """,
            [
                .uuid(tenant.organisationID), .uuid(key.clientID), .text(key.key), .timestamptz(expiry),
                .text(tenant.language.rawValue),
            ]
        )
    }

    /// Stores the status and where the journal tells the rest.
    ///
    /// - Parameter entriesBack: How many entries after the one to replay were appended in this transaction.
    func store(status: Int, deadlinesPassed: Int64, entriesBack: Int) -> Statement {
        Statement(
            "store answer",
            """
            \(Self.insert) SELECT $1, $2, $3, $4, $5, $6, h.sequence - $7, $8 FROM koers.journal_head h \
            WHERE h.organisation_id = $1 \(Self.replaceExpired)
            """,
            values(status, deadlinesPassed) + [
                .int8(Int64(entriesBack)), .timestamptz(PostgresTimestamp(tenant.moment)),
            ]
        )
    }

    /// The same for a request that changed nothing: it replays the last entry of its subject.
    func storeUnchanged(status: Int, deadlinesPassed: Int64, subject: String) -> Statement {
        Statement(
            "store unchanged answer",
            """
            \(Self.insert) SELECT $1, $2, $3, $4, $5, $6, j.sequence, $8 FROM koers.journal j \
            WHERE j.organisation_id = $1 AND j.subject = $7 AND j.data_hash IS NOT NULL \
            ORDER BY j.sequence DESC LIMIT 1 \(Self.replaceExpired)
            """,
            values(status, deadlinesPassed) + [.text(subject), .timestamptz(PostgresTimestamp(tenant.moment))]
        )
    }

    private static let insert = """
        INSERT INTO koers.idempotency_key \
        (organisation_id, client_id, key, request_hash, status, deadlines_passed, journal_sequence, stored_at)
        """

    /// A row that is still there is an expired one: a valid one would have been replayed.
    private static let replaceExpired = """
        ON CONFLICT (organisation_id, client_id, key) DO UPDATE SET request_hash = excluded.request_hash, \
        status = excluded.status, deadlines_passed = excluded.deadlines_passed, \
        journal_sequence = excluded.journal_sequence, stored_at = excluded.stored_at
        """

    private func values(_ status: Int, _ deadlinesPassed: Int64) -> [PostgresValue] {
        [
            .uuid(tenant.organisationID), .uuid(key.clientID), .text(key.key), .bytea(key.requestHash),
            .int4(Int32(status)), .int8(deadlinesPassed),
        ]
    }

    private var expiry: PostgresTimestamp { IdempotencyKey.expiry(at: tenant.moment) }
}
