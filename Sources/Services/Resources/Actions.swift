package import Domain
package import Foundation
package import Governance
package import Storage

/// Adds an action under a direction that was agreed (PRT-03).
package struct CreateAction: CreateCommand {
    package static let resource = Resource.action
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<(PartnerRelationFacts?, DirectionStatus?)> {
        FactQuery<PartnerRelationFacts?>.surroundingRelation(place).and(
            FactQuery<DirectionStatus?>.directionStatus(input.members.id("directionId"), ofRelation: place.ids.last)
        )
    }

    package func decide(
        _ situation: Situation<(PartnerRelationFacts?, DirectionStatus?)>
    ) throws(Refusal) -> Decision {
        guard let relation = situation.facts.0, let direction = situation.facts.1 else { throw .notFound }
        return Rulebook.recordAction.evaluate(ActionActFacts(directionStatus: direction, relation: relation))
    }
}

/// Changes an action that is still open (PRT-03).
package struct UpdateAction: UpdateCommand {
    package static let resource = Resource.action
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        Rulebook.changeAction.evaluate(
            ActionChangeFacts(
                status: try situation.before.status(),
                changesAction: changes(situation).contains { $0.name != "externalIds" }
            )
        )
    }
}

/// Says that an action is done, or will not be.
package struct TransitionAction: StepCommand {
    package static let resource = Resource.action
    package let id: UUID
    let target: ActionStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let status: ActionStatus = try situation.before.status()
        try status.mayBecome(target)
        return .unguarded
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        [step(to: target, of: situation.before)]
    }
}
