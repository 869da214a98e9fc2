package import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == [EffortFacts] {
    /// The statutory tasks and local schemes of a programme that have any of these names.
    package static func prescribedEfforts(ofProgramme programme: UUID?, called names: [String]) -> FactQuery {
        FactQuery(
            "tasks and schemes of a name",
            """
            SELECT \(EffortFacts.columns) FROM koers.effort e WHERE e.organisation_id = $1 AND e.programme_id = $2 \
            AND e.name_key = ANY(ARRAY(SELECT koers.text_key(n.name) FROM unnest($3::text[]) AS n (name))) ORDER BY e.id
            """,
            [.uuid(programme), .textArray(names)]
        ) { rows in try rows.map { try EffortFacts($0) } }
    }
}

extension FactQuery where Facts == CourseFacts {
    /// What the rules of a step ask of the course of a programme.
    package static func course(ofProgramme programme: UUID, forStepTo phase: Phase) -> FactQuery {
        let effects = FactStatement(
            name: "effects and their figures",
            sql: """
                SELECT g.id, g.text, EXISTS (SELECT FROM koers.indicator i WHERE i.organisation_id = $1 \
                AND i.programme_id = $2 AND i.goal_id = g.id AND i.baseline IS NOT NULL AND i.target IS NOT NULL), \
                EXISTS (SELECT FROM koers.indicator i JOIN koers.measurement m ON m.organisation_id = $1 \
                AND m.indicator_id = i.id AND m.status = 'approved' AND m.final \
                WHERE i.organisation_id = $1 AND i.programme_id = $2 AND i.goal_id = g.id) \
                FROM koers.goal g WHERE g.organisation_id = $1 AND g.programme_id = $2 AND g.kind = 'effect' \
                AND g.ended_at IS NULL ORDER BY g.id
                """,
            lock: "",
            parameters: [.uuid(programme)]
        )
        let active = FactStatement(
            name: "active efforts",
            sql: """
                SELECT \(EffortFacts.columns) FROM koers.effort e WHERE e.organisation_id = $1 AND e.programme_id = $2 \
                AND e.status = 'active' ORDER BY e.name, e.id
                """,
            lock: "",
            parameters: [.uuid(programme)]
        )
        let parts: [FactStatement] =
            switch phase {
            case .execution: [effects]
            case .closed: [effects, active]
            case .exploration, .formation, .reconsideration, .windDown, .rejected: []
            }
        return FactQuery(parts: parts) { results in
            CourseFacts(
                effects: try results.first?.map { try EffectFacts($0) } ?? [],
                activeEfforts: try results.dropFirst().first?.map { try EffortFacts($0) } ?? []
            )
        }
    }
}

extension EffectFacts {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            text: try row.decode(1),
            hasTarget: try row.decode(2),
            hasFinalMeasurement: try row.decode(3)
        )
    }
}

extension EffortFacts {
    /// What these facts are read from, over the row `e` of the effort.
    static let columns = "e.id, e.name, e.kind, e.status, e.contributions"

    init(_ row: Row) throws {
        let contributions = try Value(json: try row.decode(4, as: PostgresJSON.self).text)
        self.init(
            id: try row.decode(0),
            name: try row.decode(1),
            kind: EffortKind(rawValue: try row.decode(2)) ?? .project,
            status: EffortStatus(rawValue: try row.decode(3)) ?? .proposed,
            contributions: (contributions.elements ?? []).compactMap { ContributionFacts($0) }
        )
    }
}

extension ContributionFacts {
    /// Reads one element of the member `contributions`.
    package init?(_ value: Value) {
        guard let goalID = value.members?["goalId"]?.string.flatMap({ UUID(uuidString: $0) }),
            let weight = value.members?["weight"]?.string.flatMap(ContributionWeight.init)
        else { return nil }
        self.init(goalID: goalID, weight: weight)
    }

    /// The same as the contract shows it.
    package var value: Value {
        .object([Member("goalId", .id(goalID)), Member("weight", .string(weight.rawValue))])
    }
}
