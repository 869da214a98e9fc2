package import Domain
package import Foundation
import Postgres

extension FactQuery where Facts == GoalTree {
    /// The main goal of a programme, some other goals and all that lies above them.
    ///
    /// A command that asks has locked the programme, and every change of its goals takes that lock.
    ///
    /// - Parameters:
    ///   - goals: The goals in question.
    ///   - parents: Goals whose living children are in question too.
    ///   - effort: An effort whose goals are in question too.
    package static func goalTree(
        ofProgramme programme: UUID?,
        goals: [UUID] = [],
        childrenOf parents: [UUID] = [],
        servedBy effort: UUID? = nil
    ) -> FactQuery {
        let columns = "g.id, g.kind, g.parent_id, g.text, g.ended_at"
        let own = "FROM koers.goal g WHERE g.organisation_id = $1 AND g.programme_id = $2"
        return FactQuery(
            "goals and what lies above",
            """
            WITH RECURSIVE line AS (\
            (SELECT \(columns) \(own) AND g.kind = 'main_goal' AND g.ended_at IS NULL \
            UNION ALL SELECT \(columns) \(own) AND g.id = ANY($3) \
            UNION ALL SELECT \(columns) \(own) AND g.parent_id = ANY($4) AND g.ended_at IS NULL \
            UNION ALL SELECT \(columns) \(own) AND g.id IN (SELECT c.goal_id FROM koers.contribution c \
            WHERE c.organisation_id = $1 AND c.effort_id = $5)) \
            UNION SELECT \(columns) FROM line l \
            JOIN koers.goal g ON g.organisation_id = $1 AND g.programme_id = $2 AND g.id = l.parent_id) \
            SELECT l.id, l.kind, l.parent_id, l.text, l.ended_at IS NOT NULL FROM line l
            """,
            [.uuid(programme), .uuidArray(goals), .uuidArray(parents), .uuid(effort)]
        ) { rows in GoalTree(try rows.map { try GoalNode($0) }) }
    }
}

extension FactQuery where Facts == [GoalNode] {
    /// The living goals of a programme whose text is this one.
    package static func goals(ofProgramme programme: UUID?, called text: String?) -> FactQuery {
        FactQuery(
            "goals of a name",
            """
            SELECT g.id, g.kind, g.parent_id, g.text, false FROM koers.goal g WHERE g.organisation_id = $1 \
            AND g.programme_id = $2 AND g.text_key = koers.text_key($3) AND g.ended_at IS NULL ORDER BY g.id
            """,
            [.uuid(programme), .text(text)]
        ) { rows in try rows.map { try GoalNode($0) } }
    }
}

/// The vision that is adopted, and a newer one that is a draft.
package struct VisionsInForce: Sendable {
    package let adopted: VisionFacts?
    package let newerDraft: VisionFacts?
}

extension FactQuery where Facts == VisionsInForce {
    package static func visionsInForce(ofProgramme programme: UUID?) -> FactQuery {
        FactQuery(
            "visions in force",
            """
            SELECT \(VisionFacts.columns) FROM koers.vision v WHERE v.organisation_id = $1 AND v.programme_id = $2 \
            AND v.status IN ('adopted', 'draft') ORDER BY v.number DESC
            """,
            [.uuid(programme)]
        ) { rows in
            let visions = try rows.map { try VisionFacts($0) }
            let adopted = visions.first { $0.status == .adopted }
            return VisionsInForce(
                adopted: adopted,
                newerDraft: visions.first { $0.status == .draft && $0.number > adopted?.number ?? 0 }
            )
        }
    }
}

/// What hangs on some goals besides other goals.
package struct GoalHangers: Sendable {
    /// The indicators, with the goal that each belongs to.
    package let indicators: [(id: UUID, goalID: UUID)]
    /// The efforts that contribute to any of them.
    package let efforts: [EffortFacts]
}

extension FactQuery where Facts == GoalHangers {
    package static func hangers(ofProgramme programme: UUID?, goals: [UUID]) -> FactQuery {
        let indicators = FactStatement(
            name: "indicators of goals",
            sql: """
                SELECT i.id, i.goal_id FROM koers.indicator i WHERE i.organisation_id = $1 AND i.programme_id = $2 \
                AND i.goal_id = ANY($3) ORDER BY i.id
                """,
            lock: "",
            parameters: [.uuid(programme), .uuidArray(goals)]
        )
        let efforts = FactStatement(
            name: "efforts of goals",
            sql: """
                SELECT \(EffortFacts.columns) FROM koers.effort e WHERE e.organisation_id = $1 AND e.programme_id = $2 \
                AND e.id IN (SELECT c.effort_id FROM koers.contribution c WHERE c.organisation_id = $1 \
                AND c.goal_id = ANY($3)) ORDER BY e.id
                """,
            lock: "",
            parameters: [.uuid(programme), .uuidArray(goals)]
        )
        return FactQuery(parts: [indicators, efforts]) { results in
            GoalHangers(
                indicators: try results[0].map { (try $0.decode(0), try $0.decode(1)) },
                efforts: try results[1].map { try EffortFacts($0) }
            )
        }
    }
}

extension GoalNode {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            kind: GoalKind(rawValue: try row.decode(1)) ?? .goal,
            parentID: try row.decodeIfPresent(2),
            text: try row.decode(3),
            isEnded: try row.decode(4)
        )
    }
}
