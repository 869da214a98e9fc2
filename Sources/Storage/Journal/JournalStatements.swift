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
    /// The decision that the change rests on.
    package var decisionID: UUID?

    package init(
        actorID: UUID?,
        clientID: UUID?,
        operationID: String,
        requestID: UUID,
        reason: String? = nil,
        decisionID: UUID? = nil
    ) {
        self.actorID = actorID
        self.clientID = clientID
        self.operationID = operationID
        self.requestID = requestID
        self.reason = reason
        self.decisionID = decisionID
    }
}

/// Appends to the journal: the head row is advanced once by as many entries as there will be, and each entry takes its
/// sequence from there, the resource from its own view and the previous hash from the entry before. No value travels
/// back but the resource, which is also the answer.
///
/// Once, because a row that is changed ten thousand times in one transaction leaves as many versions behind, and every
/// reader of it walks them all.
struct JournalStatements {
    let catalogue: Catalogue
    let tenant: Tenant
    let provenance: Provenance
    /// What every entry says of the findings, in Dutch and in English: written once, however many entries there are.
    private let findings: [PostgresValue]

    init(catalogue: Catalogue, tenant: Tenant, provenance: Provenance, findings: [Finding]) {
        self.catalogue = catalogue
        self.tenant = tenant
        self.provenance = provenance
        self.findings = [.json(findings.json(in: .dutch)), .json(findings.json(in: .english))]
    }

    /// The entries of one effect or of a run of them: their data, which comes back where there is one, and the entries.
    ///
    /// - Parameter following: How many entries of the same transaction come after them.
    func entries(for run: [Effect], following: Int) -> [Statement] {
        guard run.count == 1 else { return [data(of: run, following: following), append(run, following: following)] }
        let effect = run[0]
        let resource = effect.resource
        let data = Statement(
            "journal data of \(resource.name)",
            """
            INSERT INTO koers.journal_data (organisation_id, sequence, data) \
            SELECT $1, h.sequence - $3, \(catalogue.expression(of: resource))::json \
            FROM koers.journal_head h JOIN \(resource.view) v ON v.organisation_id = $1 AND v.id = $2 \
            WHERE h.organisation_id = $1 RETURNING data, (data ->> 'version')::int8
            """,
            [.uuid(tenant.organisationID), .uuid(effect.id), .int8(Int64(following))]
        )
        let entry = append(
            type: effect.type,
            subject: effect.path,
            programmeID: effect.programmeID,
            effectiveAt: effect.effectiveAt,
            following: following
        )
        return [data, entry]
    }

    private func data(of run: [Effect], following: Int) -> Statement {
        let resource = run[0].resource
        return Statement(
            "journal data of \(resource.name)s",
            """
            INSERT INTO koers.journal_data (organisation_id, sequence, data) \
            SELECT $1, h.sequence - $3 - cardinality($2) + e.place, \(catalogue.expression(of: resource))::json \
            FROM koers.journal_head h CROSS JOIN unnest($2::uuid[]) WITH ORDINALITY AS e (id, place) \
            JOIN \(resource.view) v ON v.organisation_id = $1 AND v.id = e.id WHERE h.organisation_id = $1
            """,
            [.uuid(tenant.organisationID), .uuidArray(run.map(\.id)), .int8(Int64(following))]
        )
    }

    /// The entry of a refusal, which has no data and is the last of its transaction.
    func refusal(_ resource: Resource, subject: String, programmeID: UUID?) -> Statement {
        append(type: "\(resource.name).refused", subject: subject, programmeID: programmeID, following: 0)
    }

