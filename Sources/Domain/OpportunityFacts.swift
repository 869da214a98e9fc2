package import Foundation

/// Where an opportunity is in its life.
package enum OpportunityStatus: String, LifeStatus {
    case signalled
    case assessed
    case seized
    case parked
    case rejected
    case expired

    /// The statuses that a person may bring it to from this one. It expires by itself, and from there is no way back.
    package var successors: [OpportunityStatus] {
        switch self {
        case .signalled: [.assessed]
        case .assessed: [.seized, .parked, .rejected]
        case .parked: [.assessed]
        case .seized, .rejected, .expired: []
        }
    }

    package var entryNeedsMotivation: Bool {
        switch self {
        case .rejected: true
        case .signalled, .assessed, .seized, .parked, .expired: false
        }
    }

    /// Whether what it is about and until when may still change.
    package var isOpen: Bool {
        switch self {
        case .signalled, .assessed, .parked: true
        case .seized, .rejected, .expired: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .signalled: .init(nl: "gesignaleerd", en: "signalled")
        case .assessed: .init(nl: "beoordeeld", en: "assessed")
        case .seized: .init(nl: "benut", en: "seized")
        case .parked: .init(nl: "geparkeerd", en: "parked")
        case .rejected: .init(nl: "afgewezen", en: "rejected")
        case .expired: .init(nl: "verlopen", en: "expired")
        }
    }
}

/// What is known of an opportunity when it is recorded, changed or answered.
package struct OpportunityFacts: Hashable, Sendable {
    package var id: UUID
    package var status: OpportunityStatus
    /// The goals that it may serve, ended ones included.
    package var goals: [GoalNode]
    /// The last day to answer it.
    package var decideByDate: CalendarDate?
    package var today: CalendarDate

    package init(
        id: UUID,
        status: OpportunityStatus = .signalled,
        goals: [GoalNode],
        decideByDate: CalendarDate?,
        today: CalendarDate
    ) {
        self.id = id
        self.status = status
        self.goals = goals
        self.decideByDate = decideByDate
        self.today = today
    }

    /// The goals that the programme still has.
    package var livingGoals: [GoalNode] { goals.filter { !$0.isEnded } }
}
