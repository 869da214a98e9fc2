package import Foundation
package import Storage

/// Changes the caller's own organisation.
package struct UpdateOrganisation: UpdateCommand {
    package static let resource = Resource.organisation
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}
