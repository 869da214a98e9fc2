package import Domain
package import Foundation
package import Storage

/// Reviews how a programme is steered, signed by the person of the credentials.
package struct CreateSteeringReview: CreateCommand {
    package static let resource = Resource.steeringReview
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        input.datesToCome(input.members, ["reviewedDate"])
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        let signature = Member("reviewedById", .id(input.credentials.personID))
        return [.create(Self.resource, id: id, in: place, input.members + [signature], programmeID: programmeID)]
    }
}

/// Changes a steering review. Whoever judges otherwise signs for it: nobody speaks for another.
package struct UpdateSteeringReview: UpdateCommand {
    package static let resource = Resource.steeringReview
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    /// What other systems call the review is no part of the judgement.
    package var namesActor: Bool { patch.contains(where: \.isJudgement) }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        input.datesToCome(patch, ["reviewedDate"])
    }

    package func effects(_ situation: Situation<Void>) -> [Effect] {
        var changes = changes(situation)
        guard !changes.isEmpty else { return [] }
        if changes.contains(where: \.isJudgement) {
            changes.append(Member("reviewedById", .id(input.credentials.personID)))
        }
        return [.update(Self.resource, id: id, in: place, changes, of: situation.before, programmeID: programmeID)]
    }
}

extension Member {
    fileprivate var isJudgement: Bool { name != "externalIds" }
}
