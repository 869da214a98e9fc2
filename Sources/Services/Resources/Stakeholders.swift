package import Domain
package import Foundation
package import Governance
package import Storage

/// Adds a stakeholder. A required one that comes after the adoption erodes the support until it endorses (VIS-08).
package struct CreateStakeholder: CreateCommand {
    package static let resource = Resource.stakeholder
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme) }

    package func decide(_ situation: Situation<SupportFacts?>) throws(Refusal) -> Decision {
        guard let support = situation.facts else { throw .notFound }
        return Rulebook.recordStakeholder.evaluate(input.act(support, before: nil, after: newcomer))
    }

    package func effects(_ situation: Situation<SupportFacts?>) -> [Effect] {
        [.create(Self.resource, id: id, in: place, input.members, programmeID: programmeID)]
            + [situation.facts?.with(newcomer).programmeEffect()].compactMap(\.self)
    }

    private var newcomer: StakeholderFacts {
        StakeholderFacts(id: id, name: "", category: .residents, representativeID: id, createdAt: input.moment)
            .changed(by: input.members)
    }
}

/// Changes a stakeholder.
package struct UpdateStakeholder: UpdateCommand {
    package static let resource = Resource.stakeholder
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme) }

    package func decide(_ situation: Situation<SupportFacts?>) throws(Refusal) -> Decision {
        guard let support = situation.facts, let before = support.stakeholder(id) else { throw .notFound }
        return Rulebook.changeStakeholder.evaluate(
            input.act(support, before: before, after: before.changed(by: patch))
        )
    }

    package func effects(_ situation: Situation<SupportFacts?>) -> [Effect] {
        let changes = changes(situation)
        guard !changes.isEmpty, let support = situation.facts, let before = support.stakeholder(id) else { return [] }
        return [.update(Self.resource, id: id, in: place, changes, of: situation.before, programmeID: programmeID)]
            + [support.with(before.changed(by: patch)).programmeEffect()].compactMap(\.self)
    }
}

/// Asks for the removal of a stakeholder; of one that is not required it takes effect at once (VIS-07).
package struct RemoveStakeholder: StepCommand {
    package static let resource = Resource.stakeholder
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme) }

    package func decide(_ situation: Situation<SupportFacts?>) throws(Refusal) -> Decision {
        guard let support = situation.facts, let stakeholder = support.stakeholder(id) else { throw .notFound }
        guard stakeholder.removalState == .none else { throw stakeholder.removalState.refusal }
        return Rulebook.removeStakeholder.evaluate(input.act(support, before: stakeholder, after: stakeholder))
    }

    package func effects(_ situation: Situation<SupportFacts?>) -> [Effect] {
        guard let stakeholder = situation.facts?.stakeholder(id) else { return [] }
        let removal = Member(
            "removal",
            .object([
                Member("motivation", .string(motivation ?? "")),
                Member("requestedById", .id(input.credentials.personID)),
                Member("requestedAt", .string(input.moment.rfc3339)),
                Member("confirmedById", .null), Member("confirmedAt", .null),
            ])
        )
        let ended = stakeholder.required ? [] : [Member("endedAt", .string(input.moment.rfc3339))]
        return [
            .update(
                Self.resource,
                id: id,
                in: place,
                [removal] + ended,
                of: situation.before,
                event: stakeholder.required ? "removal_requested" : "removed",
                programmeID: programmeID
            )
        ]
    }
}

/// Confirms a removal, by a second person; from then on the stakeholder is required no more (VIS-07).
package struct ConfirmStakeholderRemoval: StepCommand {
    package static let resource = Resource.stakeholder
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme) }

    package func decide(_ situation: Situation<SupportFacts?>) throws(Refusal) -> Decision {
        guard let support = situation.facts, let stakeholder = support.stakeholder(id) else { throw .notFound }
        guard stakeholder.removalState == .pending else { throw stakeholder.removalState.refusal }
        return Rulebook.confirmRemoval.evaluate(input.act(support, before: stakeholder, after: stakeholder))
    }

    package func effects(_ situation: Situation<SupportFacts?>) -> [Effect] {
        guard let support = situation.facts, var stakeholder = support.stakeholder(id) else { return [] }
        stakeholder.endedAt = input.moment
        stakeholder.required = false
        let removal = (situation.before["removal"]?.members ?? []).merged(with: [
            Member("confirmedById", .id(input.credentials.personID)),
            Member("confirmedAt", .string(input.moment.rfc3339)),
        ])
        return [
            .update(
                Self.resource,
                id: id,
                in: place,
                [
                    Member("required", false), Member("endedAt", .string(input.moment.rfc3339)),
                    Member("removal", .object(removal)),
                ],
                of: situation.before,
                event: "removed",
                programmeID: programmeID
            )
        ] + [support.with(stakeholder).programmeEffect()].compactMap(\.self)
    }
}

/// Where the removal of a stakeholder stands.
private enum RemovalState: String {
    case none
    case pending
    case ended

    /// That the step does not exist from here.
    var refusal: Refusal {
        switch self {
        case .none: .invalidTransition(from: "active", allowed: ["removal"])
        case .pending: .invalidTransition(from: "removal", allowed: ["confirmation"])
        case .ended: .invalidTransition(from: "removed", allowed: [])
        }
    }
}

extension StakeholderFacts {
    fileprivate var removalState: RemovalState {
        if endedAt != nil { return .ended }
        return removalRequestedByID == nil ? .none : .pending
    }
}

extension CommandInput {
    /// What the person of the credentials does with a stakeholder.
    func act(_ support: SupportFacts, before: StakeholderFacts?, after: StakeholderFacts) -> StakeholderActFacts {
        StakeholderActFacts(
            support: support,
            before: before,
            after: after,
            personID: credentials.personID,
            isAdministrator: credentials.isAdministrator
        )
    }
}
