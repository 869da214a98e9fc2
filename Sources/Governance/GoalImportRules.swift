package import Domain

/// A list of goals that is to be added at once.
package struct GoalImportFacts: Hashable, Sendable {
    /// A goal of the list.
    package struct Newcomer: Hashable, Sendable {
        package let node: GoalNode
        /// What is asked for, when that is a kind of effort and no goal.
        package let effortKind: EffortKind?
        /// Its place in the list, from 1.
        package let number: Int

        package init(node: GoalNode, effortKind: EffortKind?, number: Int) {
            self.node = node
            self.effortKind = effortKind
            self.number = number
        }
    }

    /// The goals of the programme that are named as parents, the main goal, and all that lies above them.
    package var tree: GoalTree
    package var newcomers: [Newcomer]
    /// The statutory tasks and local schemes that are called as one of them is.
    package var namesakes: [EffortFacts]

    package init(tree: GoalTree, newcomers: [Newcomer], namesakes: [EffortFacts]) {
        self.tree = tree
        self.newcomers = newcomers
        self.namesakes = namesakes
    }

    /// Those that are goals.
    fileprivate var goals: [Newcomer] { newcomers.filter { $0.effortKind == nil } }
}

extension Rule<GoalImportFacts> {
    static let importKeepsTheTree = Rule(.crs01) { facts in
        let faults = facts.tree.with(facts.goals.map(\.node)).faults
        guard !faults.isEmpty else {
            return .met(
                .init(
                    nl: "Alle \(facts.newcomers.count) doelen bereiken het hoofddoel.",
                    en: "All \(facts.newcomers.count) goals reach the main goal."
                )
            )
        }
        let numbers = Dictionary(facts.newcomers.map { ($0.node.id, $0.number) }) { first, _ in first }
        return .breached(
            faults.map { fault in fault.reason.of(numbers[fault.node.id]) }.firstOnes,
            remedy: faults.map(\.remedy).asOneText,
            subjects: faults.prefix(LocalizedText.mostShown).map { .init($0.node) }
        )
    }

    static let importHoldsNoTasks = Rule(.crs03) { facts in
        let tasks = facts.newcomers.compactMap { newcomer in
            newcomer.effortKind.map { kind in
                LocalizedText(nl: "Een \(kind.title.nl) is geen doel.", en: "A \(kind.title.en) is no goal.")
                    .of(newcomer.number)
            }
        }
        guard tasks.isEmpty else {
            return .breached(
                tasks.firstOnes,
                remedy: .init(
                    nl: "Leg dit vast als inspanning die aan een doel bijdraagt.",
                    en: "Record this as an effort that contributes to a goal."
                )
            )
        }
        return .named(as: facts.namesakes)
    }
}

extension LocalizedText {
    /// How many of many are said.
    fileprivate static let mostShown = 25

    /// The text about one goal of a list.
    fileprivate func of(_ number: Int?) -> LocalizedText {
        guard let number else { return self }
        return .init(nl: "Doel \(number) van de lijst: \(nl)", en: "Goal \(number) of the list: \(en)")
    }
}

extension [LocalizedText] {
    /// The first of them as one text, and how many more there are.
    fileprivate var firstOnes: LocalizedText {
        let rest = count - LocalizedText.mostShown
        let more = LocalizedText(nl: "En nog \(rest).", en: "And \(rest) more.")
        return (prefix(LocalizedText.mostShown) + (rest > 0 ? [more] : [])).asOneText
    }
}
