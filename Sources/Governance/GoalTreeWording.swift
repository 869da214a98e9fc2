package import Domain

extension Verdict {
    /// That a goal has ended and stays as it was.
    static func ended(_ goal: GoalNode) -> Verdict {
        .breached(
            .init(nl: "Het doel “\(goal.text)” is beëindigd.", en: "The goal “\(goal.text)” has ended."),
            remedy: .init(
                nl: "Kies een doel dat leeft; wie het opvolgde, staat in successorIds.",
                en: "Choose a goal that lives; its successors are in successorIds."
            ),
            subjects: [.init(goal)]
        )
    }

    /// What is wrong with a tree; `nil` when nothing is.
    static func faulty(_ tree: GoalTree) -> Verdict? {
        let faults = tree.faults
        guard !faults.isEmpty else { return nil }
        return .breached(
            faults.map(\.reason).asOneText,
            remedy: faults.map(\.remedy).asOneText,
            subjects: faults.map { .init($0.node) }
        )
    }
}

extension GoalTree {
    /// How a goal reaches the root.
    func way(from goal: GoalNode) -> LocalizedText {
        guard goal.kind != .mainGoal, let root = line(from: goal.id).last else {
            return .init(nl: "Het is het hoofddoel van het programma.", en: "It is the main goal of the programme.")
        }
        return .init(
            nl: "Het doel bereikt het hoofddoel “\(root.text)”.",
            en: "The goal reaches the main goal “\(root.text)”."
        )
    }
}

extension GoalTreeFault {
    var reason: LocalizedText {
        switch self {
        case .secondMainGoal(_, let first):
            .init(
                nl: "Het programma heeft al een hoofddoel: “\(first.text)”.",
                en: "The programme already has a main goal: “\(first.text)”."
            )
        case .mainGoalBelow:
            .init(nl: "Het hoofddoel ligt onder geen ander doel.", en: "The main goal lies under no other goal.")
        case .loose(let node):
            .init(
                nl: "Het doel “\(node.text)” hangt aan geen ander doel; alleen het hoofddoel heeft niets boven zich.",
                en: "The goal “\(node.text)” hangs on no other goal; only the main goal has nothing above it."
            )
        case .misplaced(let node, let parent):
            .init(
                nl:
                    "Een \(node.kind.title.nl) ligt niet onder een \(parent.kind.title.nl), dus “\(node.text)” niet onder"
                    + " “\(parent.text)”.",
                en: "The kind \(node.kind.title.en) does not lie under the kind \(parent.kind.title.en), and so"
                    + " “\(node.text)” not under “\(parent.text)”."
            )
        case .underEnded(let node, let parent):
            .init(
                nl: "Het doel “\(parent.text)”, waar “\(node.text)” onder zou liggen, is beëindigd.",
                en: "The goal “\(parent.text)”, under which “\(node.text)” would lie, has ended."
            )
        case .cycle(let node):
            .init(
                nl: "Zo komt “\(node.text)” onder zichzelf te liggen.",
                en: "That way “\(node.text)” comes to lie under itself."
            )
        }
    }

    var remedy: LocalizedText {
        switch self {
        case .secondMainGoal:
            .init(
                nl: "Leg dit vast als maatschappelijk effect of doel onder het hoofddoel, of wijzig het hoofddoel.",
                en: "Record this as an effect or a goal under the main goal, or change the main goal."
            )
        case .mainGoalBelow:
            .init(
                nl: "Laat parentId weg, of kies de soort effect of goal.",
                en: "Leave parentId out, or choose the kind effect or goal."
            )
        case .loose:
            .init(
                nl: "Noem het doel waar het onder ligt (parentId).",
                en: "Name the goal under which it lies (parentId)."
            )
        case .misplaced:
            .init(
                nl: "Kies als plek het hoofddoel of een maatschappelijk effect, of leg het vast als doel.",
                en: "Choose the main goal or an effect as its place, or record it as a goal."
            )
        case .underEnded:
            .init(
                nl: "Kies een doel dat leeft; wie het opvolgde, staat in successorIds.",
                en: "Choose a goal that lives; its successors are in successorIds."
            )
        case .cycle:
            .init(
                nl: "Kies een plek die niet onder het doel zelf ligt.",
                en: "Choose a place that does not lie under the goal itself."
            )
        }
    }
}

extension LocalizedText {
    /// "een doel", "3 doelen"
    static func goals(_ count: Int) -> LocalizedText {
        count == 1 ? .init(nl: "een doel", en: "a goal") : .init(nl: "\(count) doelen", en: "\(count) goals")
    }

    /// "een inspanning die voorgesteld of actief is", "2 inspanningen die …"
    static func openEfforts(_ count: Int) -> LocalizedText {
        count == 1
            ? .init(nl: "een inspanning die voorgesteld of actief is", en: "an effort that is proposed or active")
            : .init(
                nl: "\(count) inspanningen die voorgesteld of actief zijn",
                en: "\(count) efforts that are proposed or active"
            )
    }
}

extension Finding.Subject {
    package init(_ goal: GoalNode) {
        self.init(type: "goal", id: goal.id, name: goal.text)
    }

    package init(_ effort: EffortFacts) {
        self.init(type: "effort", id: effort.id, name: effort.name)
    }
}
