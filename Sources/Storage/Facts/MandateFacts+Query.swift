package import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == [MandateFacts] {
    /// A mandate and what it rests on, up to the body's own. In a command every one of them is locked, so that none is
    /// narrowed or revoked before the effects are written.
    ///
    /// - Parameter id: The mandate that the chain begins with; without one there is none.
    package static func mandates(upFrom id: UUID?) -> FactQuery {
        FactQuery(
            "mandates of a chain",
            """
            SELECT \(MandateFacts.columns) FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id IN \
            (\(MandateFacts.chain(from: "c.id = $2"))) ORDER BY m.id
            """,
            lock: "FOR SHARE OF m",
            [.uuid(id)]
        ) { rows in try rows.map { try MandateFacts($0) } }
    }

    /// The same of a mandate that is there already, without itself.
    package static func mandates(above id: UUID) -> FactQuery {
        FactQuery(
            "mandates above one",
            """
            SELECT \(MandateFacts.columns) FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id <> $2 AND m.id IN \
            (\(MandateFacts.chain(from: "c.id = $2"))) ORDER BY m.id
            """,
            lock: "FOR SHARE OF m",
            [.uuid(id)]
        ) { rows in try rows.map { try MandateFacts($0) } }
    }
}

/// Everything that a step of a mandate is weighed against.
package struct MandateStepGround: Sendable {
    /// What it rests on.
    package let above: [MandateFacts]
    /// When the last decision was taken under it.
    package let lastDecisionAt: Moment?
    /// The active assignments of the person that gets it, where it comes into force for one.
    package let promises: [HoursPromise]
}

extension FactQuery where Facts == MandateStepGround {
    package static func step(ofMandate id: UUID, to status: MandateStatus) -> FactQuery {
        let all = FactQuery<[MandateFacts]>.mandates(above: id).and(FactQuery<Moment?>.lastDecision(under: id))
            .and(status == .inForce ? FactQuery<PersonHours?>.hours(ofMandataryOf: id) : .unasked())
        return FactQuery(parts: all.parts) { results in
            let ((above, lastDecisionAt), hours) = try all.decode(results)
            return MandateStepGround(above: above, lastDecisionAt: lastDecisionAt, promises: hours?.promises ?? [])
        }
    }
}

extension FactQuery where Facts == Moment? {
    /// When the last decision was taken that rests on a mandate. A command that asks has locked the mandate, and with it
    /// has waited for whoever was deciding under it.
    package static func lastDecision(under mandate: UUID) -> FactQuery {
        FactQuery(
            "last decision under a mandate",
            """
            SELECT max(d.taken_at) FROM koers.decision_mandate c JOIN koers.decision d ON d.organisation_id = $1 \
            AND d.id = c.decision_id WHERE c.organisation_id = $1 AND c.mandate_id = $2
            """,
            [.uuid(mandate)]
        ) { try $0[0].decodeIfPresent(0, as: PostgresTimestamp.self).map { Moment($0) } }
    }
}

extension MandateFacts {
    /// The ids of a mandate and of all above it, over rows `c`.
    ///
    /// - Parameter condition: Which mandate it begins with, besides the organisation.
    static func chain(from condition: String) -> String {
        """
        WITH RECURSIVE chain (id, parent_id, depth) AS (SELECT c.id, c.parent_id, 0 FROM koers.mandate c \
        WHERE c.organisation_id = $1 AND \(condition) UNION ALL SELECT c.id, c.parent_id, chain.depth + 1 FROM chain \
        JOIN koers.mandate c ON c.organisation_id = $1 AND c.id = chain.parent_id WHERE chain.depth < 20) \
        SELECT chain.id FROM chain
        """
    }

    /// What these facts are read from, over the row `m` of the mandate. The status is the one of today.
    static let columns = """
        m.id, m.code, m.kind, m.body, m.parent_id, m.mandatary_role_id, m.mandatary_person_id, m.programme_id, m.powers, \
        m.ceiling_cents, m.one_case, m.sub_mandate_allowed, m.max_depth, m.instructions, m.founding_decision, m.external, \
        m.has_employer, m.mandatary_consent_date, m.employer_consent_date, m.from_date, m.until_date, \
        CASE WHEN koers.mandate_due(m.status, m.until_date, m.mandatary_until_date) THEN 'expired' ELSE m.status END, \
        m.in_force_at, m.revoked_at, m.mandatary_until_date
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            code: try row.decodeIfPresent(1),
            kind: MandateKind(rawValue: try row.decode(2)) ?? .authorisation,
            body: GoverningBody(rawValue: try row.decode(3)) ?? .college,
            parentID: try row.decodeIfPresent(4),
            mandataryRoleID: try row.decodeIfPresent(5),
            mandataryPersonID: try row.decodeIfPresent(6),
            programmeID: try row.decodeIfPresent(7),
            powers: try row.decode(8, as: [String].self).compactMap(DecisionKind.init),
            ceilingCents: try row.decodeIfPresent(9),
            oneCase: try row.decodeIfPresent(10),
            subMandateAllowed: try row.decode(11),
            maxDepth: try row.decode(12),
            instructions: try row.decodeIfPresent(13),
            foundingDecision: try row.decodeIfPresent(14),
            isExternal: try row.decode(15),
            hasEmployer: try row.decode(16),
            mandataryConsentDate: try row.decodeIfPresent(17, as: PostgresDate.self).map { CalendarDate($0) },
            employerConsentDate: try row.decodeIfPresent(18, as: PostgresDate.self).map { CalendarDate($0) },
            fromDate: CalendarDate(try row.decode(19, as: PostgresDate.self)),
            untilDate: try row.decodeIfPresent(20, as: PostgresDate.self).map { CalendarDate($0) },
            mandataryUntilDate: try row.decodeIfPresent(24, as: PostgresDate.self).map { CalendarDate($0) },
            status: MandateStatus(rawValue: try row.decode(21)) ?? .draft,
            inForceAt: try row.decodeIfPresent(22, as: PostgresTimestamp.self).map { Moment($0) },
            revokedAt: try row.decodeIfPresent(23, as: PostgresTimestamp.self).map { Moment($0) }
        )
    }
}
