import Domain
import Foundation
import Governance

/// The facts that the examples begin with; each example changes one thing.
enum Example {
    static let threshold: Int64 = 80

    /// A challenge that calls for a programme.
    static let challenge = ChallengeFacts(
        id: UUID(),
        name: "Iedereen doet mee",
        predictability: 25,
        strategicGoalSet: true,
        structuralEffort: true,
        steeringParties: 2
    )

    /// A programme with everything that execution asks.
    static let programme = ProgrammeFacts(
        id: UUID(),
        name: "Wonen dat werkt",
        phase: .formation,
        commission: "Tien wijken, vier jaar.",
        governance: "Onder de directeur.",
        politicalSponsorID: UUID(),
        officialSponsorID: UUID()
    )

    static func method(_ change: (inout ChallengeFacts) -> Void = { _ in }) -> MethodFacts {
        MethodFacts(challenge: changed(challenge, change), predictabilityThreshold: threshold)
    }

    static func step(
        programme change: (inout ProgrammeFacts) -> Void = { _ in },
        challenge changeChallenge: (inout ChallengeFacts) -> Void = { _ in }
    ) -> ProgrammeStepFacts {
        ProgrammeStepFacts(programme: changed(programme, change), method: method(changeChallenge))
    }

    static func changed<Facts>(_ facts: Facts, _ change: (inout Facts) -> Void) -> Facts {
        var facts = facts
        change(&facts)
        return facts
    }
}

extension Decision {
    /// What one rule found.
    func finding(_ id: String) -> Finding? {
        findings.first { $0.article.id == id }
    }
}
