package import Domain
package import Foundation
package import Governance
package import Storage

/// Gives a stance on a vision, as the stakeholder's own representative (VIS-04).
package struct CreateEndorsement: CreateCommand {
    package static let resource = Resource.endorsement
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme, vision: place.ids.last) }

    package func decide(_ situation: Situation<SupportFacts?>) throws(Refusal) -> Decision {
        guard let (support, stakeholder) = found(situation) else { throw .notFound }
        return Rulebook.giveStance.evaluate(input.act(support, before: stakeholder, after: stakeholder))
    }

    package func effects(_ situation: Situation<SupportFacts?>) -> [Effect] {
        guard let (support, stakeholder) = found(situation), let giver = input.credentials.personID,
            let stance = input.members["stance"]?.string.flatMap(Stance.init)
        else { return [] }
        var after = stakeholder
        // Later than the one before it, also for a request that waited while another of a later moment was carried out.
        let earliest = stakeholder.latest?.givenAt.advanced(byMilliseconds: 1) ?? input.moment
        let given = GivenStance(stance: stance, givenByID: giver, givenAt: max(input.moment, earliest))
        after.latest = given
        return [
            .create(
                Self.resource,
                id: id,
                in: place,
                input.members + [
                    Member("givenById", .id(giver)), Member("givenAt", .string(given.givenAt.rfc3339)),
                ],
                programmeID: programmeID
            )
        ] + (support.isAboutAdopted ? [support.with(after).programmeEffect()] : []).compactMap(\.self)
    }

    private func found(_ situation: Situation<SupportFacts?>) -> (SupportFacts, StakeholderFacts)? {
        guard let support = situation.facts,
            let id = input.members["stakeholderId"]?.string.flatMap({ UUID(uuidString: $0) }),
            let stakeholder = support.stakeholder(id)
        else { return nil }
        return (support, stakeholder)
    }
}
