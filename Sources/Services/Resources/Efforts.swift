package import Domain
package import Foundation
package import Governance
package import Storage

/// Registers an effort, as proposed.
package struct CreateEffort: CreateCommand {
    package static let resource = Resource.effort
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<(GoalTree, [GoalNode])> {
        FactQuery<GoalTree>.goalTree(ofProgramme: place.programme, goals: newcomer.contributions.map(\.goalID))
            .and(.goals(ofProgramme: place.programme, called: newcomer.kind.isPrescribed ? newcomer.name : nil))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        Resource.disorderedWindows(input.members) + input.members.repeatedContributions
    }

    package func decide(_ situation: Situation<(GoalTree, [GoalNode])>) throws(Refusal) -> Decision {
        let (tree, namesakes) = situation.facts
        return Rulebook.recordEffort.evaluate(
            EffortActFacts(before: nil, after: newcomer, tree: tree, namesakes: namesakes)
        )
    }

    private var newcomer: EffortFacts { EffortFacts(id: id, input.members) }
}

/// Changes an effort; an active one keeps a purpose (CRS-02).
package struct UpdateEffort: UpdateCommand {
    package static let resource = Resource.effort
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<(GoalTree, [GoalNode])> {
        FactQuery<GoalTree>.goalTree(ofProgramme: place.programme, goals: patch.contributions.map(\.goalID))
            .and(.goals(ofProgramme: place.programme, called: patch["name"]?.string))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        Resource.disorderedWindows(before.merged(with: patch)) + patch.repeatedContributions
    }

    package func decide(_ situation: Situation<(GoalTree, [GoalNode])>) throws(Refusal) -> Decision {
        let (tree, namesakes) = situation.facts
        return Rulebook.changeEffort.evaluate(
            EffortActFacts(
                before: EffortFacts(id: id, situation.before),
                after: EffortFacts(id: id, after(situation)),
                tree: tree,
                namesakes: namesakes
            )
        )
    }
}

/// Takes an effort a step further: it becomes active, and is completed or stopped.
package struct TransitionEffort: StepCommand {
    package static let resource = Resource.effort
    package let id: UUID
    let target: EffortStatus
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        target = try input.step()
        self.input = input
    }

    package var facts: FactQuery<GoalTree> { .goalTree(ofProgramme: place.programme, servedBy: id) }

    package func decide(_ situation: Situation<GoalTree>) throws(Refusal) -> Decision {
        let before = EffortFacts(id: id, situation.before)
        try before.status.mayBecome(target)
        guard target == .active else { return .unguarded }
        var after = before
        after.status = target
        return Rulebook.activateEffort.evaluate(EffortActFacts(before: before, after: after, tree: situation.facts))
    }

    package func effects(_ situation: Situation<GoalTree>) -> [Effect] {
        [step(to: target, of: situation.before)]
    }
}

extension EffortFacts {
    /// Reads the members of an effort, of a request or as its view shows them.
    fileprivate init(id: UUID, _ members: Members) {
        self.init(
            id: id,
            name: members["name"]?.string ?? "",
            kind: members["kind"]?.string.flatMap(EffortKind.init) ?? .project,
            status: members["status"]?.string.flatMap(EffortStatus.init) ?? .proposed,
            contributions: members.contributions
        )
    }
}

extension Members {
    fileprivate var contributions: [ContributionFacts] {
        (self["contributions"]?.elements ?? []).compactMap { ContributionFacts($0) }
    }

    /// Contributions to a goal that another one names already.
    fileprivate var repeatedContributions: [InvalidMember] {
        let goals = contributions.map(\.goalID)
        return goals.indices.filter { goals[..<$0].contains(goals[$0]) }.map { index in
            InvalidMember(
                location: "/contributions/\(index)/goalId",
                code: "unique_items",
                detail: .init(
                    nl: "Een inspanning draagt één keer aan een doel bij.",
                    en: "An effort contributes to a goal once."
                )
            )
        }
    }
}
