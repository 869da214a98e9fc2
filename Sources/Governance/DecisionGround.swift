package import Domain
package import Foundation

extension DecisionFacts {
    /// Why a step cannot rest on this decision; none: it can.
    ///
    /// - Parameters:
    ///   - kinds: What it must have decided: one of these.
    ///   - programme: Whose it must be; nil: of any programme.
    ///   - day: The day on which it must count.
    package func flaws(
        asGroundFor kinds: DecisionKind...,
        of programme: UUID?,
        on day: CalendarDate
    ) -> [LocalizedText] {
        var flaws: [LocalizedText] = []
        if !kinds.contains(kind) {
            flaws.append(
                .init(nl: "\(name) gaat over \(kind.title.nl)", en: "\(name) is about \(kind.title.en)")
            )
        }
        if let programme, programmeID != programme {
            flaws.append(.init(nl: "\(name) is van een ander programma", en: "\(name) is of another programme"))
        }
        if status != .taken {
            flaws.append(.init(nl: "\(name) is \(status.title.nl)", en: "\(name) is \(status.title.en)"))
        }
        if let untilDate, untilDate < day {
            flaws.append(
                .init(
                    nl: "\(name) gold tot en met \(untilDate.title.nl)",
                    en: "\(name) counted until \(untilDate.title.en)"
                )
            )
        }
        return flaws
    }
}
