package import Domain
package import Foundation
import Postgres

/// Where a nested resource lies: the ids in the path of its collection, outermost first.
package struct Place: Hashable, Sendable {
    package let ids: [UUID]

    package init(_ ids: [UUID]) {
        self.ids = ids
    }

    /// Directly under the organisation.
    package static let top = Place([])

    /// The programme that a resource lies in; `nil` at the top, because every nested collection begins with one.
    package var programme: UUID? { ids.first }

    /// Where the directly surrounding resource lies itself.
    var outer: Place { Place(ids.dropLast()) }
}

extension Resource {
    /// Where the parameters of a path say that a resource lies; a path without them all is no place, and nothing is found.
    package func place(inPath parameters: [String: String]) -> Place {
        Place(ancestors.compactMap { parameters[$0].flatMap { UUID(text: $0) } })
    }

    /// The members that say where a resource lies: `programmeId` and its value.
    package func members(of place: Place) -> Members {
        zip(ancestors, place.ids).map { Member($0, .string($1.lowercased)) }
    }

    /// The condition that a row lies in a place, to follow another one: ` AND programme_id = $3`.
    func lies(in place: Place, _ parameters: inout Parameters, column: (String) -> String) -> String {
        zip(ancestors, place.ids).map { " AND \(column($0)) = \(parameters.add(.uuid($1)))" }.joined()
    }
}
