package import Foundation

/// How well a person has a competence, or how well a role asks for it: from 1 to 5.
package struct CompetenceLevel: Hashable, Sendable {
    /// The code of the competence.
    package var competence: String
    package var level: Int64

    package init(competence: String, level: Int64) {
        self.competence = competence
        self.level = level
    }
}

/// A role with those who hold or held it.
package struct RoleFacts: Hashable, Sendable {
    package var id: UUID
    package var kind: RoleKind
    package var name: String
    package var isCritical: Bool
    package var required: [CompetenceLevel]
    /// Who stands in while the role is vacant.
    package var deputyID: UUID?
    package var deputyName: String?
    package var isDeputyActive: Bool
    /// The mandates that were given to it, whoever is in it.
    package var mandates: [MandateFacts]
    /// The day on which it was added.
    package var createdDate: CalendarDate
    /// Everyone who ever was in it, and who will be, by their first day.
    package var tenures: [RoleTenure]

    package init(
        id: UUID,
        kind: RoleKind,
        name: String,
        isCritical: Bool,
        required: [CompetenceLevel] = [],
        deputyID: UUID? = nil,
        deputyName: String? = nil,
        isDeputyActive: Bool = true,
        mandates: [MandateFacts] = [],
        createdDate: CalendarDate,
        tenures: [RoleTenure] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.isCritical = isCritical
        self.required = required
        self.deputyID = deputyID
        self.deputyName = deputyName
        self.isDeputyActive = isDeputyActive
        self.mandates = mandates
        self.createdDate = createdDate
        self.tenures = tenures
    }

    /// Who is in the role on a day.
    package func tenure(on day: CalendarDate) -> RoleTenure? {
        tenures.first { $0.isActive && $0.covers(day) }
    }

    /// Who acts in the role on a day, as mandates to it see it: whoever is in it, or the deputy while it is vacant; nobody
    /// when that person does not work here any more.
    package func acting(on day: CalendarDate) -> (id: UUID, name: String)? {
        if let tenure = tenure(on: day) { return tenure.isPersonActive ? (tenure.personID, tenure.personName) : nil }
        guard isDeputyActive, let deputyID, let deputyName else { return nil }
        return (deputyID, deputyName)
    }

    /// The mandates that nobody can use on a day, for want of a holder or a deputy (PPL-05).
    package func restingMandates(on day: CalendarDate) -> [MandateFacts] {
        acting(on: day) == nil ? mandates.filter { $0.holds(on: day) } : []
    }

    /// The first day of a vacancy that lasts on a day; `nil` when someone is in the role.
    package func vacantSince(on day: CalendarDate) -> CalendarDate? {
        guard tenure(on: day) == nil else { return nil }
        let last = tenures.filter { $0.fromDate <= day }.compactMap(\.untilDate).max()
        // Whoever is ended today has today as the last day, and is gone.
        return last.map { min($0.advanced(byDays: 1), day) } ?? createdDate
    }

    /// Whether a holder has what the role asks, or an exception that lasts on that day (PPL-02).
    package func fits(_ tenure: RoleTenure, on day: CalendarDate) -> Bool {
        fit(of: tenure.scores).allSatisfy(\.isEnough) || tenure.exceptionUntilDate.map { day <= $0 } ?? false
    }

    /// What the role asks, beside what was seen of someone.
    package func fit(of scores: [CompetenceLevel]) -> [CompetenceFit] {
        required.map { required in
            CompetenceFit(
                competence: required.competence,
                required: required.level,
                seen: scores.first { $0.competence == required.competence }?.level
            )
        }
    }
}

/// What a role asks of one competence, beside what was seen.
package struct CompetenceFit: Hashable, Sendable {
    package var competence: String
    package var required: Int64
    /// `nil` when nobody looked.
    package var seen: Int64?

    package init(competence: String, required: Int64, seen: Int64?) {
        self.competence = competence
        self.required = required
        self.seen = seen
    }

    package var isEnough: Bool { seen.map { $0 >= required } ?? false }
}

/// An assignment that is, or was, active.
package struct RoleTenure: Hashable, Sendable {
    package var assignmentID: UUID
    package var personID: UUID
    package var personName: String
    /// Whether the person still works here.
    package var isPersonActive: Bool
    package var hoursPerWeek: Int64
    package var fromDate: CalendarDate
    /// The last day.
    package var untilDate: CalendarDate?
    /// Whether it has not been ended.
    package var isActive: Bool
    package var scores: [CompetenceLevel]
    /// Until when an exception lets the person be in the role without having every level.
    package var exceptionUntilDate: CalendarDate?

    package init(
        assignmentID: UUID,
        personID: UUID,
        personName: String,
        isPersonActive: Bool = true,
        hoursPerWeek: Int64,
        fromDate: CalendarDate,
        untilDate: CalendarDate? = nil,
        isActive: Bool = true,
        scores: [CompetenceLevel] = [],
        exceptionUntilDate: CalendarDate? = nil
    ) {
        self.assignmentID = assignmentID
        self.personID = personID
        self.personName = personName
        self.isPersonActive = isPersonActive
        self.hoursPerWeek = hoursPerWeek
        self.fromDate = fromDate
        self.untilDate = untilDate
        self.isActive = isActive
        self.scores = scores
        self.exceptionUntilDate = exceptionUntilDate
    }

    func covers(_ day: CalendarDate) -> Bool {
        fromDate <= day && untilDate.map { day <= $0 } ?? true
    }
}
