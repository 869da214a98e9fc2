package import Domain
package import Foundation
import Governance
import Postgres

/// Who asked for a change, and by what request: what every journal entry of that request says.
package struct Provenance: Sendable {
    package var actorID: UUID?
    package var clientID: UUID?
    /// The contract's operationId.
    package var operationID: String
    package var requestID: UUID
    /// The `Audit-Reason` of the request.
    package var reason: String?

    package init(
        actorID: UUID?,
        clientID: UUID?,
        operationID: String,
        requestID: UUID,
        reason: String? = nil
    ) {
        self.actorID = actorID
        self.clientID = clientID
        self.operationID = operationID
        self.requestID = requestID
        self.reason = reason
    }
}

/// Appends to the journal: the head row gives the next sequence, and the entry takes the resource from its own view and
/// the previous hash from the entry before. No value travels back but the resource, which is also the answer.
struct JournalStatements {
    let expressions: JSONExpression
    let tenant: Tenant
    let provenance: Provenance
    let findings: [Finding]

    /// The entry of one effect; `data` is the place of the statement that returns the resource.
    func entry(for effect: Effect) -> (statements: [Statement], data: Int) {
        let resource = effect.resource
        let data = Statement(
            "journal data of \(resource.name)",
            """
            INSERT INTO koers.journal_data (organisation_id, sequence, data) \
            SELECT $1, h.sequence, \(expressions.object(resource, alias: "v"))::json \
            FROM koers.journal_head h JOIN \(resource.view) v ON v.organisation_id = $1 AND v.id = $2 \
            WHERE h.organisation_id = $1 RETURNING data, (data ->> 'version')::int8
            """,
            [.uuid(tenant.organisationID), .uuid(effect.id)]
        )
        let statements = [
            advanceHead, data,
            append(
                type: "\(resource.name).\(effect.event)",
                subject: effect.path,
                programmeID: effect.programmeID,
                effectiveAt: effect.effectiveAt
            ),
        ]
        return (statements, 1)
    }

    /// The entry of a refusal, which has no data.
    func refusal(_ resource: Resource, subject: String, programmeID: UUID?) -> [Statement] {
        [advanceHead, append(type: "\(resource.name).refused", subject: subject, programmeID: programmeID)]
    }

    /// The same for what the calendar did by itself.
    var byCalendar: JournalStatements {
        JournalStatements(
            expressions: expressions,
            tenant: tenant,
            provenance: provenance.byCalendar,
            findings: []
        )
    }

    private var advanceHead: Statement {
        Statement(
            "advance journal head",
            """
            UPDATE koers.journal_head SET sequence = sequence + 1, occurred_at = greatest(occurred_at, $2) \
            WHERE organisation_id = $1
            """,
            [.uuid(tenant.organisationID), .timestamptz(PostgresTimestamp(tenant.moment))]
        )
    }

    private func append(
        type: String,
        subject: String,
        programmeID: UUID?,
        effectiveAt: Moment? = nil
    ) -> Statement {
        Statement(
            "append to journal",
            Self.append,
            [
                .uuid(tenant.organisationID), .text(type), .text(subject), .uuid(programmeID),
                .uuid(provenance.actorID), .uuid(provenance.clientID), .text(provenance.operationID),
                .uuid(provenance.requestID), .text(provenance.reason), .uuid(nil),
                .timestamptz(effectiveAt.map { PostgresTimestamp($0) }), .json(findings.json(in: .dutch)),
                .json(findings.json(in: .english)),
            ]
        )
    }

    /// The entry before is asked for by itself: as a join its subtraction, which is not known to be leakproof, would stand
    /// before row-level security, and PostgreSQL would read the whole journal for each write.
    private static let append = """
        INSERT INTO koers.journal (organisation_id, sequence, occurred_at, effective_at, type, subject, programme_id, \
        actor_id, client_id, operation_id, request_id, reason, decision_id, findings_nl, findings_en, data_hash, \
        previous_hash, hash) \
        SELECT $1, e.sequence, e.occurred_at, $11, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, e.data_hash, \
        e.previous_hash, koers.journal_hash(e.previous_hash, e.sequence, e.occurred_at, $11, $2, $3, $4, $5, $6, $7, \
        $8, $9, $10, $12, $13, e.data_hash) \
        FROM (SELECT h.sequence, h.occurred_at, coalesce((SELECT p.hash FROM koers.journal p \
        WHERE p.organisation_id = $1 AND p.sequence = h.sequence - 1), decode(repeat('00', 32), 'hex')) AS previous_hash, \
        sha256(convert_to(d.data::text, 'UTF8')) AS data_hash FROM koers.journal_head h \
        LEFT JOIN koers.journal_data d ON d.organisation_id = $1 AND d.sequence = h.sequence \
        WHERE h.organisation_id = $1) e
        """
}

extension [Finding] {
    /// The findings as a JSON array, in one language.
    package func json(in language: Language) -> String {
        Value.array(map { $0.value(in: language) }).json
    }
}
