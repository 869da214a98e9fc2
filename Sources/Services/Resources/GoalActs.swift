package import Domain
package import Foundation
package import Governance
package import Storage

/// Splits a goal: it ends, and two or more take its place.
package struct SplitGoal: StepCommand {
    package static let resource = Resource.goal
    package static let answersWithSubject = true
    package let id: UUID
    package let input: CommandInput
    /// The ids that the new goals get, in the order of the request.
    private let successorIDs: [UUID]

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
        successorIDs = (input.members["goals"]?.elements ?? []).map { _ in .version7(at: input.moment) }
            .sorted { $0.uuidString < $1.uuidString }
    }

    package var facts: FactQuery<((GoalTree, GoalHangers), [EffortFacts])> {
        FactQuery<GoalTree>.goalTree(ofProgramme: place.programme, goals: [id], childrenOf: [id])
            .and(.hangers(ofProgramme: place.programme, goals: [id]))
            .and(.prescribedEfforts(ofProgramme: place.programme, called: parts.compactMap { $0["text"]?.string }))
    }

    /// A child goes along with one new goal, and is a child of this goal.
    package func invalidMembers(in situation: Situation<Facts>) -> [InvalidMember] {
        let ((tree, _), _) = situation.facts
        guard tree[id]?.isEnded == false else { return [] }
        var free = Set(tree.children(of: id).map(\.id))
        let children = Set(free)
        return named.compactMap { child in
            if free.remove(child.id) != nil { return nil }
            let isRepeated = children.contains(child.id)
            return InvalidMember(
                location: child.pointer,
                code: isRepeated ? "unique_items" : "unknown_reference",
                detail: isRepeated
                    ? .init(nl: "Een doel gaat met één nieuw doel mee.", en: "A goal goes along with one new goal.")
                    : .init(
                        nl: "Dit doel ligt niet direct onder het doel dat wordt gesplitst.",
                        en: "This goal does not lie directly under the goal that is split."
                    )
            )
        }
    }

    package func decide(_ situation: Situation<Facts>) throws(Refusal) -> Decision {
        let ((tree, _), namesakes) = situation.facts
        let goal = try tree.livingGoal(id)
        return Rulebook.splitGoal.evaluate(
            GoalActFacts(
                tree: tree,
                goal: goal,
                outcome: [goal.ended] + successors(of: goal) + children(in: tree),
                namesakes: namesakes
            )
        )
    }

    package func effects(_ situation: Situation<Facts>) -> [Effect] {
        let ((tree, hangers), _) = situation.facts
        guard let goal = tree[id], let heir = successorIDs.first else { return [] }
        let place = GoalPlace(place)
        let creations = zip(successors(of: goal), parts).map { successor, part in
            place.create(
                successor,
                part.filter { !["text", "childIds"].contains($0.name) } + [Member("predecessorIds", [.id(id)])]
            )
        }
        let split = place.end(id, successors: successorIDs, as: "split", at: input.moment)
        return creations + [split] + children(in: tree).map { place.move($0) }
            + place.handOver(hangers, from: [id], to: heir)
    }

    private var parts: [Members] { (input.members["goals"]?.elements ?? []).compactMap(\.members) }

    /// The children that are named, with the new goal that each goes along with.
    private var named: [(id: UUID, pointer: String, successor: UUID)] {
        zip(parts, successorIDs).enumerated().flatMap { index, part in
            (part.0["childIds"]?.elements ?? []).enumerated().compactMap { place, child in
                child.string.flatMap { UUID(uuidString: $0) }.map {
                    (id: $0, pointer: "/goals/\(index)/childIds/\(place)", successor: part.1)
                }
            }
        }
    }

    private func successors(of goal: GoalNode) -> [GoalNode] {
        zip(successorIDs, parts).map { id, part in
            GoalNode(id: id, kind: goal.kind, parentID: goal.parentID, text: part["text"]?.string ?? "")
        }
    }

    /// The children under the goals that they go along with.
    private func children(in tree: GoalTree) -> [GoalNode] {
        let named = Dictionary(named.map { ($0.id, $0.successor) }) { first, _ in first }
        return tree.children(of: id).map { child in
            var child = child
            child.parentID = named[child.id] ?? successorIDs.first
            return child
        }
    }
}

