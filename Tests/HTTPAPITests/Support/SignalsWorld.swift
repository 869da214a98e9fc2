import Contract
import Foundation
import Testing

extension Body {
    static func opportunity(_ goals: UUID...) -> JSON {
        [
            "signal": "Landelijk geld voor buurtkamers", "goalIds": .array(goals.map { .string($0.text) }),
            "decideByDate": "2026-12-01",
        ]
    }

    /// What goes with a step of an opportunity.
    static func answer(_ status: String) -> JSON {
        switch status {
        case "seized": ["outcome": "Twee buurtkamers meer"]
        case "rejected": ["motivation": "Te klein"]
        default: [:]
        }
    }

    static let risk: JSON = ["description": "Te weinig vrijwilligers", "probability": 3, "impact": 3]

    static let steeringReview: JSON = [
        "pace": 3, "feasibility": 4, "efficiency": 3, "flexibility": 4, "goalOrientation": 5,
        "reviewedDate": "2026-01-15",
    ]
}

/// The records of a world that tell what a programme sees coming and how it steers.
struct SignalsWorld: Sendable {
    let opportunity: UUID
    let servedGoal: UUID
    let risk: UUID
    let steeringReview: UUID

    var ids: [UUID] { [opportunity, risk, steeringReview] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        path.replacing("{opportunityId}", with: opportunity.text).replacing("{riskId}", with: risk.text).replacing(
            "{steeringReviewId}",
            with: steeringReview.text
        )
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
        case "createOpportunity": Body.opportunity(servedGoal)
        case "updateOpportunity": ["signal": "Anders"]
        case "transitionOpportunity": ["to": "assessed"]
        case "createRisk": Body.risk
        case "updateRisk": ["impact": 1]
        case "transitionRisk": ["to": "mitigated"]
        case "createSteeringReview": Body.steeringReview
        case "updateSteeringReview": ["pace": 1]
        default: nil
        }
    }
}

extension Caller {
    func makeSignalsWorld(programme: UUID, goal: UUID) async throws -> SignalsWorld {
        SignalsWorld(
            opportunity: try await make(collection("opportunities", of: programme), Body.opportunity(goal)).id,
            servedGoal: goal,
            risk: try await make(collection("risks", of: programme), Body.risk).id,
            steeringReview: try await make(collection("steering-reviews", of: programme), Body.steeringReview).id
        )
    }
}

/// A programme with a main goal and an effect.
struct Tree: Sendable {
    let programme: UUID
    let mainGoal: UUID
    let effect: UUID
}

/// An opportunity in a programme of its own.
struct Signalled: Sendable {
    let tree: Tree
    let path: String
}

extension Caller {
    func makeTree() async throws -> Tree {
        let programme = try await makeProgramme()
        let mainGoal = try await makeGoal(of: programme, "main_goal", under: nil)
        return Tree(
            programme: programme,
            mainGoal: mainGoal,
            effect: try await makeGoal(of: programme, under: mainGoal)
        )
    }

    func signal(_ tree: Tree? = nil, _ changes: JSON = [:]) async throws -> Signalled {
        let tree = if let tree { tree } else { try await makeTree() }
        let body = Body.opportunity(tree.effect).with(changes)
        return Signalled(
            tree: tree,
            path: try await make(collection("opportunities", of: tree.programme), body).location
        )
    }
}
