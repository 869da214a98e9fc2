package import Foundation

/// What of a programme still binds the municipality.
package struct ObligationFacts: Hashable, Sendable {
    /// A commitment or a decision, as people call it.
    package struct Item: Hashable, Sendable {
        package let id: UUID
        package let name: String

        package init(id: UUID, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// Commitments of which something is outstanding.
    package var commitments: [Item]
    /// Decisions that are proposed or withheld.
    package var decisions: [Item]

    package init(commitments: [Item] = [], decisions: [Item] = []) {
        self.commitments = commitments
        self.decisions = decisions
    }
}
