import Domain
package import Foundation
package import Governance
package import Storage

/// Pledges hours of a team to a programme.
package struct CreateCapacityAgreement: CreateCommand {
    package static let resource = Resource.capacityAgreement
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        [
            .create(
                Self.resource,
                id: id,
                in: place,
                input.members + [Member("pledgedById", .id(input.credentials.personID))],
                programmeID: programmeID
            )
        ]
    }
}

/// Changes the hours or the dates of a capacity agreement, while it is not confirmed (STA-01).
package struct UpdateCapacityAgreement: UpdateCommand {
    package static let resource = Resource.capacityAgreement
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let pledge = ["hoursPerWeek", "fromDate", "untilDate"]
        return Rulebook.changeCapacityAgreement.evaluate(
            CapacityChangeFacts(
                status: try situation.before.status(),
                changesPledge: changes(situation).contains { pledge.contains($0.name) }
            )
        )
    }
}

/// Confirms a capacity agreement, or withdraws it with a motivation.
package struct TransitionCapacityAgreement: StepCommand {
    package static let resource = Resource.capacityAgreement
    package let id: UUID
    let target: CapacityAgreementStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    /// Only a confirmation is signed.
    package var namesActor: Bool { target == .confirmed }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let status: CapacityAgreementStatus = try situation.before.status()
        try status.mayBecome(target)
        return .unguarded
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        let signature = Member("confirmedById", .id(input.credentials.personID))
        return [step(to: target, target == .confirmed ? [signature] : [], of: situation.before)]
    }
}
