/// What a partner is to a programme for one provision.
package enum PartnerForm: String, CaseIterable, Sendable {
    case strategicPartnership = "strategic_partnership"
    case competingSupplier = "competing_supplier"
    case network

    /// The form in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .strategicPartnership: .init(nl: "strategisch partnerschap", en: "strategic partnership")
        case .competingSupplier: .init(nl: "concurrerende aanbieder", en: "competing supplier")
        case .network: .init(nl: "netwerk", en: "network")
        }
    }
}

/// Where a partner relation is in its life.
package enum PartnerRelationStatus: String, LifeStatus {
    case active
    case windingDown = "winding_down"
    case ended

    package var successors: [PartnerRelationStatus] {
        switch self {
        case .active: [.windingDown]
        case .windingDown: [.ended]
        case .ended: []
        }
    }

    /// A relation ends by a decision (PRT-06).
    package var entryDecision: DecisionKind? { self == .ended ? .endPartnerRelation : nil }

    package var title: LocalizedText {
        switch self {
        case .active: .init(nl: "actief", en: "active")
        case .windingDown: .init(nl: "in afbouw", en: "winding down")
        case .ended: .init(nl: "beëindigd", en: "ended")
        }
    }
}
