/// Where a programme stands in its life, and the steps it may take from there.
package enum Phase: String, LifeStatus {
    case exploration
    case formation
    case execution
    case reconsideration
    case windDown = "wind_down"
    case closed
    case rejected

    /// The phases that may follow this one.
    package var successors: [Phase] {
        switch self {
        case .exploration: [.formation, .rejected]
        case .formation: [.execution, .rejected]
        case .execution: [.reconsideration, .windDown]
        case .reconsideration: [.execution, .windDown]
        case .windDown: [.closed]
        case .closed, .rejected: []
        }
    }

    /// The step that lies ahead: on towards the end, and out of reconsideration back to execution; `nil` at the end.
    package var next: Phase? {
        switch self {
        case .exploration: .formation
        case .formation, .reconsideration: .execution
        case .execution: .windDown
        case .windDown: .closed
        case .closed, .rejected: nil
        }
    }

    /// Whether the step into this phase must say why.
    package var entryNeedsMotivation: Bool {
        switch self {
        case .rejected: true
        case .exploration, .formation, .execution, .reconsideration, .windDown, .closed: false
        }
    }

    /// A programme starts and ends by a decision (STA-07).
    package var entryDecision: DecisionKind? {
        switch self {
        case .execution: .startProgramme
        case .windDown: .endProgramme
        case .exploration, .formation, .reconsideration, .closed, .rejected: nil
        }
    }

    /// The phase in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .exploration: .init(nl: "verkenning", en: "exploration")
        case .formation: .init(nl: "opbouw", en: "formation")
        case .execution: .init(nl: "uitvoering", en: "execution")
        case .reconsideration: .init(nl: "heroverweging", en: "reconsideration")
        case .windDown: .init(nl: "afbouw", en: "wind-down")
        case .closed: .init(nl: "afgesloten", en: "closed")
        case .rejected: .init(nl: "afgewezen", en: "rejected")
        }
    }
}
