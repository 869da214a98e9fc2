/// Where a fiscal year is in its life.
package enum FiscalYearStatus: String, LifeStatus {
    /// Lines may be estimated; nobody authorised anything yet.
    case estimated
    /// The council authorised the budget: only transfers and amendments change it.
    case adopted
    /// The accounts are made up; nothing of the year changes.
    case closed

    package var successors: [FiscalYearStatus] {
        switch self {
        case .estimated: [.adopted]
        case .adopted: [.closed]
        case .closed: []
        }
    }

    package var entryNeedsMotivation: Bool { false }

    package var title: LocalizedText {
        switch self {
        case .estimated: .init(nl: "geraamd", en: "estimated")
        case .adopted: .init(nl: "vastgesteld", en: "adopted")
        case .closed: .init(nl: "afgesloten", en: "closed")
        }
    }
}