    /// The same for what the calendar did by itself.
    var byCalendar: JournalStatements {
        JournalStatements(
            catalogue: catalogue,
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
        append(
            "append to journal",
            Self.append,
            .text(subject),
            type: type,
            programmeID: programmeID,
            effectiveAt: effectiveAt,
            following: following
        )
    }

    private func append(_ run: [Effect], following: Int) -> Statement {
        append(
            "append many to journal",
            Self.appendMany,
            .textArray(run.map(\.path)),
            type: run[0].type,
            programmeID: run[0].programmeID,
            following: following
        )
    }

    private func append(
        _ name: String,
        _ sql: String,
        _ subject: PostgresValue,
        type: String,
        programmeID: UUID?,
        effectiveAt: Moment? = nil,
        following: Int
    ) -> Statement {
        Statement(
            name,
            sql,
            [
                .uuid(tenant.organisationID), .text(type), subject, .uuid(programmeID), .uuid(provenance.actorID),
                .uuid(provenance.clientID), .text(provenance.operationID), .uuid(provenance.requestID),
                .text(provenance.reason), .uuid(provenance.decisionID),
                .timestamptz(effectiveAt.map { PostgresTimestamp($0) }),
            ] + findings + [.int8(Int64(following))]
        )
    }

    private static let insert = """
        INSERT INTO koers.journal (organisation_id, sequence, occurred_at, effective_at, type, subject, programme_id, \
        actor_id, client_id, operation_id, request_id, reason, decision_id, findings_nl, findings_en, data_hash, \
        previous_hash, hash)
        """

    /// The hash of the last entry before these ones.
    ///
    /// It is the last one below, and not that of a number: this asks for the order of the primary key, where a journal
    /// that seemed short when the statement was planned would let any index do that ends in the sequence.
    private static func hash(before sequence: String) -> String {
        """
        coalesce((SELECT p.hash FROM koers.journal p WHERE p.organisation_id = $1 AND p.sequence < \(sequence) \
        ORDER BY p.sequence DESC LIMIT 1), decode(repeat('00', 32), 'hex'))
        """
    }

    /// The entry before and the data are asked for by themselves: as joins their subtractions, which are not known to
    /// be leakproof, would stand before row-level security, and PostgreSQL would read the whole journal for each write.
    /// OFFSET keeps both from being asked for twice.
    private static let append = """
        \(insert) SELECT $1, e.sequence, e.occurred_at, $11, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, \
        e.data_hash, e.previous_hash, koers.journal_hash(e.previous_hash, e.sequence, e.occurred_at, $11, $2, $3, $4, \
        $5, $6, $7, $8, $9, $10, $12, $13, e.data_hash) \
        FROM (SELECT h.sequence - $14 AS sequence, h.occurred_at, \(hash(before: "h.sequence - $14")) AS previous_hash, \
        (SELECT sha256(convert_to(d.data::text, 'UTF8')) \
        FROM koers.journal_data d WHERE d.organisation_id = $1 AND d.sequence = h.sequence - $14) AS data_hash \
        FROM koers.journal_head h WHERE h.organisation_id = $1 OFFSET 0) e
        """

    /// The same for entries that differ in their subjects: their data is read in the order of the sequence, and the
    /// chain is made along it.
    private static let appendMany = """
        \(insert) SELECT $1, e.sequence, e.occurred_at, $11, $2, e.subject, $4, $5, $6, $7, $8, $9, $10, $12, $13, \
        e.data_hash, lag(e.hash, 1, e.first) OVER (ORDER BY e.sequence), e.hash \
        FROM (SELECT n.*, koers.journal_chain(n.first, n.sequence, n.occurred_at, $11, $2, n.subject, $4, $5, $6, $7, \
        $8, $9, $10, $12, $13, n.data_hash) OVER (ORDER BY n.sequence) AS hash \
        FROM (SELECT d.sequence, h.occurred_at, h.first, \
        ($3::text[])[d.sequence - h.before] AS subject, sha256(convert_to(d.data::text, 'UTF8')) AS data_hash \
        FROM (SELECT b.*, \(hash(before: "b.before + 1")) AS first FROM (SELECT h.occurred_at, \
        h.sequence - $14 - cardinality($3::text[]) AS before, h.sequence - $14 AS until FROM koers.journal_head h \
        WHERE h.organisation_id = $1 OFFSET 0) b OFFSET 0) h CROSS JOIN LATERAL (SELECT j.sequence, j.data \
        FROM koers.journal_data j WHERE j.organisation_id = $1 AND j.sequence > h.before AND j.sequence <= h.until \
        ORDER BY j.sequence) d) n) e
        """
}

extension Effect {
    /// The journal's type of its entry.
    fileprivate var type: String { "\(resource.name).\(event)" }
}

extension [Finding] {
    /// The findings as a JSON array, in one language.
    package func json(in language: Language) -> String {
        Value.array(map { $0.value(in: language) }).json
    }
}
