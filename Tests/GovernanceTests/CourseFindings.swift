import Domain
import Foundation
import Governance

/// What the rules of the course say of a few hundred different facts.
enum CourseFindings {
    static var all: [Finding] { goals + acts + efforts + figures + steps }

    /// Every kind under every parent, ended and not, beside every state of the visions.
    private static var goals: [Finding] {
        let draft = VisionFacts(id: UUID(), number: 3, status: .draft)
        var findings: [Finding] = []
        for goal in nodes {
            for before in [nil, goal] {
                for facts in [
                    GoalChangeFacts(tree: tree(with: goal), before: before, after: changed(goal)),
                    GoalChangeFacts(tree: tree(with: goal), before: before, after: nil, effortKind: .localScheme),
                    GoalChangeFacts(
                        tree: tree(with: goal),
                        before: before,
                        after: changed(goal),
                        changesContent: false,
                        namesakes: [Example.effort("Leerplicht", .statutoryTask)],
                        adopted: Example.vision
                    ),
                    GoalChangeFacts(
                        tree: tree(with: goal),
                        before: before,
                        after: changed(goal),
                        adopted: Example.vision,
                        newerDraft: draft
                    ),
                ] {
                    findings += Rulebook.recordGoal.evaluate(facts).findings
                    findings += Rulebook.changeGoal.evaluate(facts).findings
                }
            }
        }
        return findings
    }

    private static var nodes: [GoalNode] {
        let parents = [nil, Example.mainGoal, Example.contact, Example.line].map { $0?.id }
        return GoalKind.allCases.flatMap { kind in
            parents.flatMap { parent in
                [false, true].map {
                    GoalNode(id: UUID(), kind: kind, parentID: parent, text: "Anders wonen", isEnded: $0)
                }
            }
        }
    }

    /// The example tree with a goal, whose text and place will change, and which then also comes under itself.
    private static func tree(with goal: GoalNode) -> GoalTree { Example.tree.with([goal]) }

    private static func changed(_ goal: GoalNode) -> GoalNode {
        Example.changed(goal) { ($0.text, $0.parentID) = ("Samen wonen", $0.isEnded ? $0.id : Example.line.id) }
    }

    private static var acts: [Finding] {
        var findings: [Finding] = []
        for goal in Example.tree.living + nodes {
            for count in 0...2 {
                let facts = GoalActFacts(
                    tree: tree(with: goal),
                    goal: goal,
                    merged: Array(nodes.prefix(count) + [Example.children]),
                    outcome: Array(nodes.prefix(count)),
                    openEfforts: (0..<count).map { _ in Example.effort() },
                    namesakes: (0..<count).map { _ in Example.effort("Leerplicht", .statutoryTask) }
                )
                findings += Rulebook.splitGoal.evaluate(facts).findings
                findings += Rulebook.mergeGoals.evaluate(facts).findings
                findings += Rulebook.endGoal.evaluate(facts).findings
            }
        }
        return findings
    }

    private static var efforts: [Finding] {
        var findings: [Finding] = []
        for kind in EffortKind.allCases {
            for status in EffortStatus.allCases {
                for goals in [[], [Example.loose], [Example.line, Example.contact]] {
                    var after = Example.effort("Leerplicht", kind, status)
                    after.contributions = goals.map { ContributionFacts(goalID: $0.id, weight: .supporting) }
                    let ended = Example.changed(Example.line) { $0.isEnded = true }
                    for before in [nil, after, Example.effort("Anders", kind, .proposed)] {
                        for namesakes in [[], [Example.line]] {
                            let facts = EffortActFacts(
                                before: before,
                                after: after,
                                tree: Example.tree.with(namesakes.isEmpty ? [] : [ended]),
                                namesakes: namesakes
                            )
                            findings += Rulebook.changeEffort.evaluate(facts).findings
                        }
                    }
                }
            }
        }
        return findings
    }

    private static var figures: [Finding] {
        var findings: [Finding] = []
        for goal in [nil, Example.contact, Example.changed(Example.contact) { $0.isEnded = true }] {
            findings += Rulebook.recordIndicator.evaluate(IndicatorActFacts(goal: goal)).findings
        }
        for status in MeasurementStatus.allCases {
            let person = UUID()
            let measurement = MeasurementFacts(id: UUID(), name: "12.4", status: status, enteredByID: person)
            for actor in [nil, person, UUID()] {
                for change in [true, false] {
                    let facts = MeasurementActFacts(measurement: measurement, changesContent: change, personID: actor)
                    findings += Rulebook.changeMeasurement.evaluate(facts).findings
                    findings += Rulebook.approveMeasurement.evaluate(facts).findings
                }
            }
        }
        return findings
    }

    private static var steps: [Finding] {
        (0...5).flatMap { count in
            [(false, false), (true, false), (true, true)].flatMap { hasTarget, hasFinal in
                let facts = Example.step(course: { course in
                    course.effects = (0..<count).map { number in
                        Example.effect("Effect \(number)") {
                            ($0.hasTarget, $0.hasFinalMeasurement) = (hasTarget, hasFinal)
                        }
                    }
                    course.activeEfforts = (0..<count).map { _ in Example.effort() }
                })
                return [Phase.execution, .closed].flatMap { Rulebook.step(to: $0).evaluate(facts).findings }
            }
        }
    }
}
