package import Domain

/// A goal that is to be recorded or changed.
package struct GoalChangeFacts: Hashable, Sendable {
    /// The goal, its new parent and all that lies above them, as they are.
    package var tree: GoalTree
    /// The goal before the change; `nil` for a new one.
    package var before: GoalNode?
    /// The goal as the change would leave it; `nil` when what is asked for is no goal.
    package var after: GoalNode?
    /// What is asked for, when that is a kind of effort.
    package var effortKind: EffortKind?
    /// Whether anything changes but the ids by which other systems know it.
    package var changesContent: Bool
    /// The statutory tasks and local schemes that are called as the goal is.
    package var namesakes: [EffortFacts]
    /// The vision that is adopted, and a newer one that is a draft.
    package var adopted: VisionFacts?
    package var newerDraft: VisionFacts?

    package init(
        tree: GoalTree,
        before: GoalNode?,
        after: GoalNode?,
        effortKind: EffortKind? = nil,
        changesContent: Bool = true,
        namesakes: [EffortFacts] = [],
        adopted: VisionFacts? = nil,
        newerDraft: VisionFacts? = nil
    ) {
        self.tree = tree
        self.before = before
        self.after = after
        self.effortKind = effortKind
        self.changesContent = changesContent
        self.namesakes = namesakes
        self.adopted = adopted
        self.newerDraft = newerDraft
    }
}

extension Rule<GoalChangeFacts> {
    static let goalIsNoTask = Rule(.crs03) { facts in
        if let kind = facts.effortKind {
            return .breached(
                .init(nl: "Een \(kind.title.nl) is geen doel.", en: "A \(kind.title.en) is no goal."),
                remedy: .init(
                    nl: "Leg dit vast als inspanning die aan een doel bijdraagt, met de soort \(kind.rawValue).",
                    en: "Record it as an effort that contributes to a goal, of the kind \(kind.rawValue)."
                )
            )
        }
        guard facts.before?.text != facts.after?.text else {
            return .notApplicable(.init(nl: "De tekst verandert niet.", en: "The text does not change."))
        }
        return .named(as: facts.namesakes)
    }

    static let mainGoalIsLocked = Rule(.crs05) { facts in
        guard let before = facts.before, before.kind == .mainGoal, before.text != facts.after?.text else {
            return .notApplicable(
                .init(
                    nl: "De tekst van het hoofddoel verandert niet.",
                    en: "The text of the main goal does not change."
                )
            )
        }
        guard let adopted = facts.adopted else {
            return .met(.noAdoptedVision)
        }
        if let draft = facts.newerDraft {
            return .met(
                .init(
                    nl: "Visie \(draft.number) is een concept; de belanghebbenden beoordelen haar met het hoofddoel.",
                    en: "Vision \(draft.number) is a draft; the stakeholders judge it together with the main goal."
                ),
                subjects: [.init(draft)]
            )
        }
        return .breached(
            .init(
                nl: "Visie \(adopted.number) is vastgesteld; de tekst van het hoofddoel ligt vast.",
                en: "Vision \(adopted.number) is adopted; the text of the main goal is locked."
            ),
            remedy: .init(
                nl:
                    "Stel een nieuwe visie op; zolang die een concept is, kan het hoofddoel mee veranderen en beoordelen"
                    + " de belanghebbenden beide.",
                en: "Draw up a new vision; while that is a draft the main goal can change with it, and the stakeholders"
                    + " judge both."
            ),
            subjects: [.init(adopted)]
        )
    }
}

extension Rule<GoalActFacts> {
    static let successorsAreNoTasks = Rule(.crs03) { .named(as: $0.namesakes) }
}

extension Verdict {
    /// What CRS-03 says of a goal that is called as these tasks and schemes are.
    static func named(as namesakes: [EffortFacts]) -> Verdict {
        guard let first = namesakes.first else {
            return .met(
                .init(
                    nl: "Geen wettelijke taak of lokale regeling van het programma heet zo.",
                    en: "No statutory task or local scheme of the programme is called so."
                )
            )
        }
        return .breached(
            .init(
                nl: "Zo heet een \(first.kind.title.nl) van het programma: “\(first.name)”.",
                en: "A \(first.kind.title.en) of the programme is called so: “\(first.name)”."
            ),
            remedy: .init(
                nl:
                    "Zeg in het doel wat er in de samenleving moet veranderen, en laat de inspanning daaraan bijdragen.",
                en: "Say in the goal what should change in society, and let the effort contribute to that."
            ),
            subjects: namesakes.map { .init($0) }
        )
    }
}
