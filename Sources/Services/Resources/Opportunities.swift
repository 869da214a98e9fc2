package import Domain
package import Foundation
package import Governance
package import Storage

/// Signals an opportunity: which goals it may serve, and by when it must be answered (CRS-06).
package struct CreateOpportunity: CreateCommand {
    package static let resource = Resource.opportunity
    package static let recordsActor = true
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<[GoalNode]> {
        .goals(ofProgramme: place.programme, named: input.members.goalIDs ?? [], elseBy: id)
    }

    package func decide(_ situation: Situation<[GoalNode]>) throws(Refusal) -> Decision {
        Rulebook.signalOpportunity.evaluate(
            input.opportunity(id, .signalled, goals: situation.facts, input.members)
        )
    }

    package func effects(_ situation: Situation<[GoalNode]>) -> [Effect] {
        let signature = Member("signalledById", .id(input.credentials.personID))
        return [.create(Self.resource, id: id, in: place, input.members + [signature], programmeID: programmeID)]
    }
}

/// Changes an opportunity that is not answered yet (CRS-06).
package struct UpdateOpportunity: UpdateCommand {
    package static let resource = Resource.opportunity
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<[GoalNode]> {
        .goals(ofProgramme: place.programme, named: patch.goalIDs, elseBy: id)
    }

    package func decide(_ situation: Situation<[GoalNode]>) throws(Refusal) -> Decision {
        let signal = ["signal", "goalIds", "decideByDate"]
        return Rulebook.changeOpportunity.evaluate(
            OpportunityChangeFacts(
                after: input.opportunity(
                    id,
                    try situation.before.status(),
                    goals: situation.facts,
                    after(situation)
                ),
                changesSignal: changes(situation).contains { signal.contains($0.name) }
            )
        )
    }
}

/// Answers an opportunity, or takes a parked one up again. One whose day has passed has expired, whatever its row still
/// says, and takes no step (CRS-06).
package struct TransitionOpportunity: StepCommand {
    package static let resource = Resource.opportunity
    package let id: UUID
    let target: OpportunityStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package var facts: FactQuery<[GoalNode]> { .goals(ofProgramme: place.programme, named: nil, elseBy: id) }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        let missing =
            target == .seized && input.members["outcome"] == nil
            ? [
                InvalidMember.required(
                    "/outcome",
                    .init(
                        nl: "Wie een kans benut, zegt wat er verandert in inspanningen en budget.",
                        en: "Whoever seizes an opportunity says what changes in efforts and budget."
                    )
                )
            ] : []
        return missing + input.misplaced("outcome", "effortIds", onStepTo: target, at: .seized)
            + input.misplaced("decideByDate", onStepTo: target, at: .assessed)
    }

    package func decide(_ situation: Situation<[GoalNode]>) throws(Refusal) -> Decision {
        let status: OpportunityStatus = try situation.before.status()
        try status.mayBecome(target)
        let after = situation.before.merged(with: changes)
        return Rulebook.step(to: target).evaluate(input.opportunity(id, status, goals: situation.facts, after))
    }

    package func effects(_ situation: Situation<[GoalNode]>) -> [Effect] {
        [step(to: target, changes, of: situation.before)]
    }

    /// What comes with the step.
    private var changes: Members {
        input.members.filter { ["outcome", "effortIds", "decideByDate"].contains($0.name) }
    }
}

extension CommandInput {
    /// The opportunity as its members say, on the day of the request.
    fileprivate func opportunity(
        _ id: UUID,
        _ status: OpportunityStatus,
        goals: [GoalNode],
        _ members: Members
    ) -> OpportunityFacts {
        OpportunityFacts(
            id: id,
            status: status,
            goals: goals,
            decideByDate: members.date("decideByDate"),
            today: moment.amsterdamDate
        )
    }
}

extension Members {
    /// The goals that are named; `nil` when none are spoken of.
    fileprivate var goalIDs: [UUID]? {
        self["goalIds"]?.elements.map { ids in ids.compactMap { $0.string.flatMap { UUID(text: $0) } } }
    }
}
