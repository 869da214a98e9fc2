package import Domain
package import Foundation
import Governance
import Postgres

extension FactQuery where Facts == [RoleFacts] {
    /// The roles of a programme with everyone who is or was in them, by name.
    ///
    /// A command that asks has locked the programme, and whoever changes a role or an assignment of it does so too.
    package static func roles(ofProgramme programme: UUID) -> FactQuery {
        FactQuery(
            parts: [
                FactStatement(
                    name: "roles of a programme",
                    sql: """
                        SELECT \(RoleFacts.columns) WHERE r.organisation_id = $1 AND r.place_id = $2 ORDER BY r.name, r.id
                        """,
                    lock: "",
                    parameters: [.uuid(programme)]
                ),
                FactStatement(
                    name: "holders of roles",
                    sql: """
                        SELECT \(RoleTenure.columns) WHERE a.organisation_id = $1 AND a.place_id = $2 \
                        AND a.activated_at IS NOT NULL ORDER BY a.from_date, a.id
                        """,
                    lock: "",
                    parameters: [.uuid(programme)]
                ),
                FactStatement(
                    name: "mandates of roles",
                    sql: """
                        SELECT \(MandateFacts.columns) FROM koers.mandate m WHERE m.organisation_id = $1 \
                        AND m.status = 'in_force' AND m.mandatary_role_id IN (SELECT r.id FROM koers.role r \
                        WHERE r.organisation_id = $1 AND r.place_id = $2) ORDER BY m.id
                        """,
                    lock: "",
                    parameters: [.uuid(programme)]
                ),
            ]
        ) { try RoleFacts.roles($0[0], tenures: $0[1], mandates: $0[2]) }
    }

    /// The role of an assignment, without who is in it.
    package static func role(ofAssignment id: UUID) -> FactQuery {
        FactQuery(
            "role of an assignment",
            """
            SELECT \(RoleFacts.columns) WHERE r.organisation_id = $1 AND r.id = \
            (SELECT a.role_id FROM koers.assignment a WHERE a.organisation_id = $1 AND a.id = $2)
            """,
            lock: "FOR SHARE OF r",
            [.uuid(id)]
        ) { try RoleFacts.roles($0) }
    }
}

extension FactQuery where Facts == OccupancyFacts? {
    /// The roles of a programme, who is in them, and how long one may be vacant; `nil` when there is no such programme.
    package static func occupancy(ofProgramme programme: UUID) -> FactQuery {
        let setting = FactQuery<(Int64, CalendarDate)?>(
            "vacancy setting",
            """
            SELECT o.vacancy_working_days, koers.today() FROM koers.organisation o \
            JOIN koers.programme p ON p.organisation_id = $1 AND p.id = $2 WHERE o.organisation_id = $1
            """,
            [.uuid(programme)]
        ) { rows in
            try rows.first.map { (try $0.decode(0), CalendarDate(try $0.decode(1, as: PostgresDate.self))) }
        }
        let all = setting.and(.roles(ofProgramme: programme))
        return FactQuery(parts: all.parts) { results in
            let (setting, roles) = try all.decode(results)
            return setting.map { OccupancyFacts(roles: roles, vacancyWorkingDays: $0.0, today: $0.1) }
        }
    }
}

extension RoleFacts {
    static let columns = """
        r.id, r.kind, r.name, r.critical, r.required_competences, r.deputy_person_id, \
        d.display_name, coalesce(d.active, false), (r.created_at at time zone 'Europe/Amsterdam')::date FROM koers.role r \
        LEFT JOIN koers.person d ON d.organisation_id = $1 AND d.id = r.deputy_person_id
        """

    static func roles(_ rows: Rows, tenures: Rows? = nil, mandates: Rows? = nil) throws -> [RoleFacts] {
        var held: [UUID: [RoleTenure]] = [:]
        for row in tenures.map(Array.init) ?? [] {
            held[try row.decode(0), default: []].append(try RoleTenure(row))
        }
        let mandates = try (mandates.map(Array.init) ?? []).map { try MandateFacts($0) }
        return try rows.map { row in
            let id: UUID = try row.decode(0)
            return RoleFacts(
                id: id,
                kind: RoleKind(rawValue: try row.decode(1)) ?? .other,
                name: try row.decode(2),
                isCritical: try row.decode(3),
                required: try CompetenceLevel.levels(json: try row.decode(4)),
                deputyID: try row.decodeIfPresent(5),
                deputyName: try row.decodeIfPresent(6),
                isDeputyActive: try row.decode(7),
                mandates: mandates.filter { $0.mandataryRoleID == id },
                createdDate: CalendarDate(try row.decode(8, as: PostgresDate.self)),
                tenures: held[id] ?? []
            )
        }
    }
}

extension RoleTenure {
    fileprivate static let columns = """
        a.role_id, a.id, a.person_id, p.display_name, a.hours_per_week, a.from_date, a.until_date, \
        a.status = 'active', a.assessment, p.active, d.until_date FROM koers.assignment a \
        JOIN koers.person p ON p.organisation_id = $1 AND p.id = a.person_id \
        LEFT JOIN koers.decision d ON d.organisation_id = $1 AND d.id = a.exception_decision_id AND d.status = 'taken'
        """

    /// Whether the assignment `a` has someone in its role on a day: the chain of a mandate and the occupancy ask the same.
    static func isHeld(on day: String) -> String {
        "a.status = 'active' AND a.from_date <= \(day) AND (a.until_date IS NULL OR a.until_date >= \(day))"
    }

    /// Behind the role.
    fileprivate init(_ row: Row) throws {
        self.init(
            assignmentID: try row.decode(1),
            personID: try row.decode(2),
            personName: try row.decode(3),
            isPersonActive: try row.decode(9),
            hoursPerWeek: try row.decode(4),
            fromDate: CalendarDate(try row.decode(5, as: PostgresDate.self)),
            untilDate: try row.decodeIfPresent(6, as: PostgresDate.self).map { CalendarDate($0) },
            isActive: try row.decode(7),
            scores: CompetenceLevel.levels(
                of: try row.decodeIfPresent(8, as: String.self).map(Value.init(json:))?.members?["scores"] ?? []
            ),
            exceptionUntilDate: try row.decodeIfPresent(10, as: PostgresDate.self).map { CalendarDate($0) }
        )
    }
}

extension CompetenceLevel {
    fileprivate static func levels(json: String) throws -> [CompetenceLevel] { levels(of: try Value(json: json)) }

    /// The levels of a list of `{"competence": …, "level": …}`.
    package static func levels(of value: Value) -> [CompetenceLevel] {
        (value.elements ?? []).compactMap { element in
            guard let competence = element.members?["competence"]?.string,
                let level = element.members?["level"]?.integer
            else { return nil }
            return CompetenceLevel(competence: competence, level: level)
        }
    }
}
