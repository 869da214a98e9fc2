import Domain
import Foundation
import Governance
import Testing

@Suite struct `A goal in the tree (CRS-01)` {
    @Test func `is added where it reaches the main goal`() throws {
        let goal = GoalNode(id: UUID(), kind: .goal, parentID: Example.line.id, text: "Warme overdracht")
        let finding = try #require(Rulebook.recordGoal.evaluate(Self.change(nil, goal)).finding("CRS-01"))
        #expect(finding.status == .met)
        #expect(finding.reason.nl == "Het doel bereikt het hoofddoel “Iedereen doet mee”.")
        #expect(finding.reason.en == "The goal reaches the main goal “Iedereen doet mee”.")
    }

    @Test func `may be the main goal, once`() throws {
        let first = Rulebook.recordGoal.evaluate(
            GoalChangeFacts(tree: GoalTree(), before: nil, after: Example.mainGoal)
        )
        #expect(first.finding("CRS-01")?.reason.nl == "Het is het hoofddoel van het programma.")
        let second = GoalNode(id: UUID(), kind: .mainGoal, parentID: nil, text: "Nog een hoofddoel")
        let refused = try #require(Rulebook.recordGoal.evaluate(Self.change(nil, second)).blockers.first)
        #expect(refused.reason.nl.hasPrefix("Het programma heeft al een hoofddoel: “"))
        #expect(
            refused.remedy?.nl
                == "Leg dit vast als maatschappelijk effect of doel onder het hoofddoel, of wijzig het hoofddoel."
        )
    }

    @Test func `is refused without a parent, and under a goal of the wrong kind`() throws {
        let loose = GoalNode(id: UUID(), kind: .effect, parentID: nil, text: "Zweven")
        #expect(
            try Self.refusal(nil, loose).reason.nl
                == "Het doel “Zweven” hangt aan geen ander doel; alleen het hoofddoel heeft niets boven zich."
        )
        let misplaced = Example.changed(loose) { $0.parentID = Example.line.id }
        #expect(
            try Self.refusal(nil, misplaced).reason.nl
                == "Een maatschappelijk effect ligt niet onder een doel, dus “Zweven” niet onder “Doorlopende lijn”."
        )
    }

    @Test func `is moved with all that lies under it, but not under itself`() throws {
        let moved = Example.changed(Example.line) { $0.parentID = Example.contact.id }
        #expect(Rulebook.changeGoal.evaluate(Self.change(Example.line, moved)).isAllowed)
        let circle = Example.changed(Example.children) { $0.parentID = Example.children.id }
        let below = GoalNode(id: UUID(), kind: .effect, parentID: Example.children.id, text: "Dieper")
        var facts = Self.change(Example.children, Example.changed(Example.children) { $0.parentID = below.id })
        facts.tree = Example.tree.with([below])
        for finding in [
            try Self.refusal(Example.children, circle),
            try #require(Rulebook.changeGoal.evaluate(facts).blockers.first),
        ] {
            #expect(finding.reason.nl.hasPrefix("Zo komt “"))
            #expect(finding.remedy?.nl == "Kies een plek die niet onder het doel zelf ligt.")
        }
    }

    @Test func `stays as it was once it has ended`() throws {
        let ended = Example.changed(Example.line) { $0.isEnded = true }
        var facts = Self.change(ended, ended)
        let refused = try #require(Rulebook.changeGoal.evaluate(facts).blockers.first)
        #expect(refused.reason.nl == "Het doel “Doorlopende lijn” is beëindigd.")
        facts.changesContent = false
        #expect(Rulebook.changeGoal.evaluate(facts).finding("CRS-01")?.status == .notApplicable)
    }

    @Test func `that does not move is not in question`() {
        let renamed = Example.changed(Example.line) { $0.text = "Eén lijn" }
        let decision = Rulebook.changeGoal.evaluate(Self.change(Example.line, renamed))
        #expect(decision.finding("CRS-01")?.status == .notApplicable)
    }

    @Test func `is not split when it is the main goal`() throws {
        let facts = GoalActFacts(tree: Example.tree, goal: Example.mainGoal)
        let refused = try #require(Rulebook.splitGoal.evaluate(facts).blockers.first)
        #expect(refused.reason.nl == "Het hoofddoel kan niet worden gesplitst: een programma heeft er één.")
        #expect(refused.subjects == [Finding.Subject(Example.mainGoal)])
    }

    @Test func `is split when its children go along`() {
        let ended = Example.changed(Example.children) { $0.isEnded = true }
        let heirs = (1...2).map {
            GoalNode(id: UUID(), kind: .effect, parentID: Example.mainGoal.id, text: "Deel \($0)")
        }
        let child = Example.changed(Example.line) { $0.parentID = heirs[1].id }
        var facts = GoalActFacts(tree: Example.tree, goal: Example.children, outcome: [ended] + heirs + [child])
        #expect(Rulebook.splitGoal.evaluate(facts).isAllowed)
        facts.outcome = [ended] + heirs
        #expect(Rulebook.splitGoal.evaluate(facts).blockers.map(\.article.id) == ["CRS-01"])
    }

    @Test func `is merged with goals of its own kind that do not lie above it`() throws {
        func decide(_ goal: GoalNode, _ merged: GoalNode, outcome: [GoalNode] = []) -> Decision {
            Rulebook.mergeGoals.evaluate(
                GoalActFacts(tree: Example.tree, goal: goal, merged: [merged], outcome: outcome)
            )
        }
        let ended = Example.changed(Example.children) { $0.isEnded = true }
        let child = Example.changed(Example.line) { $0.parentID = Example.contact.id }
        #expect(decide(Example.contact, Example.children, outcome: [ended, child]).isAllowed)
        #expect(
            decide(Example.contact, Example.line).blockers.first?.reason.nl
                == "Alleen doelen van dezelfde soort gaan samen: “Doorlopende lijn” is een doel, “Betekenisvol contact” een"
                + " maatschappelijk effect."
        )
        #expect(
            decide(Example.contact, ended).blockers.first?.reason.nl == "Het doel “Kinderen groeien op” is beëindigd."
        )
        let below = GoalNode(id: UUID(), kind: .effect, parentID: Example.contact.id, text: "Dieper")
        let facts = GoalActFacts(tree: Example.tree.with([below]), goal: below, merged: [Example.contact])
        #expect(
            Rulebook.mergeGoals.evaluate(facts).blockers.first?.reason.nl
                == "Het doel “Betekenisvol contact” ligt boven “Dieper”; een doel gaat niet op in wat eronder ligt."
        )
    }

    @Test func `ends when nothing hangs on it`() throws {
        #expect(Rulebook.endGoal.evaluate(GoalActFacts(tree: Example.tree, goal: Example.loose)).isAllowed)
        let effort = Example.effort()
        let facts = GoalActFacts(tree: Example.tree, goal: Example.children, openEfforts: [effort])
        let refused = try #require(Rulebook.endGoal.evaluate(facts).blockers.first)
        #expect(
            refused.reason.nl
                == "Aan “Kinderen groeien op” hangt nog: een doel en een inspanning die voorgesteld of actief is."
        )
        #expect(refused.subjects == [Finding.Subject(Example.line), Finding.Subject(effort)])
        let root = GoalActFacts(tree: GoalTree([Example.mainGoal]), goal: Example.mainGoal)
        #expect(Rulebook.endGoal.evaluate(root).blockers.map(\.article.id) == ["CRS-01"])
    }

    private static func change(_ before: GoalNode?, _ after: GoalNode) -> GoalChangeFacts {
        GoalChangeFacts(tree: Example.tree, before: before, after: after)
    }

    private static func refusal(_ before: GoalNode?, _ after: GoalNode) throws -> Finding {
        let finding = try #require(Rulebook.changeGoal.evaluate(change(before, after)).blockers.first)
        #expect(finding.article.id == "CRS-01")
        return finding
    }
}

