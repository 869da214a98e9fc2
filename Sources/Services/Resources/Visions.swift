package import Domain
package import Foundation
package import Governance
package import Storage

/// Draws up a vision, as a draft under the next number.
package struct CreateVision: CreateCommand {
    package static let resource = Resource.vision
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme) }

    package func effects(_ situation: Situation<SupportFacts?>) -> [Effect] {
        [
            .create(
                Self.resource,
                id: id,
                in: place,
                input.members + [Member("number", .integer((situation.facts?.lastNumber ?? 0) + 1))],
                programmeID: programmeID
            )
        ]
    }
}

/// Changes a vision; its text only while it is a draft (VIS-09).
package struct UpdateVision: UpdateCommand {
    package static let resource = Resource.vision
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        let status = situation.before["status"]?.string.flatMap(VisionStatus.init) ?? .draft
        let texts = ["statement", "intendedReality"]
        return Rulebook.changeVision.evaluate(
            VisionChangeFacts(
                vision: VisionFacts(id: id, number: situation.before["number"]?.integer ?? 0, status: status),
                changesText: changes(situation).contains { texts.contains($0.name) }
            )
        )
    }
}

/// Takes a vision a step further: it seeks support, is adopted, or goes back to draft under a new number.
package struct TransitionVision: StepCommand {
    package static let resource = Resource.vision
    package let id: UUID
    let target: VisionStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package var facts: FactQuery<SupportFacts?> { .support(ofProgramme: place.programme, vision: id) }

    package func decide(_ situation: Situation<SupportFacts?>) throws(Refusal) -> Decision {
        guard let support = situation.facts, let vision = support.vision else { throw .notFound }
        try vision.status.mayBecome(target)
        return target == .adopted ? Rulebook.adoptVision.evaluate(support) : .unguarded
    }

    package func effects(_ situation: Situation<SupportFacts?>) -> [Effect] {
        guard var support = situation.facts, let vision = support.vision else { return [] }
        switch target {
        case .draft:
            return [supersede(vision), newDraft(situation.before, number: support.lastNumber + 1)]
        case .seekingSupport:
            return [step(vision, to: .seekingSupport)]
        case .adopted:
            let previous = support.adopted.map(supersede)
            support.adopted = vision
            return [
                previous, step(vision, to: .adopted, [Member("adoptedAt", .string(input.moment.rfc3339))]),
                support.programmeEffect(adopting: vision),
            ].compactMap(\.self)
        case .superseded:
            return []
        }
    }

    private func newDraft(_ before: Members, number: Int64) -> Effect {
        .create(
            Self.resource,
            id: .version7(at: input.moment),
            in: place,
            before.filter { ["statement", "intendedReality"].contains($0.name) } + [Member("number", .integer(number))],
            programmeID: programmeID
        )
    }

    private func supersede(_ vision: VisionFacts) -> Effect {
        step(vision, to: .superseded, [Member("supersededAt", .string(input.moment.rfc3339))])
    }

    private func step(_ vision: VisionFacts, to status: VisionStatus, _ also: Members = []) -> Effect {
        .update(
            Self.resource,
            id: vision.id,
            in: place,
            [Member("status", .string(status.rawValue))] + also,
            of: [],
            event: status.rawValue,
            programmeID: programmeID
        )
    }
}
