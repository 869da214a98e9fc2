import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == [TeamCapacityFacts] {
    /// No question: the step does not ask for hours.
    static var nobody: FactQuery { FactQuery(parts: []) { _ in [] } }

    /// The teams that have an effort of the programme to do, by name.
    package static func teams(ofProgramme programme: UUID) -> FactQuery {
        FactQuery(
            "teams and their hours",
            """
            SELECT t.id, t.name, EXISTS (SELECT FROM koers.capacity_agreement a WHERE a.organisation_id = $1 \
            AND a.programme_id = $2 AND a.team_id = t.id AND a.status = 'confirmed' AND a.until_date >= koers.today()) \
            FROM koers.team t WHERE t.organisation_id = $1 AND t.id IN (SELECT e.team_id FROM koers.effort e \
            WHERE e.organisation_id = $1 AND e.programme_id = $2 AND e.status IN ('proposed', 'active')) \
            ORDER BY t.name, t.id
            """,
            [.uuid(programme)]
        ) { rows in
            try rows.map { row in
                TeamCapacityFacts(
                    id: try row.decode(0),
                    name: try row.decode(1),
                    hasConfirmedHours: try row.decode(2)
                )
            }
        }
    }
}
