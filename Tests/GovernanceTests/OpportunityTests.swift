import Domain
import Foundation
import Governance
import Testing

private let today = CalendarDate(daysSinceEpoch: 20_700)
private let ended = Example.changed(Example.line) { $0.isEnded = true }

private func facts(
    _ goals: [GoalNode] = [Example.contact],
    decidedBy days: Int? = 30,
    in status: OpportunityStatus = .signalled
) -> OpportunityFacts {
    OpportunityFacts(
        id: UUID(),
        status: status,
        goals: goals,
        decideByDate: days.map { today.advanced(byDays: $0) },
        today: today
    )
}

@Suite struct `An opportunity (CRS-06)` {
    @Suite struct `being signalled or taken up again` {
        private static func finding(_ facts: OpportunityFacts) -> Finding? {
            #expect(
                Rulebook.signalOpportunity.map(\.article)
                    == Rulebook.step(to: OpportunityStatus.assessed).map(\.article)
            )
            return Rulebook.signalOpportunity.evaluate(facts).finding("CRS-06")
        }

        @Test func `serves a goal and has a day to decide by`() {
            let finding = Self.finding(facts())
            #expect(finding?.status == .met)
            #expect(finding?.subjects.map(\.id) == [Example.contact.id])
        }

        @Test func `may be decided on today, and not on a day that has passed`() {
            #expect(Self.finding(facts(decidedBy: 0))?.status == .met)
            let late = Self.finding(facts(decidedBy: -1))
            #expect(late?.status == .breached)
            #expect(late?.reason.en == "The opportunity still lacks a day to decide by that is still to come.")
        }

        @Test func `names all that it lacks at once`() {
            let finding = Self.finding(facts([], decidedBy: nil))
            #expect(finding?.status == .breached)
            #expect(
                finding?.reason.nl
                    == "Aan de kans ontbreekt nog: een doel dat zij dient en een dag om uiterlijk te beslissen."
            )
        }

        @Test func `is served by a goal that lives, beside which others may have ended`() {
            let finding = Self.finding(facts([ended]))
            #expect(finding?.status == .breached && finding?.subjects.map(\.id) == [ended.id])
            #expect(Self.finding(facts([ended, Example.contact]))?.status == .met)
        }

        @Test func `may serve the main goal alone, as long as it is not seized`() {
            #expect(Self.finding(facts([Example.mainGoal]))?.status == .met)
        }
    }

    @Suite struct `being seized` {
        private static func finding(_ goals: [GoalNode]) -> Finding? {
            Rulebook.step(to: .seized).evaluate(facts(goals, in: .assessed)).finding("CRS-06")
        }

        @Test func `serves an effect or a goal below the main goal`() {
            for goal in [Example.contact, Example.line] {
                #expect(Self.finding([goal])?.status == .met)
            }
        }

        @Test func `never touches the main goal alone`() {
            let finding = Self.finding([Example.mainGoal])
            #expect(finding?.status == .breached)
            #expect(finding?.remedy?.en == "Name the effect or the goal that the opportunity serves.")
        }

        @Test func `may name the main goal beside another that lives`() {
            #expect(Self.finding([Example.mainGoal, Example.contact])?.status == .met)
            #expect(Self.finding([Example.mainGoal, ended])?.status == .breached)
        }
    }

    @Suite struct `being changed` {
        private static func findings(_ facts: OpportunityFacts, changesSignal: Bool = true) -> [Finding.Status] {
            let change = OpportunityChangeFacts(after: facts, changesSignal: changesSignal)
            return Rulebook.changeOpportunity.evaluate(change).findings.map(\.status)
        }

        @Test func `keeps a goal and a day while it waits for an answer`() {
            for status in [OpportunityStatus.signalled, .assessed] {
                #expect(Self.findings(facts(in: status)) == [.met, .met])
                #expect(Self.findings(facts(decidedBy: -1, in: status)) == [.met, .breached])
                #expect(Self.findings(facts([], in: status)) == [.met, .breached])
            }
        }

        @Test func `waits for its day when it is parked`() {
            #expect(Self.findings(facts(decidedBy: -1, in: .parked)) == [.met, .notApplicable])
        }

        @Test func `stays as it was once it is answered or has expired`() {
            for status in [OpportunityStatus.seized, .rejected, .expired] {
                #expect(Self.findings(facts(in: status)) == [.breached, .notApplicable])
                #expect(Self.findings(facts(in: status), changesSignal: false) == [.notApplicable, .notApplicable])
            }
        }
    }

    @Test func `asks nothing of the steps to parked and rejected`() {
        for status in [OpportunityStatus.parked, .rejected, .signalled, .expired] {
            #expect(Rulebook.step(to: status).isEmpty)
        }
    }
}
