package import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == AssignmentFacts? {
    /// The role of an assignment and the sponsors of its programme; `nil` when there is no such assignment.
    ///
    /// A command that asks has locked the programme, and what a role is for never changes.
    package static func assignment(_ id: UUID) -> FactQuery {
        FactQuery(
            "role and sponsors",
            """
            SELECT r.kind, p.political_sponsor_id, p.official_sponsor_id FROM koers.assignment a \
            JOIN koers.role r ON r.organisation_id = $1 AND r.id = a.role_id \
            LEFT JOIN koers.programme p ON p.organisation_id = $1 AND p.id = a.programme_id \
            WHERE a.organisation_id = $1 AND a.id = $2
            """,
            [.uuid(id)]
        ) { rows in
            try rows.first.map { row in
                AssignmentFacts(
                    roleKind: RoleKind(rawValue: try row.decode(0)) ?? .other,
                    politicalSponsorID: try row.decodeIfPresent(1),
                    officialSponsorID: try row.decodeIfPresent(2)
                )
            }
        }
    }
}

extension FactQuery where Facts == AssignmentStep? {
    /// An assignment with its role, the person's hours, and what hangs on who is in the role; `nil` when there is no such
    /// assignment.
    ///
    /// - Parameter exception: The decision that is to let the person in (PPL-02).
    package static func step(
        ofAssignment id: UUID,
        to status: AssignmentStatus,
        exception: UUID?
    ) -> FactQuery {
        let moves = status == .active || status == .ended
        let all = FactQuery<AssignmentFacts?>.assignment(id)
            .and(moves ? FactQuery<Void>.lockOnMandates(ofPersonOf: id) : .none)
            .and(FactQuery<[RoleFacts]>.role(ofAssignment: id))
            .and(FactQuery<PersonHours?>.hours(ofAssignment: id))
            .and(FactQuery<ExceptionFacts?>.exception(exception))
            .and(moves ? FactQuery<[MandateFacts]>.mandates(ofPersonOf: id) : .ofNobody())
            .and(status == .ended ? FactQuery<[MandateFacts]>.mandates(ofRoleOf: id) : .ofNobody())
        return FactQuery(parts: all.parts) { results in
            let ((rest, personalMandates), roleMandates) = try all.decode(results)
            let ((((assignment, _), roles), hours), exception) = rest
            guard let assignment, let role = roles.first, let hours, let exception else { return nil }
            return AssignmentStep(
                assignment: assignment,
                role: role,
                hours: hours,
                exception: exception,
                personalMandates: personalMandates,
                roleMandates: roleMandates
            )
        }
    }
}
