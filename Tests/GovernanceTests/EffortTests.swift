import Domain
import Foundation
import Governance
import Testing

@Suite struct `An effort (CRS-02)` {
    @Test func `is activated when it contributes to an effect, or to a goal below one`() {
        for goal in [Example.contact, Example.line] {
            #expect(Self.activate(for: [goal]).isAllowed)
            #expect(Self.activate(for: [Example.loose, goal]).isAllowed)
        }
    }

    @Test func `is not activated without a goal`() throws {
        let finding = try #require(Self.activate(for: []).blockers.first)
        #expect(finding.article.id == "CRS-02")
        #expect(finding.reason.nl == "De inspanning “Buurtkamers” draagt aan geen doel bij.")
        #expect(finding.reason.en == "The effort “Buurtkamers” contributes to no goal.")
        #expect(finding.remedy?.nl.hasPrefix("Laat de inspanning bijdragen aan een maatschappelijk effect") == true)
    }

    @Test func `is not activated for goals that lead to the main goal alone`() throws {
        let finding = try #require(Self.activate(for: [Example.loose, Example.mainGoal]).blockers.first)
        #expect(
            finding.reason.nl
                == "De inspanning “Buurtkamers” draagt alleen bij aan doelen zonder maatschappelijk effect erboven."
        )
    }

    @Test func `is not activated for an effect that has ended`() {
        let ended = Example.changed(Example.contact) { $0.isEnded = true }
        #expect(!Self.activate(for: [ended], in: Example.tree.with([ended])).isAllowed)
    }

    @Test func `keeps a purpose while it is active, and may lose it before and after`() {
        for status in EffortStatus.allCases {
            let before = Example.effort("Buurtkamers", .project, status, for: Example.contact)
            let after = Example.changed(before) { $0.contributions = [] }
            let facts = EffortActFacts(before: before, after: after, tree: Example.tree)
            #expect(Rulebook.changeEffort.evaluate(facts).isAllowed == (status != .active))
        }
    }

    @Test func `that is active without a purpose by now may change its name`() {
        let before = Example.effort("Buurtkamers", .project, .active)
        let facts = EffortActFacts(
            before: before,
            after: Example.changed(before) { $0.name = "Buurthuizen" },
            tree: Example.tree
        )
        #expect(Rulebook.changeEffort.evaluate(facts).finding("CRS-02")?.status == .notApplicable)
    }

    private static func activate(for goals: [GoalNode], in tree: GoalTree = Example.tree) -> Decision {
        let before = Example.changed(Example.effort()) {
            $0.contributions = goals.map { ContributionFacts(goalID: $0.id, weight: .supporting) }
        }
        let after = Example.changed(before) { $0.status = .active }
        return Rulebook.activateEffort.evaluate(EffortActFacts(before: before, after: after, tree: tree))
    }
}

@Suite struct `What comes to a goal (CRS-01)` {
    private let ended = Example.changed(Example.line) { $0.isEnded = true }

    @Test func `is a contribution only while the goal lives`() throws {
        let effort = Example.effort("Buurtkamers", .project, .proposed, for: Example.contact, ended)
        let facts = EffortActFacts(before: nil, after: effort, tree: Example.tree.with([ended]))
        let refused = try #require(Rulebook.recordEffort.evaluate(facts).blockers.first)
        #expect(refused.article.id == "CRS-01" && refused.subjects == [Finding.Subject(ended)])
        let living = EffortActFacts(before: nil, after: effort, tree: Example.tree)
        #expect(Rulebook.recordEffort.evaluate(living).finding("CRS-01")?.status == .met)
    }

    @Test func `may stay when the goal ended since`() {
        let effort = Example.effort("Buurtkamers", .project, .completed, for: ended)
        let facts = EffortActFacts(before: effort, after: effort, tree: Example.tree.with([ended]))
        #expect(Rulebook.changeEffort.evaluate(facts).finding("CRS-01")?.status == .notApplicable)
    }

    @Test func `is an indicator only while the goal lives`() {
        func status(_ goal: GoalNode?) -> Finding.Status? {
            Rulebook.recordIndicator.evaluate(IndicatorActFacts(goal: goal)).finding("CRS-01")?.status
        }
        #expect(status(Example.contact) == .met)
        #expect(status(ended) == .breached)
        #expect(status(nil) == .notApplicable)
    }
}
