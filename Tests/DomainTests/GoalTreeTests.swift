import Domain
import Foundation
import Synchronization
import Testing

@Suite struct `A goal tree` {
    let root = node(.mainGoal, under: nil)
    var effect: GoalNode { Self.node(.effect, under: root, "E") }

    @Test func `is whole when it is empty, or only has a main goal`() {
        #expect(GoalTree().faults == [])
        #expect(GoalTree([root]).faults == [])
    }

    @Test(arguments: GoalKind.allCases, GoalKind.allCases)
    func `has effects under the main goal and effects, and goals under anything`(kind: GoalKind, parent: GoalKind) {
        let allowed: [GoalKind: [GoalKind]] = [
            .mainGoal: [], .effect: [.mainGoal, .effect], .goal: [.mainGoal, .effect, .goal],
        ]
        #expect(kind.liesUnder(parent) == allowed[kind]?.contains(parent))
    }

    @Test func `tells a goal that lies under one of the wrong kind`() {
        let goal = Self.node(.goal, under: root)
        let misplaced = Self.node(.effect, under: goal)
        #expect(GoalTree([root, goal, misplaced]).faults == [.misplaced(misplaced, under: goal)])
    }

    @Test func `tells a second main goal, and the later one is it`() {
        let second = Self.node(.mainGoal, under: nil)
        #expect(GoalTree([second, root]).faults == [.secondMainGoal(second, beside: root)])
        var ended = root
        ended.isEnded = true
        #expect(GoalTree([second, ended]).faults == [])
    }

    @Test func `tells a main goal that has a parent`() {
        var below = root
        below.parentID = UUID()
        #expect(GoalTree([below]).faults == [.mainGoalBelow(below)])
    }

    @Test func `tells a goal without a parent, and one whose parent is not there`() {
        let loose = Self.node(.goal, under: nil)
        let lost = Self.node(.goal, under: Self.node(.goal, under: root))
        #expect(GoalTree([root, loose, lost]).faults == [.loose(loose), .loose(lost)])
    }

    @Test func `tells a goal that lies under one that has ended, but not one that ended itself`() {
        var parent = effect
        parent.isEnded = true
        let child = Self.node(.goal, under: parent)
        #expect(GoalTree([root, parent, child]).faults == [.underEnded(child, parent: parent)])
        var ended = child
        ended.isEnded = true
        #expect(GoalTree([root, parent, ended]).faults == [])
    }

    @Test(arguments: 1...6) func `tells a circle once, however long it is`(length: Int) throws {
        var nodes = (0..<length).map { _ in Self.node(.effect, under: root) }
        for index in nodes.indices { nodes[index].parentID = nodes[(index + 1) % length].id }
        let below = Self.node(.goal, under: nodes[0])
        let faults = GoalTree([root, below] + nodes).faults
        #expect(faults.count == 1)
        guard case .cycle(let node) = try #require(faults.first) else {
            Issue.record("\(faults)")
            return
        }
        #expect(nodes.contains(node))
    }

    @Test func `leads from a goal to an effect that is it or lies above it`() {
        let effect = effect
        let (inside, below) = (Self.node(.goal, under: effect), Self.node(.goal, under: root))
        let deep = Self.node(.goal, under: inside)
        let tree = GoalTree([root, effect, inside, deep, below])
        for goal in [effect, inside, deep] { #expect(tree.leadsToEffect(goal.id)) }
        for goal in [root, below] { #expect(!tree.leadsToEffect(goal.id)) }
        #expect(!tree.leadsToEffect(UUID()))
        var ended = inside
        ended.isEnded = true
        #expect(!tree.with([ended]).leadsToEffect(inside.id))
    }

    @Test func `gives the line up, and stops where that would repeat itself`() {
        let goal = Self.node(.goal, under: effect)
        var (a, b) = (Self.node(.goal, under: root), Self.node(.goal, under: root))
        (a.parentID, b.parentID) = (b.id, a.id)
        #expect(GoalTree([a, b]).line(from: a.id) == [a, b])
        #expect(GoalTree([goal]).line(from: goal.id) == [goal])
        #expect(GoalTree([goal]).line(from: UUID()) == [])
    }

    @Test func `of ten thousand goals in one line is judged without recursion`() {
        var nodes = [root]
        for _ in 0..<10_000 { nodes.append(Self.node(.goal, under: nodes[nodes.count - 1])) }
        #expect(GoalTree(nodes).faults == [])
        #expect(GoalTree(nodes.dropFirst()).faults == [.loose(nodes[1])])
    }

    static func node(_ kind: GoalKind, under parent: GoalNode?, _ text: String = "Doel") -> GoalNode {
        GoalNode(id: nextID(), kind: kind, parentID: parent?.id, text: text)
    }
}

/// Whatever is tried, the tree stays whole: a model without the database of what the commands do.
@Suite struct `Random acts on a goal tree` {
    @Test(arguments: 1...40) func `are refused exactly when they would break it`(seed: UInt64) {
        var generator = Numbers(state: seed)
        let root = GoalTreeTests.node(.mainGoal, under: nil)
        var nodes = [root]
        var refused = 0
        for _ in 0..<200 {
            let before = GoalTree(nodes)
            var changed = nodes
            switch Int.random(in: 0..<6, using: &generator) {
            case 0...2:
                let kind = GoalKind.allCases[Int.random(in: 0..<3, using: &generator)]
                let parent =
                    Bool.random(using: &generator) || kind != .mainGoal ? nodes.randomElement(using: &generator) : nil
                changed.append(GoalTreeTests.node(kind, under: parent))
            case 3...4:
                let (moved, parent) = (
                    nodes.indices.randomElement(using: &generator), nodes.randomElement(using: &generator)
                )
                if let moved { changed[moved].parentID = parent?.id }
            default:
                if let ended = nodes.indices.randomElement(using: &generator) { changed[ended].isEnded = true }
            }
            let after = GoalTree(changed)
            #expect(after.faults.isEmpty == Self.isOneTree(changed), "seed \(seed)")
            guard after.faults.isEmpty, after.mainGoal?.id == root.id else {
                refused += 1
                continue
            }
            #expect(before.faults.isEmpty)
            nodes = changed
        }
        #expect(Self.isOneTree(nodes))
        #expect(refused > 0 && nodes.count > 10)
    }

    /// Another way to say it: who is reached from the roots downwards is everyone, and there is one root at most.
    private static func isOneTree(_ nodes: [GoalNode]) -> Bool {
        let living = nodes.filter { !$0.isEnded }
        let roots = living.filter { $0.parentID == nil }
        guard roots.allSatisfy({ $0.kind == .mainGoal }), roots.count <= 1 else { return false }
        var (reached, open) = (Set(roots.map(\.id)), roots)
        while let node = open.popLast() {
            for child in living where child.parentID == node.id && child.kind.liesUnder(node.kind) {
                if reached.insert(child.id).inserted { open.append(child) }
            }
        }
        return reached.count == living.count
    }
}

private typealias GoalTreeTests = `A goal tree`

private let lastNumber = Mutex(0)

/// An id that is greater than every one before it, as those of UUIDv7 are.
private func nextID() -> UUID {
    let number = lastNumber.withLock { number in
        number += 1
        return number
    }
    return UUID(uuidString: String(format: "00000000-0000-7000-8000-%012x", number)) ?? UUID()
}

/// Random numbers that are the same every time for the same seed (SplitMix64).
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
