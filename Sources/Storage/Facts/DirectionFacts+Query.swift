package import Domain
package import Foundation
import Postgres

/// What a new position of a relation does to what there is.
package struct PositionSurroundings: Sendable {
    /// The last day on which the partner was placed, if it was.
    package let latestDate: CalendarDate?
    /// The directions that still run and are not marked yet, in the order of their ids.
    package let runningDirections: [UUID]
}

extension FactQuery where Facts == PositionSurroundings {
    package static func positions(ofRelation relation: UUID?) -> FactQuery {
        let latest = FactStatement(
            name: "latest position",
            sql: """
                SELECT q.assessed_date FROM koers.position q WHERE q.organisation_id = $1 \
                AND q.partner_relation_id = $2 ORDER BY q.assessed_date DESC, q.id DESC LIMIT 1
                """,
            lock: "",
            parameters: [.uuid(relation)]
        )
        let running = FactStatement(
            name: "running directions",
            sql: """
                SELECT d.id FROM koers.direction d WHERE d.organisation_id = $1 AND d.partner_relation_id = $2 \
                AND d.status IN ('proposed', 'agreed', 'in_progress') AND NOT d.reassess ORDER BY d.id
                """,
            lock: "",
            parameters: [.uuid(relation)]
        )
        return FactQuery(parts: [latest, running]) { results in
            PositionSurroundings(
                latestDate: try results[0].first.map { CalendarDate(try $0.decode(0, as: PostgresDate.self)) },
                runningDirections: try results[1].map { try $0.decode(0) }
            )
        }
    }
}

extension FactQuery where Facts == Int64 {
    /// As many persons have to agree on a direction (organisation setting).
    package static var minimumDirectionParticipants: FactQuery {
        FactQuery(
            "participants of a direction",
            "SELECT o.minimum_direction_participants FROM koers.organisation o WHERE o.organisation_id = $1"
        ) { try $0[0].decode(0) }
    }
}

extension FactQuery where Facts == DirectionStatus? {
    /// The status of a direction of a relation; `nil` when it has no such direction.
    package static func directionStatus(_ id: UUID?, ofRelation relation: UUID?) -> FactQuery {
        FactQuery(
            "status of a direction",
            """
            SELECT d.status FROM koers.direction d \
            WHERE d.organisation_id = $1 AND d.partner_relation_id = $2 AND d.id = $3
            """,
            [.uuid(relation), .uuid(id)]
        ) { rows in try rows.first.flatMap { DirectionStatus(rawValue: try $0.decode(0)) } }
    }
}
