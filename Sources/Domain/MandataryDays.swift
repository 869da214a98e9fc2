extension MandateFacts {
    /// From when on its mandatary has it: its first day, or the one on which it came into force.
    package var heldSince: CalendarDate { inForceAt.map { max(fromDate, $0.amsterdamDate) } ?? fromDate }

    /// The last day on which the person that it was given to has a role that goes with it: in its programme, or in any for
    /// a mandate without one (PPL-05).
    ///
    /// It is never before today: what was decided under the mandate this morning stays.
    ///
    /// - Parameter promises: The active assignments of the person, everywhere.
    /// - Returns: `nil` when no such day is known, because a role has no last day, or because the person had no role since
    ///   the mandate counts.
    package func lastDayOfMandatary(with promises: [HoursPromise], on today: CalendarDate) -> CalendarDate? {
        guard mandataryPersonID != nil else { return nil }
        let lastDays = promises.filter { programmeID == nil || $0.programmeID == programmeID }.map(\.untilDate)
            .filter { $0.map { heldSince <= $0 } ?? true }
        guard !lastDays.contains(nil) else { return nil }
        return lastDays.compactMap(\.self).max().map { max($0, today) }
    }
}
