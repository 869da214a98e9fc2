package import Foundation

/// A team that has an effort of a programme to do, when it is asked whether it has the hours for it.
package struct TeamCapacityFacts: Hashable, Sendable {
    package var id: UUID
    package var name: String
    /// Whether a capacity agreement of it is confirmed for today or for later.
    package var hasConfirmedHours: Bool

    package init(id: UUID, name: String, hasConfirmedHours: Bool) {
        self.id = id
        self.name = name
        self.hasConfirmedHours = hasConfirmedHours
    }
}
