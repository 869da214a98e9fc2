import Domain
package import Foundation
package import Storage

/// Opens a year for estimates.
package struct CreateFiscalYear: CreateCommand {
    package static let resource = Resource.fiscalYear
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }
}

/// Changes by what other systems know a year.
package struct UpdateFiscalYear: UpdateCommand {
    package static let resource = Resource.fiscalYear
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }
}
