import Domain
import Storage

extension [MandateFacts] {
    /// Keeps in each of someone's mandates in force the last day of its mandatary, now that these are the person's roles
    /// (PPL-05).
    ///
    /// - Parameter ending: Those that end today, because the person leaves. A mandate ends with the day, never before it:
    ///   what was decided under it stays (AUT-08).
    func following(_ promises: [HoursPromise], ending: [MandateFacts] = [], on today: CalendarDate) -> [Effect] {
        filter { $0.status == .inForce }.compactMap { mandate in
            let ends = ending.contains { $0.id == mandate.id }
            let changes =
                (ends ? [Member("untilDate", .string(today.description))] : []) + mandate.following(promises, on: today)
            guard !changes.isEmpty else { return nil }
            return .update(.mandate, id: mandate.id, changes, of: [], programmeID: mandate.programmeID)
        }
    }
}

extension MandateFacts {
    /// The last day of its mandatary, where that is another one than it has.
    func following(_ promises: [HoursPromise], on today: CalendarDate) -> Members {
        let last = lastDayOfMandatary(with: promises, on: today)
        return last == mandataryUntilDate ? [] : [Member("mandataryUntilDate", .text(last?.description))]
    }
}
