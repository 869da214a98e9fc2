package import Foundation

/// Someone who leaves a role, with the mandates that hang on it (PPL-05).
package struct LeaveFacts: Hashable, Sendable {
    package var role: RoleFacts
    /// The mandates in force of the person.
    package var personalMandates: [MandateFacts]
    /// The mandates in force of the role.
    package var roleMandates: [MandateFacts]
    /// Where the person has another role after today: programmes, or the organisation itself by its own id.
    package var remainsIn: Set<UUID>

    package init(
        role: RoleFacts,
        personalMandates: [MandateFacts] = [],
        roleMandates: [MandateFacts] = [],
        remainsIn: Set<UUID> = []
    ) {
        self.role = role
        self.personalMandates = personalMandates
        self.roleMandates = roleMandates
        self.remainsIn = remainsIn
    }

    /// The personal mandates that end when the person leaves on a day: those for this programme once nothing else keeps
    /// the person in it, and general ones once nothing keeps the person in any role. What ends sooner is left alone, and so
    /// is what the person got after the last day in the role.
    ///
    /// - Parameters:
    ///   - programme: Where the role lies; `nil` for one of the organisation itself.
    ///   - last: The last day that the role had for the person already, if it had.
    package func ending(on day: CalendarDate, in programme: UUID?, after last: CalendarDate? = nil) -> [MandateFacts] {
        personalMandates.filter { mandate in
            guard mandate.untilDate.map({ $0 > day }) ?? true, mandate.heldSince <= min(day, last ?? day) else {
                return false
            }
            guard let scope = mandate.programmeID else { return remainsIn.isEmpty }
            return scope == programme && !remainsIn.contains(scope)
        }
    }
}
