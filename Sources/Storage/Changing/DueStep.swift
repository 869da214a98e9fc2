import Domain
import Foundation
import Postgres

/// A step of the calendar that holds already and is not set down in the row and the journal yet.
struct DueStep: Sendable {
    let resource: Resource
    let place: Place
    let id: UUID
    let step: CalendarStep
    let effectiveAt: Moment

    /// Its journal entry, and the row that it leaves.
    var effect: Effect {
        .passDeadline(
            resource,
            id: id,
            in: place,
            [Member(step.member, .string(step.to))],
            event: step.to,
            effectiveAt: effectiveAt
        )
    }
}

extension Provenance {
    /// The calendar's own doing, noticed during a request.
    var byCalendar: Provenance {
        Provenance(actorID: nil, clientID: nil, operationID: "calendar", requestID: requestID)
    }
}
