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

    /// Whether one of this kind may lie there.
    func mayLie(in place: Place) -> Bool {
        place.ids.count == ancestors.count || topPath != nil && place == .top
    }

    /// The members that say where a resource lies: `programmeId` and its value.
    package func members(of place: Place) -> Members {
        zip(ancestors, place.ids).map { Member($0, .string($1.lowercased)) }
    }

    /// The condition that a row lies in a place, to follow another one: ` AND programme_id = $3`. `$1` is the
    /// organisation, in which lies what may lie in a programme and does not.
    func lies(in place: Place, _ parameters: inout Parameters, of rows: Relation) -> String {
        if topPath != nil {
            return " AND \(rows.place) = \(place.programme.map { parameters.add(.uuid($0)) } ?? "$1")"
        }
        return zip(ancestors, place.ids).map { " AND \(rows.column($0)) = \(parameters.add(.uuid($1)))" }.joined()
    }

    /// The rows that a condition is about.
    enum Relation {
        /// Those of the table.
        case table
        /// Those of the view, under the name `v`.
        case view

        func column(_ member: String) -> String {
            switch self {
            case .table: Resource.column(member)
            case .view: "v.\"\(member)\""
            }
        }

        /// The column of a kind that may lie in two places.
        var place: String {
            switch self {
            case .table: "place_id"
            case .view: "v.place_id"
            }
        }
    }
}