@Suite struct `A statutory task or a local scheme (CRS-03)` {
    @Test(arguments: [
        (EffortKind.statutoryTask, "Een wettelijke taak is geen doel."),
        (.localScheme, "Een lokale regeling is geen doel."),
    ])
    func `is no goal`(kind: EffortKind, reason: String) throws {
        let facts = GoalChangeFacts(tree: Example.tree, before: nil, after: nil, effortKind: kind)
        let decision = Rulebook.recordGoal.evaluate(facts)
        #expect(decision.blockers.map(\.article.id) == ["CRS-03"])
        #expect(decision.finding("CRS-03")?.reason.nl == reason)
        #expect(decision.finding("CRS-03")?.remedy?.nl.contains(kind.rawValue) == true)
        #expect(decision.finding("CRS-01")?.status == .notApplicable)
    }

    @Test func `does not lend its name to a goal, also not to one that comes from a split`() throws {
        let task = Example.effort("Leerplicht", .statutoryTask)
        var facts = GoalChangeFacts(
            tree: Example.tree,
            before: nil,
            after: Example.changed(Example.line) { ($0.id, $0.text) = (UUID(), " leerplicht ") },
            namesakes: [task]
        )
        let refused = try #require(Rulebook.recordGoal.evaluate(facts).blockers.first)
        #expect(refused.reason.nl == "Zo heet een wettelijke taak van het programma: “Leerplicht”.")
        #expect(refused.subjects == [Finding.Subject(task)])
        facts.namesakes = []
        #expect(Rulebook.recordGoal.evaluate(facts).finding("CRS-03")?.status == .met)
        let split = GoalActFacts(tree: Example.tree, goal: Example.line, namesakes: [task])
        #expect(Rulebook.splitGoal.evaluate(split).blockers.map(\.article.id) == ["CRS-03"])
    }

