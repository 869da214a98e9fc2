/// Where a capacity agreement is in its life.
package enum CapacityAgreementStatus: String, LifeStatus {
    case proposed
    case confirmed
    case withdrawn

    package var successors: [CapacityAgreementStatus] {
        switch self {
        case .proposed: [.confirmed, .withdrawn]
        case .confirmed: [.withdrawn]
        case .withdrawn: []
        }
    }

    package var entryNeedsMotivation: Bool {
        switch self {
        case .withdrawn: true
        case .proposed, .confirmed: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .proposed: .init(nl: "toegezegd", en: "proposed")
        case .confirmed: .init(nl: "bevestigd", en: "confirmed")
        case .withdrawn: .init(nl: "ingetrokken", en: "withdrawn")
        }
    }
}
