/// Where a transfer of budget is in its life.
package enum BudgetTransferStatus: String, LifeStatus {
    case proposed
    /// Every budget holder agreed; only their agreements lead here.
    case agreed
    case booked
    case withdrawn

    package var successors: [BudgetTransferStatus] {
        switch self {
        case .proposed: [.agreed, .withdrawn]
        case .agreed: [.booked, .withdrawn]
        case .booked, .withdrawn: []
        }
    }

    package var entryNeedsMotivation: Bool { self == .withdrawn }

    /// Money moves on a decision (BUD-03).
    package var entryDecision: DecisionKind? { self == .booked ? .transferBudget : nil }

    package var title: LocalizedText {
        switch self {
        case .proposed: .init(nl: "voorgesteld", en: "proposed")
        case .agreed: .init(nl: "afgesproken", en: "agreed")
        case .booked: .init(nl: "geboekt", en: "booked")
        case .withdrawn: .init(nl: "ingetrokken", en: "withdrawn")
        }
    }
}
