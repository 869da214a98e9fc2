package import Foundation

/// The goal tree of a programme, or the part of it that a command is about: of every goal in it, all that lies above it
/// is in it too.
package struct GoalTree: Hashable, Sendable {
    private var nodes: [UUID: GoalNode]

    package init(_ nodes: some Sequence<GoalNode> = []) {
        self.nodes = Dictionary(nodes.map { ($0.id, $0) }) { _, last in last }
    }

    package subscript(id: UUID?) -> GoalNode? { id.flatMap { nodes[$0] } }

    /// The goals that have not ended, in the order in which they were made.
    package var living: [GoalNode] {
        nodes.values.filter { !$0.isEnded }.sorted { $0.id.uuidString < $1.id.uuidString }
    }

    /// The main goal.
    package var mainGoal: GoalNode? { living.first { $0.kind == .mainGoal } }

    /// The living goals directly under one.
    package func children(of id: UUID) -> [GoalNode] {
        living.filter { $0.parentID == id }
    }

    /// The same tree with other versions of some goals, or with new ones.
    package func with(_ changed: some Sequence<GoalNode>) -> GoalTree {
        var tree = self
        for node in changed { tree.nodes[node.id] = node }
        return tree
    }

    /// A goal and all that lies above it, as far as that leads: up to the root, or to where the line would repeat itself.
    package func line(from id: UUID) -> [GoalNode] {
        var line: [GoalNode] = []
        var seen: Set<UUID> = []
        var next = nodes[id]
        while let node = next, seen.insert(node.id).inserted {
            line.append(node)
            next = self[node.parentID]
        }
        return line
    }

    /// Whether a goal lives and is an effect, or has one above it.
    package func leadsToEffect(_ id: UUID) -> Bool {
        guard let node = nodes[id], !node.isEnded else { return false }
        return line(from: id).contains { $0.kind == .effect && !$0.isEnded }
    }
}

/// What keeps goals from being one tree under one root (CRS-01).
package enum GoalTreeFault: Hashable, Sendable {
    /// There is another main goal already.
    case secondMainGoal(GoalNode, beside: GoalNode)
    /// The main goal has a parent.
    case mainGoalBelow(GoalNode)
    /// Another goal than the main goal has no parent, or one that is not there.
    case loose(GoalNode)
    /// Goals of this kind do not lie under one of that kind.
    case misplaced(GoalNode, under: GoalNode)
    /// It lies under a goal that has ended.
    case underEnded(GoalNode, parent: GoalNode)
    /// The way up leads back to itself.
    case cycle(GoalNode)

    /// The goal that is not in its place.
    package var node: GoalNode {
        switch self {
        case .secondMainGoal(let node, _), .mainGoalBelow(let node), .loose(let node), .misplaced(let node, _),
            .underEnded(let node, _), .cycle(let node):
            node
        }
    }
}

extension GoalTree {
    /// All that keeps the living goals from being one tree under one root, in the order in which the goals were made.
    package var faults: [GoalTreeFault] {
        let living = living
        let mainGoal = living.first { $0.kind == .mainGoal }
        return living.flatMap { faults(of: $0, mainGoal: mainGoal) } + cycles(among: living)
    }

    private func faults(of node: GoalNode, mainGoal: GoalNode?) -> [GoalTreeFault] {
        if node.kind == .mainGoal {
            let second = mainGoal.flatMap { $0.id == node.id ? nil : GoalTreeFault.secondMainGoal(node, beside: $0) }
            return [second, node.parentID.map { _ in .mainGoalBelow(node) }].compactMap(\.self)
        }
        guard let parent = self[node.parentID] else { return [.loose(node)] }
        if parent.isEnded { return [.underEnded(node, parent: parent)] }
        return node.kind.liesUnder(parent.kind) ? [] : [.misplaced(node, under: parent)]
    }

    /// One goal of each circle.
    private func cycles(among living: [GoalNode]) -> [GoalTreeFault] {
        var settled: Set<UUID> = []
        var cycles: [GoalTreeFault] = []
        for start in living {
            var way: [UUID: Int] = [:]
            var next: GoalNode? = start
            while let node = next, !settled.contains(node.id), way[node.id] == nil {
                way[node.id] = way.count
                next = self[node.parentID]
            }
            if let node = next, way[node.id] != nil { cycles.append(.cycle(node)) }
            settled.formUnion(way.keys)
        }
        return cycles
    }
}
