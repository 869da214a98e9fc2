package import Domain
import Foundation
package import Governance
package import Storage

/// Adds the goals of a list at once, each under another of the list or under one of the programme.
package struct ImportGoals: Command {
    package static let resource = Resource.goal
    private let input: CommandInput
    /// In an order in which a goal comes after the one that it lies under.
    private let goals: [ImportedGoal]

    package init(_ input: CommandInput) throws(Refusal) {
        self.input = input
        goals = try ImportedGoal.inOrder(
            (input.members["goals"]?.elements ?? []).map { $0.members ?? [] },
            at: input.moment
        )
    }

    package var subject: CommandSubject { .new(goals.first?.node.id ?? .version7(at: input.moment)) }
    package var place: Place { input.place(of: Self.resource) }

    package var references: [Reference] {
        goals.flatMap { goal in
            Self.resource.references(in: goal.members).map {
                Reference(pointer: "/goals/\(goal.number - 1)\($0.pointer)", resource: $0.resource, name: $0.name)
            }
        }
    }

    package var facts: FactQuery<(GoalTree, [EffortFacts])> {
        FactQuery<GoalTree>.goalTree(
            ofProgramme: place.programme,
            goals: goals.compactMap { $0.members.id("parentId") }
        )
        .and(.prescribedEfforts(ofProgramme: place.programme, called: goals.map(\.node.text)))
    }

    package func decide(_ situation: Situation<(GoalTree, [EffortFacts])>) throws(Refusal) -> Decision {
        let (tree, namesakes) = situation.facts
        return Rulebook.importGoals.evaluate(
            GoalImportFacts(
                tree: tree,
                newcomers: goals.map { .init(node: $0.node, effortKind: $0.effortKind, number: $0.number) },
                namesakes: namesakes
            )
        )
    }

    package func effects(_ situation: Situation<(GoalTree, [EffortFacts])>) -> [Effect] {
        let creations = goals.map { goal in
            Effect.create(Self.resource, id: goal.node.id, in: place, goal.kept, programmeID: programmeID)
        }
        guard let main = goals.first(where: { $0.node.kind == .mainGoal }), let programmeID else { return creations }
        return creations + [
            .update(
                .programme,
                id: programmeID,
                [Member("mainGoalId", .id(main.node.id))],
                of: [],
                programmeID: programmeID
            )
        ]
    }
}

/// A goal of a list that is read in.
private struct ImportedGoal {
    let node: GoalNode
    let effortKind: EffortKind?
    /// As they were given.
    let members: Members
    /// What is kept of it: of every goal of a list the same members, so that they can be written together.
    let kept: Members
    /// Its place in the list, from 1.
    let number: Int

    /// The goals of a list with ids that rise from parents to children.
    ///
    /// - Throws: `Refusal.invalid` with every key that is there twice, or that leads nowhere or in a circle.
    static func inOrder(_ rows: [Members], at moment: Moment) throws(Refusal) -> [ImportedGoal] {
        let parents = try parents(of: rows)
        let order = try order(parents, rows)
        let ids = rows.map { _ in UUID.version7(at: moment) }.sorted { $0.uuidString < $1.uuidString }
        var idOfRow: [Int: UUID] = [:]
        for (place, row) in order.enumerated() { idOfRow[row] = ids[place] }
        let optional = Set(rows.flatMap { $0.map(\.name) }).subtracting(["key", "parentKey", "parentId", "externalIds"])
        return order.enumerated().map { place, row in
            let members = rows[row]
            let parentID = parents[row].flatMap { idOfRow[$0] } ?? members.id("parentId")
            return ImportedGoal(
                node: GoalNode(
                    id: ids[place],
                    kind: members["kind"]?.string.flatMap(GoalKind.init) ?? .goal,
                    parentID: parentID,
                    text: members["text"]?.string ?? ""
                ),
                effortKind: members["kind"]?.string.flatMap(EffortKind.init),
                members: members,
                kept: [
                    Member("parentId", parentID.map { .id($0) } ?? .null),
                    Member("externalIds", members["externalIds"] ?? .object([])),
                ] + optional.sorted().map { Member($0, members[$0] ?? .null) },
                number: row + 1
            )
        }
    }

    /// For each row the row that its `parentKey` names.
    private static func parents(of rows: [Members]) throws(Refusal) -> [Int?] {
        var invalid: [InvalidMember] = []
        var rowOfKey: [String: Int] = [:]
        for (row, members) in rows.enumerated() {
            guard let key = members["key"]?.string else { continue }
            if let first = rowOfKey[key] {
                invalid.append(
                    InvalidMember(
                        location: "/goals/\(row)/key",
                        code: "unique_items",
                        detail: .init(
                            nl: "Doel \(first + 1) van de lijst heeft deze sleutel ook.",
                            en: "Goal \(first + 1) of the list has this key too."
                        )
                    )
                )
            } else {
                rowOfKey[key] = row
            }
        }
        let parents = rows.enumerated().map { row, members -> Int? in
            guard let key = members["parentKey"]?.string else { return nil }
            let parent = rowOfKey[key]
            if parent == nil {
                invalid.append(
                    InvalidMember(
                        location: "/goals/\(row)/parentKey",
                        code: "unknown_reference",
                        detail: .init(
                            nl: "Geen doel van de lijst heeft deze sleutel.",
                            en: "No goal of the list has this key."
                        )
                    )
                )
            }
            if members["parentId"]?.string != nil {
                invalid.append(
                    InvalidMember(
                        location: "/goals/\(row)/parentId",
                        code: "unknown",
                        detail: .init(
                            nl: "Een doel heeft parentKey of parentId, niet allebei.",
                            en: "A goal has parentKey or parentId, not both."
                        )
                    )
                )
            }
            return parent
        }
        guard invalid.isEmpty else { throw .invalid(invalid) }
        return parents
    }

    /// The rows so that each comes after its parent, else as they were given.
    private static func order(_ parents: [Int?], _ rows: [Members]) throws(Refusal) -> [Int] {
        var children: [Int: [Int]] = [:]
        for (row, parent) in parents.enumerated() {
            if let parent { children[parent, default: []].append(row) }
        }
        var order = parents.indices.filter { parents[$0] == nil }
        var next = 0
        while next < order.count {
            order += children[order[next]] ?? []
            next += 1
        }
        guard order.count == rows.count else {
            let placed = Set(order)
            throw .invalid(
                parents.indices.filter { !placed.contains($0) }.map { row in
                    InvalidMember(
                        location: "/goals/\(row)/parentKey",
                        code: "unknown_reference",
                        detail: .init(
                            nl: "Langs de sleutels komt dit doel onder zichzelf te liggen, of onder een kring.",
                            en: "Along the keys this goal comes to lie under itself, or under a circle."
                        )
                    )
                }
            )
        }
        return order
    }
}