/// Merges other goals into one: what hangs on them comes to hang on it, and they end.
package struct MergeGoals: StepCommand {
    package static let resource = Resource.goal
    package let id: UUID
    package let input: CommandInput
    private let mergedIDs: [UUID]

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
        mergedIDs = (input.members["goalIds"]?.elements ?? []).compactMap { $0.string.flatMap { UUID(uuidString: $0) } }
    }

    package var references: [Reference] {
        mergedIDs.enumerated().map { Reference(pointer: "/goalIds/\($0)", resource: .goal, id: $1) }
    }

    package var facts: FactQuery<(GoalTree, GoalHangers)> {
        FactQuery<GoalTree>.goalTree(ofProgramme: place.programme, goals: [id] + mergedIDs, childrenOf: mergedIDs)
            .and(.hangers(ofProgramme: place.programme, goals: mergedIDs))
    }

    package func invalidMembers(before: Members) -> [InvalidMember] {
        mergedIDs.indices.compactMap { index in
            let isRepeated = mergedIDs[..<index].contains(mergedIDs[index])
            guard isRepeated || mergedIDs[index] == id else { return nil }
            return InvalidMember(
                location: "/goalIds/\(index)",
                code: isRepeated ? "unique_items" : "unknown_reference",
                detail: isRepeated
                    ? .init(nl: "Dit doel wordt al genoemd.", en: "This goal is named already.")
                    : .init(nl: "Een doel gaat niet op in zichzelf.", en: "A goal is not merged into itself.")
            )
        }
    }

    package func decide(_ situation: Situation<(GoalTree, GoalHangers)>) throws(Refusal) -> Decision {
        let (tree, _) = situation.facts
        let goal = try tree.livingGoal(id)
        let merged = mergedIDs.compactMap { tree[$0] }
        return Rulebook.mergeGoals.evaluate(
            GoalActFacts(tree: tree, goal: goal, merged: merged, outcome: merged.map(\.ended) + children(in: tree))
        )
    }

    package func effects(_ situation: Situation<(GoalTree, GoalHangers)>) -> [Effect] {
        let (tree, hangers) = situation.facts
        let place = GoalPlace(place)
        let predecessors = (situation.before["predecessorIds"]?.elements ?? []) + mergedIDs.map(Value.id)
        let heir = place.update(.goal, id, [Member("predecessorIds", .array(predecessors))], event: "updated")
        return [heir] + mergedIDs.map { place.end($0, successors: [id], as: "merged", at: input.moment) }
            + children(in: tree).map { place.move($0) } + place.handOver(hangers, from: Set(mergedIDs), to: id)
    }

    /// The children of the merged goals, under this one; those that are merged themselves stay where they are.
    private func children(in tree: GoalTree) -> [GoalNode] {
        mergedIDs.flatMap { tree.children(of: $0) }.filter { !mergedIDs.contains($0.id) }.map { child in
            var child = child
            child.parentID = id
            return child
        }
    }
}

/// Ends a goal on which nothing hangs any more.
package struct EndGoal: StepCommand {
    package static let resource = Resource.goal
    package let id: UUID
    package let input: CommandInput

    package init(_ input: CommandInput) throws(Refusal) {
        id = try input.id(of: Self.resource)
        self.input = input
    }

    package var facts: FactQuery<(GoalTree, GoalHangers)> {
        FactQuery<GoalTree>.goalTree(ofProgramme: place.programme, goals: [id], childrenOf: [id])
            .and(.hangers(ofProgramme: place.programme, goals: [id]))
    }

    package func decide(_ situation: Situation<(GoalTree, GoalHangers)>) throws(Refusal) -> Decision {
        let (tree, hangers) = situation.facts
        return Rulebook.endGoal.evaluate(
            GoalActFacts(
                tree: tree,
                goal: try tree.livingGoal(id),
                openEfforts: hangers.efforts.filter(\.status.isOpen)
            )
        )
    }

    package func effects(_ situation: Situation<(GoalTree, GoalHangers)>) -> [Effect] {
        [GoalPlace(place).end(id, successors: [], as: "ended", at: input.moment)]
    }
}

extension GoalTree {
    /// A goal that an act can be about.
    fileprivate func livingGoal(_ id: UUID) throws(Refusal) -> GoalNode {
        guard let goal = self[id] else { throw .notFound }
        guard !goal.isEnded else { throw .invalidTransition(from: "ended", allowed: []) }
        return goal
    }
}

extension GoalNode {
    fileprivate var ended: GoalNode {
        var goal = self
        goal.isEnded = true
        return goal
    }
}
