package import Foundation

/// The hours of a person, in all programmes and for the organisation itself.
package struct PersonHours: Hashable, Sendable {
    package var personID: UUID
    package var name: String
    package var contractHoursPerWeek: Int64
    package var promises: [HoursPromise]

    package init(personID: UUID, name: String, contractHoursPerWeek: Int64, promises: [HoursPromise] = []) {
        self.personID = personID
        self.name = name
        self.contractHoursPerWeek = contractHoursPerWeek
        self.promises = promises
    }

    /// The time from a day on, in periods within which nothing changes, in order; days without any promise are left out.
    package func periods(from day: CalendarDate? = nil) -> [HoursPeriod] {
        let living = promises.filter { promise in
            day.map { day in promise.untilDate.map { day <= $0 } ?? true } ?? true
        }
        let begins = living.map { promise in day.map { max($0, promise.fromDate) } ?? promise.fromDate }
        let ends = living.compactMap { $0.untilDate?.advanced(byDays: 1) }
        let turns = Set(begins + ends).sorted()
        return turns.enumerated().compactMap { index, turn in
            let promises = living.filter { $0.fromDate <= turn && $0.untilDate.map { turn <= $0 } ?? true }
            guard !promises.isEmpty else { return nil }
            let next = index + 1 < turns.count ? turns[index + 1] : nil
            return HoursPeriod(fromDate: turn, untilDate: next?.advanced(byDays: -1), promises: promises)
        }
    }
}

/// Hours a week that an assignment takes, from its first day up to and including its last.
package struct HoursPromise: Hashable, Sendable {
    package var assignmentID: UUID
    package var roleID: UUID
    package var roleName: String
    /// `nil` for a role of the organisation itself.
    package var programmeID: UUID?
    package var programmeName: String?
    package var hoursPerWeek: Int64
    package var fromDate: CalendarDate
    package var untilDate: CalendarDate?

    package init(
        assignmentID: UUID,
        roleID: UUID,
        roleName: String,
        programmeID: UUID? = nil,
        programmeName: String? = nil,
        hoursPerWeek: Int64,
        fromDate: CalendarDate,
        untilDate: CalendarDate? = nil
    ) {
        self.assignmentID = assignmentID
        self.roleID = roleID
        self.roleName = roleName
        self.programmeID = programmeID
        self.programmeName = programmeName
        self.hoursPerWeek = hoursPerWeek
        self.fromDate = fromDate
        self.untilDate = untilDate
    }
}

/// Days on which the same promises hold.
package struct HoursPeriod: Hashable, Sendable {
    package var fromDate: CalendarDate
    /// The last day; `nil` without end.
    package var untilDate: CalendarDate?
    package var promises: [HoursPromise]

    package init(fromDate: CalendarDate, untilDate: CalendarDate?, promises: [HoursPromise]) {
        self.fromDate = fromDate
        self.untilDate = untilDate
        self.promises = promises
    }

    package var hoursPerWeek: Int64 { promises.reduce(0) { $0 + $1.hoursPerWeek } }
}
