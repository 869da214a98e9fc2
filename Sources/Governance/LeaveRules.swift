package import Domain
package import Foundation

/// A holder who leaves, on what day and from where.
package struct HolderLeavesFacts: Hashable, Sendable {
    package var leave: LeaveFacts
    package var personName: String
    package var programmeID: UUID?
    /// The last day that the person had in the role already; `nil` where there was none.
    package var lastDate: CalendarDate?
    package var today: CalendarDate

    package init(
        leave: LeaveFacts,
        personName: String,
        programmeID: UUID?,
        lastDate: CalendarDate? = nil,
        today: CalendarDate
    ) {
        self.leave = leave
        self.personName = personName
        self.programmeID = programmeID
        self.lastDate = lastDate
        self.today = today
    }

    /// The personal mandates that end with it.
    package var ending: [MandateFacts] { leave.ending(on: today, in: programmeID, after: lastDate) }

    /// The mandates of the role that the departure takes the mandatary from.
    fileprivate var left: [MandateFacts] { leave.roleMandates.filter { $0.holds(on: today) } }
}

extension Rule<HolderLeavesFacts> {
    /// A departure is never refused; what it takes along is said.
    static let mandatesFollowTheHolder = Rule(.ppl05) { facts in
        guard !facts.ending.isEmpty || !facts.left.isEmpty else {
            return .notApplicable(
                .init(
                    nl: "Aan het vertrek van \(facts.personName) hangt geen mandaat.",
                    en: "No mandate hangs on the departure of \(facts.personName)."
                )
            )
        }
        let sentences = [facts.endingSentence, facts.roleSentence].compactMap(\.self)
        return .met(
            .init(
                nl: sentences.map(\.nl).joined(separator: " "),
                en: sentences.map(\.en).joined(separator: " ")
            ),
            subjects: (facts.ending + facts.left).map { .init($0) }
        )
    }
}

extension HolderLeavesFacts {
    /// "De persoonlijke mandaten van X eindigen vandaag: mandaat M9."
    fileprivate var endingSentence: LocalizedText? {
        guard !ending.isEmpty else { return nil }
        return .init(
            nl: "Wat persoonlijk aan \(personName) was gegeven, eindigt vandaag: \(ending.names(in: .dutch)).",
            en: "What was given to \(personName) personally ends today: \(ending.names(in: .english))."
        )
    }

    /// "Wat de rol Y heeft, rust tot er een opvolger of waarnemer is: mandaat M3."
    fileprivate var roleSentence: LocalizedText? {
        guard !left.isEmpty else { return nil }
        if let deputy = leave.role.acting(on: today) {
            return .init(
                nl: "Wat de rol \(leave.role.name) heeft, gebruikt voortaan \(deputy.name) als plaatsvervanger:"
                    + " \(left.names(in: .dutch)).",
                en: "What the role \(leave.role.name) has is used by \(deputy.name) as its deputy from now on:"
                    + " \(left.names(in: .english))."
            )
        }
        return .init(
            nl: "Wat de rol \(leave.role.name) heeft, rust tot er een opvolger of plaatsvervanger is:"
                + " \(left.names(in: .dutch)).",
            en: "What the role \(leave.role.name) has rests until there is a successor or a deputy:"
                + " \(left.names(in: .english))."
        )
    }
}

extension [MandateFacts] {
    fileprivate func names(in language: Language) -> String { map(\.title).listed(in: language) }
}
