package import Domain

/// Splitting, merging or ending a goal.
package struct GoalActFacts: Hashable, Sendable {
    /// The goals that the act is about, their living children, and all that lies above them, as they are.
    package var tree: GoalTree
    package var goal: GoalNode
    /// The goals that are merged into it.
    package var merged: [GoalNode]
    /// The goals that the act changes or makes, as it would leave them.
    package var outcome: [GoalNode]
    /// The efforts that contribute to the goal and are proposed or active.
    package var openEfforts: [EffortFacts]
    /// The statutory tasks and local schemes that are called as a new goal is.
    package var namesakes: [EffortFacts]

    package init(
        tree: GoalTree,
        goal: GoalNode,
        merged: [GoalNode] = [],
        outcome: [GoalNode] = [],
        openEfforts: [EffortFacts] = [],
        namesakes: [EffortFacts] = []
    ) {
        self.tree = tree
        self.goal = goal
        self.merged = merged
        self.outcome = outcome
        self.openEfforts = openEfforts
        self.namesakes = namesakes
    }
}

/// The goal tree through changes of its goals (CRS-01).
extension Rule<GoalChangeFacts> {
    static let treeStaysWhole = Rule(.crs01) { facts in
        guard let after = facts.after else {
            return .notApplicable(.init(nl: "Wat wordt gevraagd, is geen doel.", en: "What is asked for is no goal."))
        }
        if let before = facts.before, before.isEnded {
            guard facts.changesContent else {
                return .notApplicable(
                    .init(nl: "Het doel zelf verandert niet.", en: "The goal itself does not change.")
                )
            }
            return .ended(before)
        }
        if let before = facts.before, before.parentID == after.parentID {
            return .notApplicable(.init(nl: "Het doel blijft op zijn plaats.", en: "The goal stays in its place."))
        }
        let tree = facts.tree.with([after])
        return .faulty(tree) ?? .met(tree.way(from: after), subjects: facts.before == nil ? [] : [.init(after)])
    }
}

extension Rule<GoalActFacts> {
    static let splitKeepsTheTree = Rule(.crs01) { facts in
        guard facts.goal.kind != .mainGoal else {
            return .breached(
                .init(
                    nl: "Het hoofddoel kan niet worden gesplitst: een programma heeft er één.",
                    en: "The main goal cannot be split: a programme has one."
                ),
                remedy: .init(
                    nl: "Leg de delen als maatschappelijke effecten of doelen onder het hoofddoel.",
                    en: "Put the parts under the main goal, as effects or goals."
                ),
                subjects: [.init(facts.goal)]
            )
        }
        return .faulty(facts.tree.with(facts.outcome))
            ?? .met(
                .init(
                    nl: "De nieuwe doelen komen op de plaats van “\(facts.goal.text)”, en niets blijft los achter.",
                    en: "The new goals take the place of “\(facts.goal.text)”, and nothing is left loose."
                ),
                subjects: [.init(facts.goal)]
            )
    }

    static let mergeKeepsTheTree = Rule(.crs01) { facts in
        let goal = facts.goal
        if let ended = facts.merged.first(where: \.isEnded) { return .ended(ended) }
        let others = facts.merged.filter { $0.kind != goal.kind }
        if let other = others.first {
            return .breached(
                .init(
                    nl: "Alleen doelen van dezelfde soort gaan samen: “\(other.text)” is een \(other.kind.title.nl),"
                        + " “\(goal.text)” een \(goal.kind.title.nl).",
                    en: "Only goals of the same kind are merged: “\(other.text)” is of the kind \(other.kind.title.en),"
                        + " “\(goal.text)” of the kind \(goal.kind.title.en)."
                ),
                remedy: .init(
                    nl: "Verplaats wat eronder ligt naar dit doel en beëindig dan het andere.",
                    en: "Move what lies under it to this goal and then end the other one."
                ),
                subjects: others.map { .init($0) }
            )
        }
        let line = Set(facts.tree.line(from: goal.id).map(\.id))
        let above = facts.merged.filter { line.contains($0.id) }
        if let first = above.first {
            return .breached(
                .init(
                    nl:
                        "Het doel “\(first.text)” ligt boven “\(goal.text)”; een doel gaat niet op in wat eronder ligt.",
                    en:
                        "The goal “\(first.text)” lies above “\(goal.text)”; a goal does not become part of what lies under it."
                ),
                remedy: .init(
                    nl: "Voeg het onderste doel samen met het bovenste, of verplaats het eerst.",
                    en: "Merge the lower goal into the higher one, or move it first."
                ),
                subjects: above.map { .init($0) }
            )
        }
        return .faulty(facts.tree.with(facts.outcome))
            ?? .met(
                .init(
                    nl: "Alles wat aan de andere doelen hangt, komt onder “\(goal.text)”.",
                    en: "All that hangs on the other goals comes under “\(goal.text)”."
                ),
                subjects: facts.merged.map { .init($0) }
            )
    }

    static let endingLeavesNothingLoose = Rule(.crs01) { facts in
        let goal = facts.goal
        guard goal.kind != .mainGoal else {
            return .breached(
                .init(
                    nl: "Een programma houdt zijn hoofddoel zolang het bestaat.",
                    en: "A programme keeps its main goal as long as it exists."
                ),
                remedy: .init(
                    nl: "Bouw het programma af als het hoofddoel vervalt.",
                    en: "Wind the programme down when the main goal lapses."
                ),
                subjects: [.init(goal)]
            )
        }
        let children = facts.tree.children(of: goal.id)
        guard children.isEmpty, facts.openEfforts.isEmpty else {
            let hanging = [
                children.isEmpty ? nil : LocalizedText.goals(children.count),
                facts.openEfforts.isEmpty ? nil : LocalizedText.openEfforts(facts.openEfforts.count),
            ].compactMap(\.self)
            return .breached(
                .init(
                    nl: "Aan “\(goal.text)” hangt nog: \(hanging.listed(in: .dutch)).",
                    en: "On “\(goal.text)” still hangs: \(hanging.listed(in: .english))."
                ),
                remedy: .init(
                    nl:
                        "Verplaats of beëindig de doelen eronder, en laat de inspanningen aan een ander doel bijdragen of"
                        + " stop ze; of voeg dit doel samen met een ander.",
                    en:
                        "Move or end the goals below it, and let the efforts contribute to another goal or stop them; or"
                        + " merge this goal into another."
                ),
                subjects: children.map { .init($0) } + facts.openEfforts.map { .init($0) }
            )
        }
        return .met(
            .init(nl: "Er hangt niets meer aan “\(goal.text)”.", en: "Nothing hangs on “\(goal.text)” any more."),
            subjects: [.init(goal)]
        )
    }
}
