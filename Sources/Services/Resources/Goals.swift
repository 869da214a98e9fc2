package import Domain
package import Foundation
package import Governance
package import Storage

/// Adds a goal to the tree; the main goal becomes the one that the programme names.
package struct CreateGoal: CreateCommand {
    package static let resource = Resource.goal
    package let id: UUID
    package let input: CommandInput

    package init(validated input: CommandInput) {
        id = .version7(at: input.moment)
        self.input = input
    }

    package var facts: FactQuery<(GoalTree, [EffortFacts])> {
        let parents = [input.members.id("parentId")].compactMap(\.self)
        return FactQuery<GoalTree>.goalTree(ofProgramme: place.programme, goals: parents)
            .and(.prescribedEfforts(ofProgramme: place.programme, called: [newcomer.text]))
    }

    package func decide(_ situation: Situation<(GoalTree, [EffortFacts])>) throws(Refusal) -> Decision {
        let (tree, namesakes) = situation.facts
        return Rulebook.recordGoal.evaluate(
            GoalChangeFacts(
                tree: tree,
                before: nil,
                after: effortKind == nil ? newcomer : nil,
                effortKind: effortKind,
                namesakes: namesakes
            )
        )
    }

    package func effects(_ situation: Situation<(GoalTree, [EffortFacts])>) -> [Effect] {
        let creation = Effect.create(Self.resource, id: id, in: place, input.members, programmeID: programmeID)
        guard newcomer.kind == .mainGoal, let programmeID else { return [creation] }
        let root = Effect.update(
            .programme,
            id: programmeID,
            [Member("mainGoalId", .id(id))],
            of: [],
            programmeID: programmeID
        )
        return [creation, root]
    }

    private var effortKind: EffortKind? { input.members["kind"]?.string.flatMap(EffortKind.init) }

    private var newcomer: GoalNode {
        GoalNode(
            id: id,
            kind: input.members["kind"]?.string.flatMap(GoalKind.init) ?? .goal,
            parentID: input.members.id("parentId"),
            text: input.members["text"]?.string ?? ""
        )
    }
}

/// Changes a goal; another parent moves it with everything below it.
package struct UpdateGoal: UpdateCommand {
    package static let resource = Resource.goal
    package let id: UUID
    package let input: CommandInput

    package init(id: UUID, validated input: CommandInput) {
        self.id = id
        self.input = input
    }

    package var facts: FactQuery<((GoalTree, [EffortFacts]), VisionsInForce)> {
        let goals = [id, patch.id("parentId")].compactMap(\.self)
        let names = [patch["text"]?.string].compactMap(\.self)
        return FactQuery<GoalTree>.goalTree(ofProgramme: place.programme, goals: goals)
            .and(.prescribedEfforts(ofProgramme: place.programme, called: names))
            .and(.visionsInForce(ofProgramme: place.programme))
    }

    package func decide(_ situation: Situation<Facts>) throws(Refusal) -> Decision {
        let ((tree, namesakes), visions) = situation.facts
        guard let before = tree[id] else { throw .notFound }
        var after = before
        let changes = changes(situation)
        for change in changes {
            switch change.name {
            case "parentId": after.parentID = changes.id("parentId")
            case "text": after.text = change.value.string ?? before.text
            default: break
            }
        }
        return Rulebook.changeGoal.evaluate(
            GoalChangeFacts(
                tree: tree,
                before: before,
                after: after,
                changesContent: changes.contains { $0.name != "externalIds" },
                namesakes: namesakes,
                adopted: visions.adopted,
                newerDraft: visions.newerDraft
            )
        )
    }

    package func effects(_ situation: Situation<Facts>) -> [Effect] {
        let changes = changes(situation)
        guard !changes.isEmpty else { return [] }
        return [
            .update(
                Self.resource,
                id: id,
                in: place,
                changes,
                of: situation.before,
                event: changes["parentId"] == nil ? "updated" : "moved",
                programmeID: programmeID
            )
        ]
    }
}

extension Members {
    /// The id that a member holds.
    func id(_ name: String) -> UUID? {
        self[name]?.string.flatMap { UUID(uuidString: $0) }
    }
}