    @Test func `does not take the name of a goal, which a project may`() {
        func decide(_ kind: EffortKind, _ before: EffortFacts? = nil) -> Finding? {
            Rulebook.recordEffort.evaluate(
                EffortActFacts(
                    before: before,
                    after: Example.effort("Doorlopende lijn", kind),
                    tree: Example.tree,
                    namesakes: [Example.line]
                )
            ).finding("CRS-03")
        }
        #expect(decide(.statutoryTask)?.status == .breached)
        #expect(decide(.localScheme)?.subjects == [Finding.Subject(Example.line)])
        #expect(decide(.project)?.status == .notApplicable)
        #expect(decide(.statutoryTask, Example.effort("Doorlopende lijn", .statutoryTask))?.status == .notApplicable)
    }
}

@Suite struct `The text of the main goal (CRS-05)` {
    @Test func `changes while no vision is adopted`() {
        #expect(Self.finding(adopted: nil, draft: nil)?.status == .met)
    }

    @Test func `is locked once a vision is adopted`() throws {
        let finding = try #require(Self.finding(adopted: Example.vision, draft: nil))
        #expect(finding.status == .breached)
        #expect(finding.reason.nl == "Visie 2 is vastgesteld; de tekst van het hoofddoel ligt vast.")
        #expect(finding.reason.en == "Vision 2 is adopted; the text of the main goal is locked.")
        #expect(finding.remedy?.nl.hasPrefix("Stel een nieuwe visie op") == true)
        #expect(finding.subjects == [Finding.Subject(Example.vision)])
    }

    @Test func `changes again while a newer vision is a draft`() {
        let draft = VisionFacts(id: UUID(), number: 3, status: .draft)
        #expect(Self.finding(adopted: Example.vision, draft: draft)?.status == .met)
    }

    @Test func `is not in question when it stays, or when it is of another goal`() {
        #expect(
            Self.finding(adopted: Example.vision, draft: nil, text: Example.mainGoal.text)?.status == .notApplicable
        )
        #expect(Self.finding(of: Example.contact, adopted: Example.vision, draft: nil)?.status == .notApplicable)
    }

    private static func finding(
        of goal: GoalNode = Example.mainGoal,
        adopted: VisionFacts?,
        draft: VisionFacts?,
        text: String = "Meer inwoners doen mee"
    ) -> Finding? {
        let facts = GoalChangeFacts(
            tree: Example.tree,
            before: goal,
            after: Example.changed(goal) { $0.text = text },
            adopted: adopted,
            newerDraft: draft
        )
        return Rulebook.changeGoal.evaluate(facts).finding("CRS-05")
    }
}
