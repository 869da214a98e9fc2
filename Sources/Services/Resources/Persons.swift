package import Domain
package import Foundation
package import Governance
package import Storage

/// Registers a person.
package struct CreatePerson: CreateCommand {
    package static let resource = Resource.person
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input.with(members: input.members.withWholeCapacities)
    }
}

/// Changes a person; a smaller contract must bear what was promised (PPL-04).
package struct UpdatePerson: UpdateCommand {
    package static let resource = Resource.person
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input.with(members: input.members.withWholeCapacities)
    }

    package var facts: FactQuery<PersonHours?> {
        patch["contractHoursPerWeek"] == nil ? .unasked() : .hours(ofPerson: id)
    }

    package func decide(_ situation: Situation<PersonHours?>) throws(Refusal) -> Decision {
        guard var hours = situation.facts, let contract = patch["contractHoursPerWeek"]?.integer else {
            return .unguarded
        }
        hours.contractHoursPerWeek = contract
        return Rulebook.promiseHours.evaluate(HoursFacts(hours: hours, today: input.moment.amsterdamDate))
    }
}

extension Members {
    /// The same with every capacity in `actsFor` as the contract shows it: an absent end is null.
    fileprivate var withWholeCapacities: Members {
        guard let capacities = self["actsFor"]?.elements else { return self }
        var members = self
        members["actsFor"] = .array(
            capacities.map { capacity in
                .object(
                    ["body", "fromDate", "untilDate"].map { Member($0, capacity.members?[$0] ?? .null) }
                )
            }
        )
        return members
    }
}
