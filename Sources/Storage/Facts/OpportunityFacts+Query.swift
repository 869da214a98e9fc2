import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == [GoalNode] {
    /// Goals of a programme, in the order of their ids, ended ones included.
    ///
    /// - Parameters:
    ///   - ids: The goals in question; nil for those of the opportunity.
    ///   - opportunity: The opportunity that names its own.
    package static func goals(
        ofProgramme programme: UUID?,
        named ids: [UUID]?,
        elseBy opportunity: UUID
    ) -> FactQuery {
        FactQuery(
            "goals of an opportunity",
            """
            SELECT g.id, g.kind, g.parent_id, g.text, g.ended_at IS NOT NULL FROM koers.goal g \
            WHERE g.organisation_id = $1 AND g.programme_id = $2 AND g.id = ANY(coalesce($3, \
            (SELECT o.goal_ids FROM koers.opportunity o WHERE o.organisation_id = $1 AND o.id = $4))) ORDER BY g.id
            """,
            [.uuid(programme), .uuidArray(ids), .uuid(opportunity)]
        ) { rows in
            try rows.map { row in
                GoalNode(
                    id: try row.decode(0),
                    kind: GoalKind(rawValue: try row.decode(1)) ?? .goal,
                    parentID: try row.decodeIfPresent(2),
                    text: try row.decode(3),
                    isEnded: try row.decode(4)
                )
            }
        }
    }
}
