package import Domain

/// An effort that is to be recorded, changed or taken a step further.
package struct EffortActFacts: Hashable, Sendable {
    /// The effort before the act; `nil` for a new one.
    package var before: EffortFacts?
    /// The effort as the act would leave it.
    package var after: EffortFacts
    /// The goals that it contributes to, and all that lies above them.
    package var tree: GoalTree
    /// The goals whose text is the effort's name.
    package var namesakes: [GoalNode]

    package init(before: EffortFacts?, after: EffortFacts, tree: GoalTree, namesakes: [GoalNode] = []) {
        self.before = before
        self.after = after
        self.tree = tree
        self.namesakes = namesakes
    }
}

extension Rule<EffortActFacts> {
    static let contributesToLivingGoals = Rule(.crs01) { facts in
        let known = Set(facts.before?.contributions.map(\.goalID) ?? [])
        let added = facts.after.contributions.filter { !known.contains($0.goalID) }.compactMap { facts.tree[$0.goalID] }
        guard !added.isEmpty else {
            return .notApplicable(.init(nl: "Er komt geen bijdrage bij.", en: "No contribution is added."))
        }
        guard let ended = added.first(where: \.isEnded) else {
            return .met(
                .init(nl: "De doelen waaraan wordt bijgedragen, leven.", en: "The goals that it contributes to live."),
                subjects: added.map { .init($0) }
            )
        }
        return .ended(ended)
    }

    static let effortHasPurpose = Rule(.crs02) { facts in
        let effort = facts.after
        guard effort.status == .active else {
            return .notApplicable(
                .init(
                    nl: "De inspanning wordt of is niet actief; registreren mag altijd.",
                    en: "The effort does not become and is not active; registering is always allowed."
                )
            )
        }
        guard facts.before?.status != .active || facts.before?.contributions != effort.contributions else {
            return .notApplicable(.init(nl: "De bijdragen veranderen niet.", en: "The contributions do not change."))
        }
        let purposes = effort.contributions.filter { facts.tree.leadsToEffect($0.goalID) }
            .compactMap { facts.tree[$0.goalID] }
        guard purposes.isEmpty else {
            return .met(
                .init(
                    nl: "De inspanning “\(effort.name)” draagt bij aan een maatschappelijk effect.",
                    en: "The effort “\(effort.name)” contributes to an effect in society."
                ),
                subjects: purposes.map { .init($0) }
            )
        }
        return .breached(
            effort.contributions.isEmpty
                ? .init(
                    nl: "De inspanning “\(effort.name)” draagt aan geen doel bij.",
                    en: "The effort “\(effort.name)” contributes to no goal."
                )
                : .init(
                    nl:
                        "De inspanning “\(effort.name)” draagt alleen bij aan doelen zonder maatschappelijk effect erboven.",
                    en: "The effort “\(effort.name)” only contributes to goals without an effect in society above them."
                ),
            remedy: .init(
                nl: "Laat de inspanning bijdragen aan een maatschappelijk effect of aan een doel daaronder"
                    + " (contributions), of doe het werk buiten het programma.",
                en:
                    "Let the effort contribute to an effect in society or to a goal below one (contributions), or do the"
                    + " work outside the programme."
            ),
            subjects: [.init(effort)]
        )
    }

    static let effortIsNoGoal = Rule(.crs03) { facts in
        guard facts.after.kind.isPrescribed else {
            return .notApplicable(
                .init(
                    nl: "De inspanning is geen wettelijke taak en geen lokale regeling.",
                    en: "The effort is no statutory task and no local scheme."
                )
            )
        }
        guard facts.before?.name != facts.after.name else {
            return .notApplicable(.init(nl: "De naam verandert niet.", en: "The name does not change."))
        }
        guard let goal = facts.namesakes.first else {
            return .met(
                .init(nl: "Geen doel van het programma heet zo.", en: "No goal of the programme is called so.")
            )
        }
        return .breached(
            .init(
                nl:
                    "Zo heet een \(goal.kind.title.nl) van het programma, en een taak of regeling is geen doel: “\(goal.text)”.",
                en: "A goal of the programme is called so, and a task or scheme is no goal: “\(goal.text)”."
            ),
            remedy: .init(
                nl:
                    "Zeg in het doel wat er in de samenleving moet veranderen, en laat de inspanning daaraan bijdragen.",
                en: "Say in the goal what should change in society, and let the effort contribute to that."
            ),
            subjects: facts.namesakes.map { .init($0) }
        )
    }
}
