package import Domain
package import Foundation
package import Storage

/// Changes the caller's own organisation.
package struct UpdateOrganisation: UpdateCommand {
    package static let resource = Resource.organisation
    package let id: UUID
    package let patch: Members

    package init(id: UUID, patch: Members) {
        self.id = id
        self.patch = patch
    }
}
