import Domain
package import Foundation
import Governance
import Postgres

extension FactQuery where Facts == MethodFacts? {
    /// A challenge beside the organisation's threshold; `nil` when there is no such challenge.
    package static func method(ofChallenge id: UUID) -> FactQuery {
        FactQuery(
            "challenge and threshold",
            """
            SELECT \(challengeColumns), o.predictability_threshold FROM koers.challenge c \
            JOIN koers.organisation o ON o.organisation_id = $1 \
            WHERE c.organisation_id = $1 AND c.id = $2
            """,
            lock: "FOR SHARE OF c",
            [.uuid(id)]
        ) { rows in
            try rows.first.map { row in
                MethodFacts(challenge: try ChallengeFacts(row), predictabilityThreshold: try row.decode(8))
            }
        }
    }
}

extension FactQuery where Facts == Int64 {
    /// From this predictability on, routine fits (organisation setting).
    package static var predictabilityThreshold: FactQuery {
        FactQuery(
            "predictability threshold",
            "SELECT o.predictability_threshold FROM koers.organisation o WHERE o.organisation_id = $1"
        ) { try $0[0].decode(0) }
    }
}

extension FactQuery where Facts == ProgrammeStepFacts? {
    /// A programme with all that its steps are weighed against; `nil` when there is no such programme.
    package static func step(ofProgramme id: UUID) -> FactQuery {
        FactQuery(
            "programme and challenge",
            """
            SELECT \(challengeColumns), o.predictability_threshold, \(programmeColumns) \
            FROM koers.programme p \
            JOIN koers.challenge c ON c.organisation_id = $1 AND c.id = p.challenge_id \
            JOIN koers.organisation o ON o.organisation_id = $1 \
            WHERE p.organisation_id = $1 AND p.id = $2
            """,
            lock: "FOR SHARE OF c",
            [.uuid(id)]
        ) { rows in
            try rows.first.map { row in
                ProgrammeStepFacts(
                    programme: try ProgrammeFacts(row, from: 9),
                    method: MethodFacts(challenge: try ChallengeFacts(row), predictabilityThreshold: try row.decode(8))
                )
            }
        }
    }
}

extension FactQuery where Facts == [ProgrammeFacts] {
    /// The programmes of a challenge that have left exploration, oldest first.
    package static func programmesUnderWay(ofChallenge id: UUID) -> FactQuery {
        FactQuery(
            "programmes under way",
            """
            SELECT \(programmeColumns) FROM koers.programme p WHERE p.organisation_id = $1 AND p.challenge_id = $2 \
            AND p.phase NOT IN ('exploration', 'rejected') ORDER BY p.id
            """,
            [.uuid(id)]
        ) { try $0.map { try ProgrammeFacts($0, from: 0) } }
    }
}

private let challengeColumns = """
    c.id, c.name, c.predictability, c.strategic_goal_set, c.structural_effort, c.steering_parties, c.chosen_method, \
    c.motivation
    """

private let programmeColumns =
    "p.id, p.name, p.phase, p.commission, p.governance, p.political_sponsor_id, p.official_sponsor_id"

extension ChallengeFacts {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.decode(0),
            name: try row.decode(1),
            predictability: try row.decode(2),
            strategicGoalSet: try row.decode(3),
            structuralEffort: try row.decode(4),
            steeringParties: try row.decode(5),
            chosenMethod: try row.decodeIfPresent(6, as: String.self).flatMap(Method.init),
            motivation: try row.decodeIfPresent(7)
        )
    }
}

extension ProgrammeFacts {
    fileprivate init(_ row: Row, from column: Int) throws {
        let phase: String = try row.decode(column + 2)
        self.init(
            id: try row.decode(column),
            name: try row.decode(column + 1),
            phase: Phase(rawValue: phase) ?? .exploration,
            commission: try row.decodeIfPresent(column + 3),
            governance: try row.decodeIfPresent(column + 4),
            politicalSponsorID: try row.decodeIfPresent(column + 5),
            officialSponsorID: try row.decodeIfPresent(column + 6)
        )
    }
}
