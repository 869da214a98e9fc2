package import Domain
package import Foundation
package import Governance
package import Storage

/// Adds a role, to a programme or to the organisation itself.
package struct CreateRole: CreateCommand {
    package static let resource = Resource.role
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input.with(members: input.members.withOrderedRequirements)
    }

    package func invalidMembers(before: Members) -> [InvalidMember] { input.members.repeatedRequirements }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        Rulebook.recordRole.evaluate(RoleChangeFacts(input.members))
    }
}

/// Changes a role; what it is for never changes.
package struct UpdateRole: UpdateCommand {
    package static let resource = Resource.role
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input.with(members: input.members.withOrderedRequirements)
    }

    package func invalidMembers(before: Members) -> [InvalidMember] { patch.repeatedRequirements }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        Rulebook.recordRole.evaluate(RoleChangeFacts(after(situation)))
    }
}

extension RoleChangeFacts {
    /// The role as its members say.
    fileprivate init(_ members: Members) {
        self.init(
            kind: members["kind"]?.string.flatMap(RoleKind.init) ?? .other,
            competences: CompetenceLevel.levels(of: members["requiredCompetences"] ?? []).map(\.competence)
        )
    }
}

extension Members {
    fileprivate var withOrderedRequirements: Members {
        guard let required = self["requiredCompetences"] else { return self }
        var members = self
        members["requiredCompetences"] = required.levels
        return members
    }

    fileprivate var repeatedRequirements: [InvalidMember] {
        self["requiredCompetences"]?.repeatedCompetences(at: "/requiredCompetences") ?? []
    }
}
