import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == SupportFacts? {
    /// A programme's vision and those who must carry it; `nil` when there is no such programme.
    ///
    /// A command that asks has locked the programme, and everything that these facts rest on changes only under that
    /// lock.
    ///
    /// - Parameter vision: The vision in question; without one the adopted one.
    package static func support(ofProgramme programme: UUID?, vision: UUID? = nil) -> FactQuery {
        let parts = [
            programmeAndTerm(programme), visions(ofProgramme: programme, vision),
            stakeholders(ofProgramme: programme, vision),
        ]
        return FactQuery(parts: parts) { results in
            guard let row = results[0].first else { return nil }
            let visions = try results[1].map { try VisionFacts($0) }
            return SupportFacts(
                programme: try ProgrammeFacts(row, from: 0),
                vision: visions.first { vision == nil ? $0.status == .adopted : $0.id == vision },
                adopted: visions.first { $0.status == .adopted },
                lastNumber: try row.decode(ProgrammeFacts.columnCount),
                stakeholders: try results[2].map { try StakeholderFacts($0) },
                recoveryDays: try row.decode(ProgrammeFacts.columnCount + 1),
                today: CalendarDate(try row.decode(ProgrammeFacts.columnCount + 2, as: PostgresDate.self))
            )
        }
    }

    private static func programmeAndTerm(_ programme: UUID?) -> FactStatement {
        FactStatement(
            name: "programme and term",
            sql: """
                SELECT \(ProgrammeFacts.columns), coalesce((SELECT max(v.number) FROM koers.vision v \
                WHERE v.organisation_id = $1 AND v.programme_id = $2), 0), o.support_recovery_days, koers.today() \
                FROM koers.programme p JOIN koers.organisation o ON o.organisation_id = $1 \
                WHERE p.organisation_id = $1 AND p.id = $2
                """,
            lock: "",
            parameters: [.uuid(programme)]
        )
    }

    /// The vision in question and the adopted one.
    private static func visions(ofProgramme programme: UUID?, _ vision: UUID?) -> FactStatement {
        FactStatement(
            name: "visions in question",
            sql: """
                SELECT \(VisionFacts.columns) FROM koers.vision v \
                WHERE v.organisation_id = $1 AND v.programme_id = $2 AND (v.id = $3 OR v.status = 'adopted')
                """,
            lock: "",
            parameters: [.uuid(programme), .uuid(vision)]
        )
    }

    /// Every stakeholder with its latest stance on the vision in question.
    private static func stakeholders(ofProgramme programme: UUID?, _ vision: UUID?) -> FactStatement {
        FactStatement(
            name: "stakeholders and stances",
            sql: """
                SELECT s.id, s.name, s.category, s.partner_id, s.representative_id, s.required, s.created_at, \
                s.ended_at, CASE WHEN s.ended_at IS NULL THEN (s.removal ->> 'requestedById')::uuid END, \
                e.stance, e.note, e.given_by_id, e.given_at, \
                EXISTS (SELECT FROM koers.endorsement g WHERE g.organisation_id = $1 AND g.stakeholder_id = s.id) \
                FROM koers.programme p \
                JOIN koers.stakeholder s ON s.organisation_id = $1 AND s.programme_id = p.id \
                LEFT JOIN LATERAL (SELECT l.stance, l.note, l.given_by_id, l.given_at FROM koers.endorsement l \
                WHERE l.organisation_id = $1 AND l.stakeholder_id = s.id AND l.vision_id = coalesce($3, p.vision_id) \
                ORDER BY l.given_at DESC LIMIT 1) e ON true \
                WHERE p.organisation_id = $1 AND p.id = $2 ORDER BY s.name, s.id
                """,
            lock: "",
            parameters: [.uuid(programme), .uuid(vision)]
        )
    }
}

extension VisionFacts {
    /// What these facts are read from, over the row `v` of the vision.
    static let columns = "v.id, v.number, v.status, v.digest, v.adopted_at"

    init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            number: try row.decode(1),
            status: VisionStatus(rawValue: try row.decode(2)) ?? .draft,
            digest: try row.decode(3),
            adoptedAt: try row.decodeIfPresent(4, as: PostgresTimestamp.self).map { Moment($0) }
        )
    }
}

extension StakeholderFacts {
    fileprivate init(_ row: Row) throws {
        let stance = try row.decodeIfPresent(9, as: String.self).flatMap(Stance.init)
        self.init(
            id: try row.decode(0),
            name: try row.decode(1),
            category: StakeholderCategory(rawValue: try row.decode(2)) ?? .residents,
            partnerID: try row.decodeIfPresent(3),
            representativeID: try row.decode(4),
            required: try row.decode(5),
            createdAt: Moment(try row.decode(6, as: PostgresTimestamp.self)),
            endedAt: try row.decodeIfPresent(7, as: PostgresTimestamp.self).map { Moment($0) },
            removalRequestedByID: try row.decodeIfPresent(8),
            latest: try stance.map {
                GivenStance(
                    stance: $0,
                    note: try row.decodeIfPresent(10),
                    givenByID: try row.decode(11),
                    givenAt: Moment(try row.decode(12, as: PostgresTimestamp.self))
                )
            },
            hasGivenStance: try row.decode(13)
        )
    }
}
