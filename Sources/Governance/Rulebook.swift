package import Domain

/// Everything that Koers refuses, in one place: which rules guard which step.
package enum Rulebook {
    /// Every article, in the order in which it is published.
    package static let all: [Article] = [.mth01, .mth02, .sta04]

    /// The rules of a programme's step into a phase. Every step asks this table, also where no rule guards it yet.
    package static func step(to phase: Phase) -> [Rule<ProgrammeStepFacts>] {
        switch phase {
        case .exploration: []
        case .formation: [.challengeCallsForProgramme]
        case .execution: [.commissionAndSponsors]
        case .reconsideration: []
        case .windDown: []
        case .closed: []
        case .rejected: []
        }
    }

    /// The rules of recording a challenge.
    package static let recordChallenge: [Rule<MethodFacts>] = [.deviationIsMotivated]

    /// The rules of changing a challenge.
    package static let changeChallenge: [Rule<ChallengeChangeFacts>] = [
        .factsFreezeWithProgramme, .deviationStaysMotivated,
    ]

    /// The rules that a method advice shows.
    package static let methodAdvice: [Rule<MethodFacts>] = [.challengeIsFitForProgramme, .deviationIsMotivated]
}
