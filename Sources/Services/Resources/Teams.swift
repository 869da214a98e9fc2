import Domain
package import Foundation
package import Storage

/// Registers a team.
package struct CreateTeam: CreateCommand {
    package static let resource = Resource.team
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }
}

/// Changes a team.
package struct UpdateTeam: UpdateCommand {
    package static let resource = Resource.team
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}
