package import Foundation

/// What should become of a partner's influence.
package enum VerticalDirection: String, CaseIterable, Sendable {
    case up
    case down
    case none
}

/// What should become of our dependence on a partner.
package enum HorizontalDirection: String, CaseIterable, Sendable {
    case left
    case right
    case none
}

/// Where a direction is in its life.
package enum DirectionStatus: String, LifeStatus {
    case proposed
    case agreed
    case inProgress = "in_progress"
    case achieved
    case abandoned

    package var successors: [DirectionStatus] {
        switch self {
        case .proposed: [.agreed, .abandoned]
        case .agreed: [.inProgress, .abandoned]
        case .inProgress: [.achieved, .abandoned]
        case .achieved, .abandoned: []
        }
    }

    package var entryNeedsMotivation: Bool {
        switch self {
        case .abandoned: true
        case .proposed, .agreed, .inProgress, .achieved: false
        }
    }

    /// Whether something can be done about it: it was agreed, and is not over.
    package var isAgreed: Bool {
        switch self {
        case .agreed, .inProgress: true
        case .proposed, .achieved, .abandoned: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .proposed: .init(nl: "voorgesteld", en: "proposed")
        case .agreed: .init(nl: "afgesproken", en: "agreed")
        case .inProgress: .init(nl: "in uitvoering", en: "in progress")
        case .achieved: .init(nl: "bereikt", en: "achieved")
        case .abandoned: .init(nl: "losgelaten", en: "abandoned")
        }
    }
}

/// What is known of a direction when it is proposed, changed or agreed.
package struct DirectionFacts: Hashable, Sendable {
    package var id: UUID
    package var vertical: VerticalDirection
    package var horizontal: HorizontalDirection
    package var status: DirectionStatus
    /// The persons who agree on it, each once.
    package var participantIDs: Set<UUID>
    /// As many persons have to agree (organisation setting).
    package var minimumParticipants: Int64

    package init(
        id: UUID,
        vertical: VerticalDirection,
        horizontal: HorizontalDirection,
        status: DirectionStatus = .proposed,
        participantIDs: Set<UUID> = [],
        minimumParticipants: Int64
    ) {
        self.id = id
        self.vertical = vertical
        self.horizontal = horizontal
        self.status = status
        self.participantIDs = participantIDs
        self.minimumParticipants = minimumParticipants
    }
}
