import Domain
package import Foundation
package import Storage

/// Registers a partner.
package struct CreatePartner: CreateCommand {
    package static let resource = Resource.partner
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }
}

/// Changes a partner.
package struct UpdatePartner: UpdateCommand {
    package static let resource = Resource.partner
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}
