package import Domain
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
        ) { try $0.first.map { try MethodFacts($0) } }
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
    /// A programme with all that a step of it is weighed against; `nil` when there is no such programme.
    ///
    /// - Parameter decision: The decision that the step is to rest on; `nil` looks at every one that it could.
    package static func step(ofProgramme id: UUID, to phase: Phase, restingOn decision: UUID? = nil) -> FactQuery {
        let method = FactQuery<MethodFacts?>(
            "challenge and threshold",
            """
            SELECT \(challengeColumns), o.predictability_threshold FROM koers.programme p \
            JOIN koers.challenge c ON c.organisation_id = $1 AND c.id = p.challenge_id \
            JOIN koers.organisation o ON o.organisation_id = $1 \
            WHERE p.organisation_id = $1 AND p.id = $2
            """,
            lock: "FOR SHARE OF c",
            [.uuid(id)]
        ) { try $0.first.map { try MethodFacts($0) } }
        let all = method.and(FactQuery<SupportFacts?>.support(ofProgramme: id))
            .and(FactQuery<CourseFacts>.course(ofProgramme: id, forStepTo: phase))
            .and(phase == .execution ? FactQuery<[TeamCapacityFacts]>.teams(ofProgramme: id) : .nobody)
            .and(phase == .execution ? FactQuery<StartBudgetFacts?>.startBudget(ofProgramme: id) : .notAsked)
            .and(phase == .execution ? FactQuery<AuthorityFacts?>.authority(ofProgramme: id) : .ofNobody())
            .and(FactQuery<[DecisionFacts]>.decisions(ofProgramme: id, phase.entryDecision, named: decision))
            .and(phase == .closed ? FactQuery<ObligationFacts>.obligations(ofProgramme: id) : .nothingOpen)
            .and(FactQuery<OccupancyFacts?>.occupancy(ofProgramme: id))
        return FactQuery(parts: all.parts) { results in
            let ((rest, obligations), occupancy) = try all.decode(results)
            let ((((((method, support), course), teams), budget), authority), decisions) = rest
            guard let method, let support, let occupancy else { return nil }
            return ProgrammeStepFacts(
                method: method,
                support: support,
                course: course,
                teams: teams,
                startBudget: budget,
                occupancy: occupancy,
                authority: authority,
                decisions: decisions,
                obligations: obligations
            )
        }
    }
}

extension FactQuery where Facts == [ProgrammeFacts] {
    /// The programmes of a challenge that have left exploration, oldest first.
    package static func programmesUnderWay(ofChallenge id: UUID) -> FactQuery {
        FactQuery(
            "programmes under way",
            """
            SELECT \(ProgrammeFacts.columns) FROM koers.programme p \
            WHERE p.organisation_id = $1 AND p.challenge_id = $2 \
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

extension MethodFacts {
    fileprivate init(_ row: Row) throws {
        self.init(challenge: try ChallengeFacts(row), predictabilityThreshold: try row.decode(8))
    }
}

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
    /// What these facts are read from, over the row `p` of the programme.
    static let columns = """
        p.id, p.name, koers.programme_phase(p.phase, p.support_status, p.support_deadline_date), p.commission, \
        p.governance, p.political_sponsor_id, p.official_sponsor_id, p.support_status, p.support_deadline_date, \
        p.decision_kinds
        """
    static let columnCount = 10

    init(_ row: Row, from column: Int) throws {
        self.init(
            id: try row.decode(column),
            name: try row.decode(column + 1),
            phase: Phase(rawValue: try row.decode(column + 2)) ?? .exploration,
            commission: try row.decodeIfPresent(column + 3),
            governance: try row.decodeIfPresent(column + 4),
            decisionKinds: try row.decode(column + 9, as: [String].self).compactMap(DecisionKind.init),
            politicalSponsorID: try row.decodeIfPresent(column + 5),
            officialSponsorID: try row.decodeIfPresent(column + 6),
            supportStatus: SupportStatus(rawValue: try row.decode(column + 7)) ?? .none,
            supportDeadlineDate: try row.decodeIfPresent(column + 8, as: PostgresDate.self).map { CalendarDate($0) }
        )
    }
}
