/// Where an action with a partner is in its life.
package enum ActionStatus: String, LifeStatus {
    case open
    case done
    case cancelled

    package var successors: [ActionStatus] {
        switch self {
        case .open: [.done, .cancelled]
        case .done, .cancelled: []
        }
    }

    package var entryNeedsMotivation: Bool {
        switch self {
        case .cancelled: true
        case .open, .done: false
        }
    }

    package var title: LocalizedText {
        switch self {
        case .open: .init(nl: "open", en: "open")
        case .done: .init(nl: "gedaan", en: "done")
        case .cancelled: .init(nl: "vervallen", en: "cancelled")
        }
    }
}
