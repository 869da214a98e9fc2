/// Where a risk is in its life.
package enum RiskStatus: String, LifeStatus {
    case open
    case mitigated
    case occurred
    case closed

    package var successors: [RiskStatus] {
        switch self {
        case .open: [.mitigated, .occurred, .closed]
        case .mitigated, .occurred, .closed: []
        }
    }

    package var entryNeedsMotivation: Bool {
        switch self {
        case .closed: true
        case .open, .mitigated, .occurred: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .open: .init(nl: "open", en: "open")
        case .mitigated: .init(nl: "beheerst", en: "mitigated")
        case .occurred: .init(nl: "opgetreden", en: "occurred")
        case .closed: .init(nl: "vervallen", en: "closed")
        }
    }
}
