package import Foundation

/// What kind of work an effort is.
package enum EffortKind: String, CaseIterable, Sendable {
    case project
    case activity
    case statutoryTask = "statutory_task"
    case localScheme = "local_scheme"

    /// Whether it is work that the law or a scheme of the municipality's own prescribes.
    package var isPrescribed: Bool {
        switch self {
        case .statutoryTask, .localScheme: true
        case .project, .activity: false
        }
    }

    /// The kind in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .project: .init(nl: "project", en: "project")
        case .activity: .init(nl: "activiteit", en: "activity")
        case .statutoryTask: .init(nl: "wettelijke taak", en: "statutory task")
        case .localScheme: .init(nl: "lokale regeling", en: "local scheme")
        }
    }
}

/// Where an effort is in its life.
package enum EffortStatus: String, LifeStatus {
    case proposed
    case active
    case completed
    case stopped

    /// The statuses that may follow this one.
    package var successors: [EffortStatus] {
        switch self {
        case .proposed: [.active, .stopped]
        case .active: [.completed, .stopped]
        case .completed, .stopped: []
        }
    }

    /// Whether the step into this status must say why.
    package var entryNeedsMotivation: Bool {
        switch self {
        case .stopped: true
        case .proposed, .active, .completed: false
        }
    }

    /// Whether work is planned or under way.
    package var isOpen: Bool {
        switch self {
        case .proposed, .active: true
        case .completed, .stopped: false
        }
    }

    /// The status in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .proposed: .init(nl: "voorgesteld", en: "proposed")
        case .active: .init(nl: "actief", en: "active")
        case .completed: .init(nl: "afgerond", en: "completed")
        case .stopped: .init(nl: "gestopt", en: "stopped")
        }
    }
}

/// Whether an effort is there for a goal, or helps it along.
package enum ContributionWeight: String, CaseIterable, Sendable {
    case primary
    case supporting
}

/// What an effort contributes to one goal.
package struct ContributionFacts: Hashable, Sendable {
    package var goalID: UUID
    package var weight: ContributionWeight

    package init(goalID: UUID, weight: ContributionWeight) {
        self.goalID = goalID
        self.weight = weight
    }
}

/// What is known of an effort when a rule is asked about it.
package struct EffortFacts: Hashable, Sendable {
    package var id: UUID
    package var name: String
    package var kind: EffortKind
    package var status: EffortStatus
    package var contributions: [ContributionFacts]

    package init(
        id: UUID,
        name: String,
        kind: EffortKind,
        status: EffortStatus = .proposed,
        contributions: [ContributionFacts] = []
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.status = status
        self.contributions = contributions
    }
}
