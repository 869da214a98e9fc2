package import Foundation

/// A mandate as it stands: who may decide what, on whose behalf, up to how much and from when until when.
package struct MandateFacts: Hashable, Sendable {
    package var id: UUID
    /// How people call it, such as `M3`.
    package var code: String?
    package var kind: MandateKind
    package var body: GoverningBody
    /// The mandate that it rests on, of a sub-mandate.
    package var parentID: UUID?
    package var mandataryRoleID: UUID?
    package var mandataryPersonID: UUID?
    /// The one programme that it is for, if it is.
    package var programmeID: UUID?
    package var powers: [DecisionKind]
    package var ceilingCents: Int64?
    /// The one case that it is for; a general mandate has none.
    package var oneCase: String?
    package var subMandateAllowed: Bool
    /// How many levels of sub-mandates may lie below it.
    package var maxDepth: Int64
    package var instructions: String?
    package var foundingDecision: String?
    /// Whether the mandatary works outside the responsibility of the body.
    package var isExternal: Bool
    package var hasEmployer: Bool
    package var mandataryConsentDate: CalendarDate?
    package var employerConsentDate: CalendarDate?
    package var fromDate: CalendarDate
    package var untilDate: CalendarDate?
    /// The last day on which the person that it was given to has a role (PPL-05); `nil` when that day is not known.
    package var mandataryUntilDate: CalendarDate?
    /// What its row says; the calendar may know better.
    package var status: MandateStatus
    package var inForceAt: Moment?
    package var revokedAt: Moment?

    package init(
        id: UUID,
        code: String? = nil,
        kind: MandateKind = .mandate,
        body: GoverningBody = .college,
        parentID: UUID? = nil,
        mandataryRoleID: UUID? = nil,
        mandataryPersonID: UUID? = nil,
        programmeID: UUID? = nil,
        powers: [DecisionKind],
        ceilingCents: Int64? = nil,
        oneCase: String? = nil,
        subMandateAllowed: Bool = false,
        maxDepth: Int64 = 1,
        instructions: String? = nil,
        foundingDecision: String? = nil,
        isExternal: Bool = false,
        hasEmployer: Bool = true,
        mandataryConsentDate: CalendarDate? = nil,
        employerConsentDate: CalendarDate? = nil,
        fromDate: CalendarDate,
        untilDate: CalendarDate? = nil,
        mandataryUntilDate: CalendarDate? = nil,
        status: MandateStatus = .draft,
        inForceAt: Moment? = nil,
        revokedAt: Moment? = nil
    ) {
        self.id = id
        self.code = code
        self.kind = kind
        self.body = body
        self.parentID = parentID
        self.mandataryRoleID = mandataryRoleID
        self.mandataryPersonID = mandataryPersonID
        self.programmeID = programmeID
        self.powers = powers
        self.ceilingCents = ceilingCents
        self.oneCase = oneCase
        self.subMandateAllowed = subMandateAllowed
        self.maxDepth = maxDepth
        self.instructions = instructions
        self.foundingDecision = foundingDecision
        self.isExternal = isExternal
        self.hasEmployer = hasEmployer
        self.mandataryConsentDate = mandataryConsentDate
        self.employerConsentDate = employerConsentDate
        self.fromDate = fromDate
        self.untilDate = untilDate
        self.mandataryUntilDate = mandataryUntilDate
        self.status = status
        self.inForceAt = inForceAt
        self.revokedAt = revokedAt
    }

    /// What a list of subjects calls it: `M3`, else its kind and the day from which it counts.
    package var name: String { code ?? title.nl }

    /// What a sentence calls it.
    package var title: LocalizedText {
        guard let code else {
            return .init(
                nl: "\(kind.title.nl) vanaf \(fromDate.title.nl)",
                en: "\(kind.title.en) from \(fromDate.title.en)"
            )
        }
        return .init(nl: "\(kind.title.nl) \(code)", en: "\(kind.title.en) \(code)")
    }

    /// The last day on which it counts: its own, or the one that its mandatary has a role on, whichever comes first.
    package var lastDate: CalendarDate? { [untilDate, mandataryUntilDate].compactMap(\.self).min() }

    /// Whether it holds on a day: it came into force by then, its window includes the day, and it was not revoked on
    /// that day or before.
    package func holds(on day: CalendarDate) -> Bool {
        guard status != .draft, isWithinWindow(day) else { return false }
        return inForceAt.map { $0.amsterdamDate <= day } ?? true && revokedAt.map { $0.amsterdamDate > day } ?? true
    }

    /// Whether it held at a moment, to the millisecond.
    package func held(at moment: Moment) -> Bool {
        guard status != .draft, isWithinWindow(moment.amsterdamDate) else { return false }
        return inForceAt.map { $0 <= moment } ?? true && revokedAt.map { $0 > moment } ?? true
    }

    private func isWithinWindow(_ day: CalendarDate) -> Bool {
        fromDate <= day && lastDate.map { day <= $0 } ?? true
    }
}
