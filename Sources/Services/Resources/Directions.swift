package import Domain
package import Foundation
package import Governance
package import Storage

/// Proposes where the relation with a partner should go (PRT-02, VIS-05).
package struct CreateDirection: CreateCommand {
    package static let resource = Resource.direction
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<((PartnerRelationFacts?, SupportFacts?), Int64)> {
        FactQuery<PartnerRelationFacts?>.surroundingRelation(place)
            .and(FactQuery<SupportFacts?>.support(ofProgramme: place.programme))
            .and(FactQuery<Int64>.minimumDirectionParticipants)
    }

    package func decide(
        _ situation: Situation<((PartnerRelationFacts?, SupportFacts?), Int64)>
    ) throws(Refusal) -> Decision {
        let ((relation, support), minimum) = situation.facts
        guard let relation, let support else { throw .notFound }
        return Rulebook.proposeDirection.evaluate(
            DirectionActFacts(
                direction: DirectionFacts(id: id, .proposed, input.members, minimumParticipants: minimum),
                relation: relation,
                support: support
            )
        )
    }
}

/// Changes a direction that is not agreed yet, or says that one still holds after a newer position (PRT-02).
package struct UpdateDirection: UpdateCommand {
    package static let resource = Resource.direction
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<Int64> { .minimumDirectionParticipants }

    package func decide(_ situation: Situation<Int64>) throws(Refusal) -> Decision {
        let agreement = ["vertical", "horizontal", "rationale", "participantIds"]
        return Rulebook.changeDirection.evaluate(
            DirectionChangeFacts(
                after: DirectionFacts(
                    id: id,
                    try situation.before.status(),
                    after(situation),
                    minimumParticipants: situation.facts
                ),
                changesAgreement: changes(situation).contains { agreement.contains($0.name) }
            )
        )
    }
}

/// Agrees on a direction, works on it, and says what became of it (PRT-02).
package struct TransitionDirection: StepCommand {
    package static let resource = Resource.direction
    package let id: UUID
    let target: DirectionStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package var facts: FactQuery<Int64> { .minimumDirectionParticipants }

    package func decide(_ situation: Situation<Int64>) throws(Refusal) -> Decision {
        let status: DirectionStatus = try situation.before.status()
        try status.mayBecome(target)
        return Rulebook.step(to: target).evaluate(
            DirectionFacts(id: id, status, situation.before, minimumParticipants: situation.facts)
        )
    }

    package func effects(_ situation: Situation<Int64>) -> [Effect] {
        // Whoever agrees has looked at it, also where a newer position asked for that.
        let isMarked = situation.before["reassess"]?.boolean == true
        let looked = target == .agreed && isMarked ? [Member("reassess", false)] : []
        return [step(to: target, looked, of: situation.before)]
    }
}

extension DirectionFacts {
    /// Reads the members of a direction as a request or its view has them.
    fileprivate init(id: UUID, _ status: DirectionStatus, _ members: Members, minimumParticipants: Int64) {
        let participants = members["participantIds"]?.elements ?? []
        self.init(
            id: id,
            vertical: members["vertical"]?.string.flatMap(VerticalDirection.init) ?? .none,
            horizontal: members["horizontal"]?.string.flatMap(HorizontalDirection.init) ?? .none,
            status: status,
            participantIDs: Set(participants.compactMap { $0.string.flatMap { UUID(uuidString: $0) } }),
            minimumParticipants: minimumParticipants
        )
    }
}
