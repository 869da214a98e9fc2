package import Domain
package import Foundation
package import Governance
package import Storage

/// Creates a programme, in exploration whatever its challenge says.
package struct CreateProgramme: CreateCommand {
    package static let resource = Resource.programme
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var programmeID: UUID? { id }
}

/// Changes a programme; its phase only changes by a transition, and its political sponsor only by that sponsor (VIS-04).
package struct UpdateProgramme: UpdateCommand {
    package static let resource = Resource.programme
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var programmeID: UUID? { id }

    package func decide(_ situation: Situation<Void>) throws(Refusal) -> Decision {
        Rulebook.changeProgramme.evaluate(
            SponsorChangeFacts(
                before: Self.sponsor(situation.before),
                after: Self.sponsor(after(situation)),
                personID: input.credentials.personID,
                isAdministrator: input.credentials.isAdministrator
            )
        )
    }

    private static func sponsor(_ members: Members) -> UUID? {
        members["politicalSponsorId"]?.string.flatMap { UUID(uuidString: $0) }
    }
}

/// Takes a programme to another phase, when every rule of that step is met.
package struct TransitionProgramme: StepCommand {
    package static let resource = Resource.programme
    package let id: UUID
    let target: Phase
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package var programmeID: UUID? { id }
    package var facts: FactQuery<ProgrammeStepFacts?> { .step(ofProgramme: id, to: target, restingOn: decisionID) }

    package func decide(_ situation: Situation<ProgrammeStepFacts?>) throws(Refusal) -> Decision {
        guard let facts = situation.facts else { throw .notFound }
        return try facts.decision(onStepTo: target)
    }

    package func effects(_ situation: Situation<ProgrammeStepFacts?>) -> [Effect] {
        [
            .update(
                Self.resource,
                id: id,
                [Member("phase", .string(target.rawValue))],
                of: situation.before,
                event: target.rawValue,
                programmeID: id
            )
        ]
    }
}

/// What every rule of a step says of a programme, before anyone takes it.
package struct ProgrammeReadiness: Inquiry {
    package static let resource = Resource.programme
    let id: UUID
    let target: Phase

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.target()
    }

    package var facts: FactQuery<ProgrammeStepFacts?> { .step(ofProgramme: id, to: target) }

    package func answer(_ facts: ProgrammeStepFacts?, in language: Language) throws(Refusal) -> Value {
        guard let facts else { throw .notFound }
        return try facts.readiness(forStepTo: target, in: language)
    }
}

extension ProgrammeStepFacts {
    /// What every rule says of a step, as the contract shows it.
    func readiness(forStepTo target: Phase, in language: Language) throws(Refusal) -> Value {
        let decision = try decision(onStepTo: target)
        return .object([
            Member("from", .string(programme.phase.rawValue)),
            Member("to", .string(target.rawValue)),
            Member("allowed", .boolean(decision.isAllowed)),
            Member("findings", .array(decision.findings.map { $0.value(in: language) })),
        ])
    }
}

extension ProgrammeStepFacts {
    /// What the rulebook says of a step, when the phase machine has it.
    fileprivate func decision(onStepTo target: Phase) throws(Refusal) -> Decision {
        try programme.phase.mayBecome(target)
        return Rulebook.step(to: target).evaluate(self)
    }
}
