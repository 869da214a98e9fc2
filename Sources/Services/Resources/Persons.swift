package import Domain
package import Foundation
package import Storage

/// Registers a person.
package struct CreatePerson: CreateCommand {
    package static let resource = Resource.person
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }
}

/// Changes a person.
package struct UpdatePerson: UpdateCommand {
    package static let resource = Resource.person
    package let id: UUID
    package let patch: Members

    package init(id: UUID, patch: Members) {
        self.id = id
        self.patch = patch
    }
}
