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

/// The days that a fiscal year counts by.
package enum FiscalYearTerm {
    /// How many days after the adoption of a budget the proviso that it is there may be invoked: four weeks (Awb 4:34).
    package static let provisoDays = 28

    /// The last day on which the proviso may be invoked, for a budget that was adopted on a day.
    package static func invokeBeforeDate(adoptedOn day: CalendarDate) -> CalendarDate {
        day.advanced(byDays: provisoDays)
    }

    /// The last day on which a decision can still change the budget of a year (Gemeentewet 192).
    package static func lastDay(of year: Int64) -> CalendarDate? { CalendarDate("\(year)-12-31") }
}
