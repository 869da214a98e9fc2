package import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == PartnerRelationFacts? {
    /// A relation with its partner's name; `nil` when there is no such relation.
    package static func partnerRelation(_ id: UUID?, ofProgramme programme: UUID?) -> FactQuery {
        FactQuery(
            "relation and partner",
            """
            SELECT \(PartnerRelationFacts.columns) FROM koers.partner_relation r \
            JOIN koers.partner p ON p.organisation_id = $1 AND p.id = r.partner_id \
            WHERE r.organisation_id = $1 AND r.programme_id = $2 AND r.id = $3
            """,
            [.uuid(programme), .uuid(id)]
        ) { try $0.first.map { try PartnerRelationFacts($0) } }
    }
}

/// A partner, and its relations for one provision.
package struct PartnerAndSiblings: Sendable {
    package let partnerID: UUID
    package let partnerName: String
    package let siblings: [SiblingRelation]
}

extension FactQuery where Facts == PartnerAndSiblings? {
    /// The partner of a relation, locked, and its other relations for the provision, of any programme, that have not ended.
    ///
    /// The partner is locked first, so that of two programmes at once the later one sees what the first did (PRT-07).
    ///
    /// - Parameters:
    ///   - partner: The partner; `nil` for that of the relation.
    ///   - provision: The provision; `nil` for that of the relation.
    package static func siblings(of relation: UUID, partner: UUID?, provision: String?) -> FactQuery {
        let own = "SELECT o.partner_id FROM koers.partner_relation o WHERE o.organisation_id = $1 AND o.id = $2"
        let lock = FactStatement(
            name: "partner of a relation",
            sql: """
                SELECT p.id, p.name FROM koers.partner p \
                WHERE p.organisation_id = $1 AND p.id = coalesce($3, (\(own)))
                """,
            lock: "FOR NO KEY UPDATE OF p",
            parameters: [.uuid(relation), .uuid(partner)]
        )
        let siblings = FactStatement(
            name: "relations for a provision",
            sql: """
                SELECT r.id, g.id, g.name, r.form FROM koers.partner_relation r \
                JOIN koers.programme g ON g.organisation_id = $1 AND g.id = r.programme_id \
                WHERE r.organisation_id = $1 AND r.partner_id = coalesce($3, (\(own))) AND r.id <> $2 \
                AND r.status <> 'ended' AND r.provision_key = coalesce(koers.text_key($4), (SELECT o.provision_key \
                FROM koers.partner_relation o WHERE o.organisation_id = $1 AND o.id = $2)) ORDER BY r.id
                """,
            lock: "",
            parameters: [.uuid(relation), .uuid(partner), .text(provision)]
        )
        return FactQuery(parts: [lock, siblings]) { results in
            guard let partner = results[0].first else { return nil }
            return PartnerAndSiblings(
                partnerID: try partner.decode(0),
                partnerName: try partner.decode(1),
                siblings: try results[1].map { row in
                    SiblingRelation(
                        id: try row.decode(0),
                        programmeID: try row.decode(1),
                        programmeName: try row.decode(2),
                        form: PartnerForm(rawValue: try row.decode(3)) ?? .network
                    )
                }
            )
        }
    }
}

/// What winding a relation down rests on besides the relation itself.
package struct WindDownTerms: Sendable {
    package let history: SubsidyHistory
    package let termMonths: Int64
    package let today: CalendarDate
}

