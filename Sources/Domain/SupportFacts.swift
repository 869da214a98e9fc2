/// Whether every required stakeholder carries the adopted vision.
package enum SupportStatus: String, CaseIterable, Sendable {
    /// There is no adopted vision.
    case none
    case carried
    case eroded

    /// The state in the words of a Dutch municipality, and in English.
    package var title: LocalizedText {
        switch self {
        case .none: .init(nl: "geen visie", en: "no vision")
        case .carried: .init(nl: "gedragen", en: "carried")
        case .eroded: .init(nl: "verwaterd", en: "eroded")
        }
    }
}

/// A programme's vision and those who must carry it: all that the rules of support are weighed against.
package struct SupportFacts: Hashable, Sendable {
    package var programme: ProgrammeFacts
    /// The vision in question: the one that a command or a question is about, else the adopted one.
    package var vision: VisionFacts?
    /// The vision that is adopted now.
    package var adopted: VisionFacts?
    /// The highest number that a vision of the programme has; 0 when there is none.
    package var lastNumber: Int64
    /// Every stakeholder that the programme has or had, by name, with its latest stance on the vision in question.
    package var stakeholders: [StakeholderFacts]
    /// The days that the organisation gives to win lost support back.
    package var recoveryDays: Int64
    /// Today in the Netherlands.
    package var today: CalendarDate

    package init(
        programme: ProgrammeFacts,
        vision: VisionFacts?,
        adopted: VisionFacts?,
        lastNumber: Int64,
        stakeholders: [StakeholderFacts],
        recoveryDays: Int64,
        today: CalendarDate
    ) {
        self.programme = programme
        self.vision = vision
        self.adopted = adopted
        self.lastNumber = lastNumber
        self.stakeholders = stakeholders
        self.recoveryDays = recoveryDays
        self.today = today
    }

    /// The stakeholders whose endorsement the vision in question needs and does not have.
    package var missing: [StakeholderFacts] { stakeholders.filter(\.isMissing) }

    /// The state of support that the stances on the adopted vision amount to (VIS-05).
    package var supportStatus: SupportStatus {
        guard adopted != nil else { return .none }
        return missing.isEmpty ? .carried : .eroded
    }

    /// Whether the vision in question is the adopted one.
    package var isAboutAdopted: Bool { adopted != nil && vision?.id == adopted?.id }
}
