package import Foundation

/// The place of a goal in the tree.
package enum GoalKind: String, CaseIterable, Sendable {
    case mainGoal = "main_goal"
    case effect
    case goal

    /// Whether it may lie directly under one of that kind.
    package func liesUnder(_ parent: GoalKind) -> Bool {
        switch self {
        case .mainGoal: false
        case .effect: parent != .goal
        case .goal: true
        }
    }

    /// The kind in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .mainGoal: .init(nl: "hoofddoel", en: "main goal")
        case .effect: .init(nl: "maatschappelijk effect", en: "effect in society")
        case .goal: .init(nl: "doel", en: "goal")
        }
    }
}

/// What is known of one goal when the tree is weighed.
package struct GoalNode: Hashable, Sendable {
    package var id: UUID
    package var kind: GoalKind
    package var parentID: UUID?
    package var text: String
    package var isEnded: Bool

    package init(id: UUID, kind: GoalKind, parentID: UUID?, text: String, isEnded: Bool = false) {
        self.id = id
        self.kind = kind
        self.parentID = parentID
        self.text = text
        self.isEnded = isEnded
    }
}
