import Contract
import Foundation
import Testing

extension Body {
    static let risk: JSON = ["description": "Te weinig vrijwilligers", "probability": 3, "impact": 3]

    static let steeringReview: JSON = [
        "pace": 3, "feasibility": 4, "efficiency": 3, "flexibility": 4, "goalOrientation": 5,
        "reviewedDate": "2026-01-15",
    ]
}

/// The records of a world that tell what a programme sees coming and how it steers.
struct SignalsWorld: Sendable {
    let risk: UUID
    let steeringReview: UUID

    var ids: [UUID] { [risk, steeringReview] }

    /// The path with its own parameters filled in.
    func filled(_ path: String) -> String {
        path.replacing("{riskId}", with: risk.text).replacing("{steeringReviewId}", with: steeringReview.text)
    }

    /// The body that an operation accepts; `nil` for one that is not about these records.
    func body(_ operation: String) -> JSON? {
        switch operation {
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
    func makeSignalsWorld(programme: UUID) async throws -> SignalsWorld {
        SignalsWorld(
            risk: try await make(collection("risks", of: programme), Body.risk).id,
            steeringReview: try await make(collection("steering-reviews", of: programme), Body.steeringReview).id
        )
    }
}
