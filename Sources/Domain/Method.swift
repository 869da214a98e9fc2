/// A way of working on a challenge.
package enum Method: String, CaseIterable, Sendable {
    case routine
    case project
    case process
    case programme
    case improvisation

    /// The method in Dutch and in English.
    package var title: LocalizedText {
        switch self {
        case .routine: .init(nl: "routine", en: "routine")
        case .project: .init(nl: "project", en: "project")
        case .process: .init(nl: "proces", en: "process")
        case .programme: .init(nl: "programma", en: "programme")
        case .improvisation: .init(nl: "improvisatie", en: "improvisation")
        }
    }

    /// The method that fits a challenge, from how predictable its outcomes are, whether its goal stands beforehand,
    /// whether it takes structural effort, and how many parties steer.
    package static func advised(for challenge: ChallengeFacts, predictabilityThreshold: Int64) -> Method {
        if challenge.predictability >= predictabilityThreshold { return .routine }
        switch (challenge.strategicGoalSet, challenge.structuralEffort) {
        case (true, true): return challenge.steeringParties >= 2 ? .programme : .improvisation
        case (true, false): return .project
        case (false, true), (false, false): return challenge.steeringParties >= 2 ? .process : .improvisation
        }
    }
}