extension FactQuery where Facts == WindDownTerms {
    /// The subsidies for the provision of a relation that its partner's predecessors had, and how long a term has to be.
    package static func windDown(of relation: UUID) -> FactQuery {
        let settings = FactStatement(
            name: "term of winding down",
            sql: """
                SELECT o.wind_down_term_months, koers.today() FROM koers.organisation o WHERE o.organisation_id = $1
                """,
            lock: "",
            parameters: []
        )
        let spans = FactStatement(
            name: "subsidies of a line of partners",
            sql: """
                WITH RECURSIVE line AS (\
                SELECT p.id, p.name, p.predecessor_ids FROM koers.partner_relation o \
                JOIN koers.partner p ON p.organisation_id = $1 AND p.id = o.partner_id \
                WHERE o.organisation_id = $1 AND o.id = $2 \
                UNION SELECT p.id, p.name, p.predecessor_ids FROM line l \
                JOIN koers.partner p ON p.organisation_id = $1 AND p.id = ANY(l.predecessor_ids)) \
                SELECT l.name, r.subsidy_since_year, \
                CASE WHEN r.status = 'ended' THEN extract(year FROM r.end_date)::int8 END \
                FROM line l JOIN koers.partner_relation r ON r.organisation_id = $1 AND r.partner_id = l.id \
                WHERE r.id <> $2 AND r.subsidy_since_year IS NOT NULL AND r.provision_key = (SELECT o.provision_key \
                FROM koers.partner_relation o WHERE o.organisation_id = $1 AND o.id = $2) \
                ORDER BY r.subsidy_since_year DESC, r.id
                """,
            lock: "",
            parameters: [.uuid(relation)]
        )
        return FactQuery(parts: [settings, spans]) { results in
            WindDownTerms(
                history: SubsidyHistory(
                    earlier: try results[1].map { row in
                        SubsidyHistory.Span(
                            partnerName: try row.decode(0),
                            since: try row.decode(1),
                            until: try row.decodeIfPresent(2)
                        )
                    }
                ),
                termMonths: try results[0][0].decode(0),
                today: CalendarDate(try results[0][0].decode(1, as: PostgresDate.self))
            )
        }
    }
}

extension FactQuery where Facts == RelationEndFacts? {
    /// A relation with what still runs in it, and the decision that ends it; `nil` when there is no such relation.
    ///
    /// - Parameter today: The day in the Netherlands on which it is to end.
    package static func end(
        of id: UUID,
        ofProgramme programme: UUID?,
        restingOn decision: UUID?,
        on today: CalendarDate
    ) -> FactQuery {
        let running = FactQuery<[RunningObligation]>(
            "what runs with a partner",
            """
            SELECT 'agreement', a.id, a.subject FROM koers.agreement a WHERE a.organisation_id = $1 \
            AND a.partner_relation_id = $2 AND (a.until_date IS NULL OR a.until_date >= koers.today()) \
            UNION ALL SELECT 'commitment', c.id, c.subject FROM koers.partner_relation r JOIN koers.commitment c \
            ON c.organisation_id = $1 AND c.programme_id = r.programme_id AND c.partner_id = r.partner_id \
            WHERE r.organisation_id = $1 AND r.id = $2 AND c.outstanding_cents > 0 ORDER BY 1, 2
            """,
            [.uuid(id)]
        ) { try $0.map { RunningObligation(type: try $0.decode(0), id: try $0.decode(1), name: try $0.decode(2)) } }
        let all = FactQuery<PartnerRelationFacts?>.partnerRelation(id, ofProgramme: programme).and(running)
            .and(FactQuery<DecisionFacts?>.decision(decision))
        return FactQuery(parts: all.parts) { results in
            guard case ((let relation?, let running), let decision) = try all.decode(results), let programme else {
                return nil
            }
            return RelationEndFacts(
                relation: relation,
                programmeID: programme,
                running: running,
                decision: decision,
                today: today
            )
        }
    }
}

extension PartnerRelationFacts {
    /// What these facts are read from, over the rows `r` of the relation and `p` of its partner.
    static let columns = """
        r.id, p.id, p.name, r.provision, r.form, r.status, r.subsidy_since_year, r.announced_date, r.end_date, \
        r.wind_down_motivation
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            partnerID: try row.decode(1),
            partnerName: try row.decode(2),
            provision: try row.decode(3),
            form: PartnerForm(rawValue: try row.decode(4)) ?? .network,
            status: PartnerRelationStatus(rawValue: try row.decode(5)) ?? .active,
            subsidySinceYear: try row.decodeIfPresent(6),
            announcedDate: try row.decodeIfPresent(7, as: PostgresDate.self).map { CalendarDate($0) },
            endDate: try row.decodeIfPresent(8, as: PostgresDate.self).map { CalendarDate($0) },
            windDownMotivation: try row.decodeIfPresent(9)
        )
    }
}
