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

/// Appends to the journal: the head row is advanced once by as many entries as there will be, and each entry takes its
/// sequence from there, the resource from its own view and the previous hash from the entry before. No value travels
/// back but the resource, which is also the answer.
///
/// Once, because a row that is changed ten thousand times in one transaction leaves as many versions behind, and every
/// reader of it walks them all.
struct JournalStatements {
    let expressions: JSONExpression
    let tenant: Tenant
    let provenance: Provenance
    let findings: [Finding]

    /// The entry of one effect: its data, which comes back, and the entry itself.
    ///
    /// - Parameter following: How many entries of the same transaction come after it.
    func entry(for effect: Effect, following: Int) -> [Statement] {
        let resource = effect.resource
        let data = Statement(
            "journal data of \(resource.name)",
            """
            INSERT INTO koers.journal_data (organisation_id, sequence, data) \
            SELECT $1, h.sequence - $3, \(expressions.object(resource, alias: "v"))::json \
            FROM koers.journal_head h JOIN \(resource.view) v ON v.organisation_id = $1 AND v.id = $2 \
            WHERE h.organisation_id = $1 RETURNING data, (data ->> 'version')::int8
            """,
            [.uuid(tenant.organisationID), .uuid(effect.id), .int8(Int64(following))]
        )
        let entry = append(
            type: "\(resource.name).\(effect.event)",
            subject: effect.path,
            programmeID: effect.programmeID,
            effectiveAt: effect.effectiveAt,
            following: following
        )
        return [data, entry]
    }

    /// The entry of a refusal, which has no data and is the last of its transaction.
    func refusal(_ resource: Resource, subject: String, programmeID: UUID?) -> Statement {
        append(type: "\(resource.name).refused", subject: subject, programmeID: programmeID, following: 0)
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

    /// Comes before the entries of a transaction: takes their sequences, and the lock under which they are appended.
    func advanceHead(by count: Int) -> Statement {
        Statement(
            "advance journal head",
            """
            UPDATE koers.journal_head SET sequence = sequence + $3, occurred_at = greatest(occurred_at, $2) \
            WHERE organisation_id = $1
            """,
            [.uuid(tenant.organisationID), .timestamptz(PostgresTimestamp(tenant.moment)), .int8(Int64(count))]
        )
    }

    private func append(
        type: String,
        subject: String,
        programmeID: UUID?,
        effectiveAt: Moment? = nil,
        following: Int
    ) -> Statement {
        Statement(
            "append to journal",
            Self.append,
            [
                .uuid(tenant.organisationID), .text(type), .text(subject), .uuid(programmeID),
                .uuid(provenance.actorID), .uuid(provenance.clientID), .text(provenance.operationID),
                .uuid(provenance.requestID), .text(provenance.reason), .uuid(nil),
                .timestamptz(effectiveAt.map { PostgresTimestamp($0) }), .json(findings.json(in: .dutch)),
                .json(findings.json(in: .english)), .int8(Int64(following)),
            ]
        )
    }

    /// The entry before and the data are asked for by themselves: as joins their subtractions, which are not known to
    /// be leakproof, would stand before row-level security, and PostgreSQL would read the whole journal for each write.
    /// OFFSET keeps both from being asked for twice. The entry before is the last one below, and not that of a number:
    /// this asks for the order of the primary key, where a journal that seemed short when the statement was planned
    /// would let any index do that ends in the sequence, and walk it for each entry of an import.
    private static let append = """
        INSERT INTO koers.journal (organisation_id, sequence, occurred_at, effective_at, type, subject, programme_id, \
        actor_id, client_id, operation_id, request_id, reason, decision_id, findings_nl, findings_en, data_hash, \
        previous_hash, hash) \
        SELECT $1, e.sequence, e.occurred_at, $11, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, e.data_hash, \
        e.previous_hash, koers.journal_hash(e.previous_hash, e.sequence, e.occurred_at, $11, $2, $3, $4, $5, $6, $7, \
        $8, $9, $10, $12, $13, e.data_hash) \
        FROM (SELECT h.sequence - $14 AS sequence, h.occurred_at, coalesce((SELECT p.hash FROM koers.journal p \
        WHERE p.organisation_id = $1 AND p.sequence < h.sequence - $14 ORDER BY p.sequence DESC LIMIT 1), \
        decode(repeat('00', 32), 'hex')) AS previous_hash, (SELECT sha256(convert_to(d.data::text, 'UTF8')) \
        FROM koers.journal_data d WHERE d.organisation_id = $1 AND d.sequence = h.sequence - $14) AS data_hash \
        FROM koers.journal_head h WHERE h.organisation_id = $1 OFFSET 0) e
        """
}

extension [Finding] {
    /// The findings as a JSON array, in one language.
    package func json(in language: Language) -> String {
        Value.array(map { $0.value(in: language) }).json
    }
}
