import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == PersonHours? {
    /// No question: nobody's hours change.
    package static func unasked() -> FactQuery { FactQuery(parts: []) { _ in nil } }

    /// What a person has promised by active assignments, everywhere; `nil` when there is no such person.
    ///
    /// A command locks the person, so that the hours of one are promised one after the other, whatever the programmes.
    package static func hours(ofPerson id: UUID) -> FactQuery { hours("$2", id) }

    /// The same of the person of an assignment, which is among them whether it is active or not.
    package static func hours(ofAssignment id: UUID) -> FactQuery {
        hours("(SELECT s.person_id FROM koers.assignment s WHERE s.organisation_id = $1 AND s.id = $2)", id)
    }

    /// The same of the person that a mandate was given to; `nil` for one that went to a role.
    package static func hours(ofMandataryOf mandate: UUID) -> FactQuery {
        hours(
            "(SELECT m.mandatary_person_id FROM koers.mandate m WHERE m.organisation_id = $1 AND m.id = $2)",
            mandate
        )
    }

    private static func hours(_ person: String, _ id: UUID) -> FactQuery {
        let promises = FactStatement(
            name: "hours promised",
            sql: """
                SELECT a.id, r.id, r.name, p.id, p.name, a.hours_per_week, a.from_date, a.until_date \
                FROM koers.assignment a JOIN koers.role r ON r.organisation_id = $1 AND r.id = a.role_id \
                LEFT JOIN koers.programme p ON p.organisation_id = $1 AND p.id = a.programme_id \
                WHERE a.organisation_id = $1 AND a.person_id = \(person) \
                AND (a.status = 'active' OR a.id = $2) ORDER BY a.from_date, a.id
                """,
            lock: "",
            parameters: [.uuid(id)]
        )
        let one = FactStatement(
            name: "person and contract",
            sql: """
                SELECT p.id, p.display_name, coalesce(p.contract_hours_per_week, 0) FROM koers.person p \
                WHERE p.organisation_id = $1 AND p.id = \(person)
                """,
            lock: "FOR NO KEY UPDATE OF p",
            parameters: [.uuid(id)]
        )
        return FactQuery(parts: [one, promises]) { results in
            try results[0].first.map { row in
                PersonHours(
                    personID: try row.decode(0),
                    name: try row.decode(1),
                    contractHoursPerWeek: try row.decode(2),
                    promises: try results[1].map { try HoursPromise($0) }
                )
            }
        }
    }
}

extension HoursPromise {
    fileprivate init(_ row: Row) throws {
        self.init(
            assignmentID: try row.decode(0),
            roleID: try row.decode(1),
            roleName: try row.decode(2),
            programmeID: try row.decodeIfPresent(3),
            programmeName: try row.decodeIfPresent(4),
            hoursPerWeek: try row.decode(5),
            fromDate: CalendarDate(try row.decode(6, as: PostgresDate.self)),
            untilDate: try row.decodeIfPresent(7, as: PostgresDate.self).map { CalendarDate($0) }
        )
    }
}
