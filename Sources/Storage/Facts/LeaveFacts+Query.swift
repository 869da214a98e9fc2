import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == LeaveFacts? {
    /// No question: the step takes nobody out of a role.
    package static func nobodyLeaves() -> FactQuery { FactQuery(parts: []) { _ in nil } }

    /// What someone takes along who leaves a role: the personal mandates that count for it, and what the role keeps.
    /// `nil` when there is no such assignment.
    ///
    /// A command locks the mandates, whether or not they end.
    package static func leave(ofAssignment id: UUID) -> FactQuery {
        let role = FactQuery<RoleFacts?>(
            "role that is left",
            """
            SELECT \(RoleFacts.columns) WHERE r.organisation_id = $1 AND r.id = \
            (SELECT a.role_id FROM koers.assignment a WHERE a.organisation_id = $1 AND a.id = $2)
            """,
            [.uuid(id)]
        ) { try RoleFacts.roles($0).first }
        let mandates = FactQuery<[MandateFacts]>(
            "mandates of whoever leaves",
            """
            SELECT \(MandateFacts.columns) FROM koers.mandate m WHERE m.organisation_id = $1 AND m.status = 'in_force' \
            AND m.id IN (SELECT x.id FROM koers.mandate x JOIN koers.assignment a ON a.organisation_id = $1 AND a.id = $2 \
            WHERE x.organisation_id = $1 AND (x.mandatary_person_id = a.person_id OR x.mandatary_role_id = a.role_id)) \
            ORDER BY m.id
            """,
            lock: "FOR NO KEY UPDATE OF m",
            [.uuid(id)]
        ) { try $0.map { try MandateFacts($0) } }
        let other = FactQuery<[UUID]>(
            "where else someone stays",
            """
            SELECT DISTINCT b.place_id FROM koers.assignment a JOIN koers.assignment b ON b.organisation_id = $1 \
            AND b.person_id = a.person_id AND b.id <> a.id WHERE a.organisation_id = $1 AND a.id = $2 \
            AND b.status = 'active' AND (b.until_date IS NULL OR b.until_date > koers.today()) ORDER BY b.place_id
            """,
            [.uuid(id)]
        ) { try $0.map { try $0.decode(0) } }
        let all = role.and(mandates).and(other)
        return FactQuery(parts: all.parts) { results in
            let ((role, mandates), places) = try all.decode(results)
            return role.map { role in
                LeaveFacts(
                    role: role,
                    personalMandates: mandates.filter { $0.mandataryRoleID == nil },
                    roleMandates: mandates.filter { $0.mandataryRoleID != nil },
                    remainsIn: Set(places)
                )
            }
        }
    }
}
