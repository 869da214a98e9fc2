package import Domain
package import Foundation
package import Governance
package import Storage

/// Places a partner on a day, signed by the person of the credentials (PRT-01). The latest day counts, and asks the
/// directions that still run to be looked at again (PRT-02).
package struct CreatePosition: CreateCommand {
    package static let resource = Resource.position
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        let isDated = input.members["assessedDate"] != nil
        let today = Member("assessedDate", .string(input.moment.amsterdamDate.description))
        self.input = isDated ? input : input.with(members: input.members + [today])
    }

    package var facts: FactQuery<(PartnerRelationFacts?, PositionSurroundings)> {
        FactQuery<PartnerRelationFacts?>.surroundingRelation(place)
            .and(FactQuery<PositionSurroundings>.positions(ofRelation: place.ids.last))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        input.datesToCome(input.members, ["assessedDate"])
    }

    package func decide(
        _ situation: Situation<(PartnerRelationFacts?, PositionSurroundings)>
    ) throws(Refusal) -> Decision {
        guard let relation = situation.facts.0 else { throw .notFound }
        return Rulebook.recordPosition.evaluate(
            PositionActFacts(
                position: PositionFacts(
                    influence: input.members["influence"]?.integer,
                    dependence: input.members["dependence"]?.integer,
                    alternativeIfLost: input.members["alternativeIfLost"]?.string
                ),
                relation: relation
            )
        )
    }

    package func effects(_ situation: Situation<(PartnerRelationFacts?, PositionSurroundings)>) -> [Effect] {
        let signature = Member("assessorId", .id(input.credentials.personID))
        return [.create(Self.resource, id: id, in: place, input.members + [signature], programmeID: programmeID)]
            + (isLatest(situation.facts.1) ? situation.facts.1.runningDirections : []).map { direction in
                .update(
                    .direction,
                    id: direction,
                    in: place,
                    [Member("reassess", true)],
                    of: [],
                    programmeID: programmeID
                )
            }
    }

    /// Whether this position is the one that counts from now on; one of an earlier day only completes the history.
    private func isLatest(_ surroundings: PositionSurroundings) -> Bool {
        guard let latest = surroundings.latestDate,
            let day = input.members.date("assessedDate")
        else { return true }
        return day >= latest
    }
}
