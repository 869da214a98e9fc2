import Domain
package import Foundation
package import Governance
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

/// Adopts the budget of a year, or closes the year.
package struct TransitionFiscalYear: StepCommand {
    package static let resource = Resource.fiscalYear
    package let id: UUID
    let target: FiscalYearStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    /// The lines of the year are locked, so that what others book either comes before the step or finds it taken.
    package var facts: FactQuery<Void> { .linesOfYear(id) }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let status: FiscalYearStatus = try situation.before.status()
        try status.mayBecome(target)
        return .unguarded
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        [
            step(
                to: target,
                target == .adopted ? [Member("adoptedDate", .string(input.moment.amsterdamDate.description))] : [],
                of: situation.before
            )
        ]
    }
}
