import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == TakingFacts? {
    /// No question: the step asks for nobody's authority.
    package static func ofNobody() -> FactQuery { FactQuery(parts: []) { _ in nil } }

    /// A decision with everything that its taking is weighed against; `nil` when there is no such decision.
    ///
    /// In a command all that the outcome rests on is locked before it is read: the decision, what it ratifies, its
    /// partner, every mandate of the chain, the role and the assignments that make someone its mandatary, and the person.
    /// Whoever takes a decision within another command, as engaging a commitment does, asks this as well.
    ///
    /// - Parameter person: Who would take it.
    package static func taking(_ decision: UUID?, by person: UUID?) -> FactQuery {
        let subject = FactStatement(
            name: "decision to take",
            sql: """
                SELECT \(DecisionFacts.columns) FROM koers.decision d WHERE d.organisation_id = $1 AND d.id = $2
                """,
            lock: "FOR NO KEY UPDATE OF d",
            parameters: [.uuid(decision)]
        )
        let related = FactStatement(
            name: "decisions it is about",
            sql: """
                SELECT \(DecisionFacts.columns) FROM koers.decision d WHERE d.organisation_id = $1 AND d.id IN \
                (SELECT x.ratifies_id FROM koers.decision x WHERE x.organisation_id = $1 AND x.id = $2 UNION ALL \
                SELECT x.objection_to_id FROM koers.decision x WHERE x.organisation_id = $1 AND x.id = $2) ORDER BY d.id
                """,
            lock: "FOR NO KEY UPDATE OF d",
            parameters: [.uuid(decision)]
        )
        let authority = FactQuery<AuthorityFacts>.authority(.ofDecision(decision), askedBy: person)
        return FactQuery(parts: [subject, related] + authority.parts) { results in
            guard let row = results[0].first else { return nil }
            let decision = try DecisionFacts(row)
            let others = try results[1].map { try DecisionFacts($0) }
            return TakingFacts(
                decision: decision,
                authority: try authority.decode(Array(results.dropFirst(2))),
                ratified: others.first { $0.id == decision.ratifiesID },
                objectedTo: others.first { $0.id == decision.objectionToID }
            )
        }
    }
}

extension FactQuery where Facts == DecisionFacts? {
    /// A decision that something is to rest on, which cannot be withdrawn meanwhile; `nil` when there is none.
    ///
    /// - Parameter isShared: Whether others may rest on it at the same time; not where what moves on it is added up.
    package static func decision(_ id: UUID?, isShared: Bool = true) -> FactQuery {
        FactQuery(
            "decision to rest on",
            "SELECT \(DecisionFacts.columns) FROM koers.decision d WHERE d.organisation_id = $1 AND d.id = $2",
            lock: isShared ? "FOR SHARE OF d" : "FOR NO KEY UPDATE OF d",
            [.uuid(id)]
        ) { try $0.first.map { try DecisionFacts($0) } }
    }
}

extension FactQuery where Facts == [DecisionFacts] {
    /// What a step of a programme may rest on: the decision that is named, whatever it is, or without a name those of the
    /// kind that the programme has. None where the step rests on no decision.
    static func decisions(ofProgramme programme: UUID, _ kind: DecisionKind?, named decision: UUID?) -> FactQuery {
        guard let kind else { return FactQuery(parts: []) { _ in [] } }
        return FactQuery(
            "decisions that the step may rest on",
            """
            SELECT \(DecisionFacts.columns) FROM koers.decision d WHERE d.organisation_id = $1 AND CASE \
            WHEN $2::uuid IS NULL THEN d.programme_id = $3 AND d.kind = $4 AND d.status = 'taken' ELSE d.id = $2 END \
            ORDER BY d.id
            """,
            lock: "FOR SHARE OF d",
            [.uuid(decision), .uuid(programme), .text(kind.rawValue)]
        ) { try $0.map { try DecisionFacts($0) } }
    }
}

extension DecisionFacts {
    /// What these facts are read from, over the row `d` of the decision.
    static let columns = """
        d.id, d.code, d.programme_id, d.kind, d.subject, d.amount_cents, d.partner_id, d.body, d.mandate_id, \
        d.resolution, d.proposed_by_id, d.proposed_at, d.status, d.taken_by_id, d.taken_at, d.until_date, \
        d.instructions_acknowledged, d.ratifies_id, d.objection_to_id
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            code: try row.decodeIfPresent(1),
            programmeID: try row.decode(2),
            kind: DecisionKind(rawValue: try row.decode(3)) ?? .other,
            subject: try row.decode(4),
            amountCents: try row.decodeIfPresent(5),
            partnerID: try row.decodeIfPresent(6),
            body: GoverningBody(rawValue: try row.decode(7)) ?? .college,
            mandateID: try row.decodeIfPresent(8),
            resolution: try row.decodeIfPresent(9),
            proposedByID: try row.decodeIfPresent(10),
            proposedAt: try row.decodeIfPresent(11, as: PostgresTimestamp.self).map { Moment($0) },
            status: DecisionStatus(rawValue: try row.decode(12)) ?? .draft,
            takenByID: try row.decodeIfPresent(13),
            takenAt: try row.decodeIfPresent(14, as: PostgresTimestamp.self).map { Moment($0) },
            untilDate: try row.decodeIfPresent(15, as: PostgresDate.self).map { CalendarDate($0) },
            instructionsAcknowledged: try row.decode(16),
            ratifiesID: try row.decodeIfPresent(17),
            objectionToID: try row.decodeIfPresent(18)
        )
    }
}
