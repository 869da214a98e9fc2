/// Where a decision is in its life.
package enum DecisionStatus: String, LifeStatus {
    case draft
    case proposed
    case taken
    case rejected
    case withheld
    case withdrawn
    case unauthorised

    /// The statuses that a person may bring it to from this one. What was done without authority takes no step of its
    /// own: another decision ratifies it (AUT-10).
    package var successors: [DecisionStatus] {
        switch self {
        case .draft: [.proposed]
        case .proposed: [.taken, .rejected, .withheld]
        case .withheld: [.proposed]
        case .taken: [.withdrawn]
        case .rejected, .withdrawn, .unauthorised: []
        }
    }

    package var entryNeedsMotivation: Bool {
        switch self {
        case .rejected, .withdrawn: true
        case .draft, .proposed, .taken, .withheld, .unauthorised: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .draft: .init(nl: "concept", en: "draft")
        case .proposed: .init(nl: "voorgesteld", en: "proposed")
        case .taken: .init(nl: "genomen", en: "taken")
        case .rejected: .init(nl: "afgewezen", en: "rejected")
        case .withheld: .init(nl: "aangehouden", en: "withheld")
        case .withdrawn: .init(nl: "ingetrokken", en: "withdrawn")
        case .unauthorised: .init(nl: "onbevoegd gedaan", en: "done without authority")
        }
    }
}
