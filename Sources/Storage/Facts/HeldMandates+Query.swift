import Domain
package import Foundation
import Postgres

/// The mandates that hang on the role of an assignment: those of its person, and those of the role (PPL-05).
///
/// Whoever decides under a mandate locks it before the person who decides. A command on an assignment keeps that order:
/// first it locks the mandates of the person, then the person, and only then it reads which mandates there are.
extension FactQuery where Facts == Void {
    /// Locks the mandates in force that the person of an assignment has personally.
    static func lockOnMandates(ofPersonOf assignment: UUID) -> FactQuery {
        FactQuery(
            "lock mandates of the person",
            "SELECT 1 FROM koers.mandate m WHERE \(held) ORDER BY m.id",
            lock: "FOR NO KEY UPDATE OF m",
            [.uuid(assignment)]
        ) { _ in }
    }
}

extension FactQuery where Facts == [MandateFacts] {
    /// No question: nobody's mandates hang on it.
    static func ofNobody() -> FactQuery { FactQuery(parts: []) { _ in [] } }

    /// The mandates in force that the person of an assignment has personally.
    static func mandates(ofPersonOf assignment: UUID) -> FactQuery {
        FactQuery(
            "mandates of the person",
            "SELECT \(MandateFacts.columns) FROM koers.mandate m WHERE \(held) ORDER BY m.id",
            [.uuid(assignment)]
        ) { try $0.map { try MandateFacts($0) } }
    }

    /// The mandates in force of the role of an assignment, whoever is in it.
    static func mandates(ofRoleOf assignment: UUID) -> FactQuery {
        FactQuery(
            "mandates of the role",
            """
            SELECT \(MandateFacts.columns) FROM koers.mandate m WHERE m.organisation_id = $1 AND m.status = 'in_force' \
            AND m.mandatary_role_id = (SELECT a.role_id FROM koers.assignment a WHERE a.organisation_id = $1 AND a.id = $2) \
            ORDER BY m.id
            """,
            [.uuid(assignment)]
        ) { try $0.map { try MandateFacts($0) } }
    }
}

/// Which mandates `m` the person of the assignment `$2` has.
private let held = """
    m.organisation_id = $1 AND m.status = 'in_force' AND m.mandatary_person_id = \
    (SELECT a.person_id FROM koers.assignment a WHERE a.organisation_id = $1 AND a.id = $2)
    """

extension FactQuery where Facts == (PersonHours?, [MandateFacts]) {
    /// The hours of the person of an assignment, and the mandates that hang on how long it lasts.
    ///
    /// - Parameter lastDayChanges: Whether the mandates are asked for at all.
    package static func promises(ofAssignment id: UUID, lastDayChanges: Bool) -> FactQuery {
        let all = (lastDayChanges ? FactQuery<Void>.lockOnMandates(ofPersonOf: id) : .none)
            .and(FactQuery<PersonHours?>.hours(ofAssignment: id))
            .and(lastDayChanges ? FactQuery<[MandateFacts]>.mandates(ofPersonOf: id) : .ofNobody())
        return FactQuery(parts: all.parts) { results in
            let ((_, hours), mandates) = try all.decode(results)
            return (hours, mandates)
        }
    }
}
