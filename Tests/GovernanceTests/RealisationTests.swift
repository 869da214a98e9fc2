import Domain
import Foundation
import Governance
import Testing

@Suite struct `Money of a commitment that is spent` {
    private static func finding(_ rule: String, _ facts: RealisationFacts) -> Finding? {
        Rulebook.realise.evaluate(facts).finding(rule)
    }

    @Test func `is at most what is outstanding, and set right at most what was spent (BUD-07)`() {
        #expect(Self.finding("BUD-07", Example.realisation(250_00))?.status == .met)
        let beyond = Self.finding("BUD-07", Example.realisation(250_01))
        #expect(beyond?.status == .breached)
        #expect(beyond?.reason.nl == "Op 6.1 (2026) staat € 250,00 open en is € 150,00 gerealiseerd.")
        #expect(Self.finding("BUD-07", Example.realisation(-150_00))?.status == .met)
        #expect(Self.finding("BUD-07", Example.realisation(-150_01))?.status == .breached)
        #expect(Self.finding("BUD-07", Example.realisation(.max))?.status == .breached)
    }

    @Test func `is nothing of what still waits for a budget (BUD-07)`() {
        let waiting = Example.realisation(1) {
            $0.commitment.change(on: $0.budgetLine.id) {
                $0.realisedCents = 0
                $0.isSubjectToBudget = true
            }
        }
        let finding = Self.finding("BUD-07", waiting)
        #expect(finding?.reason.nl == "Wat op 6.1 (2026) is toegezegd, wacht nog op de begroting.")
    }

    @Test func `is of an open year (BUD-08)`() {
        #expect(Self.finding("BUD-08", Example.realisation(1))?.status == .met)
        #expect(
            Self.finding("BUD-08", Example.realisation(1) { $0.budgetLine.yearStatus = .closed })?.status == .breached
        )
    }

    @Test func `is confirmed by another than who took the decision (BUD-10)`() {
        #expect(Self.finding("BUD-10", Example.realisation(1))?.status == .met)
        let own = Self.finding("BUD-10", Example.realisation(1, by: Example.taker))
        #expect(own?.status == .breached)
        #expect(own?.remedy?.nl == "Laat een ander de prestatie bevestigen.")
        #expect(Self.finding("BUD-10", Example.realisation(1) { $0.decision?.takenByID = nil })?.status == .met)
    }
}

@Suite struct `Money of a commitment that is given back` {
    private static func finding(_ rule: String, _ facts: ReleaseFacts) -> Finding? {
        Rulebook.releaseCommitment.evaluate(facts).finding(rule)
    }

    @Test func `is at most what is outstanding (BUD-07), and of an open year (BUD-08)`() {
        #expect(Self.finding("BUD-07", Example.release(300_00))?.status == .met)
        let beyond = Self.finding("BUD-07", Example.release(300_01))
        #expect(beyond?.reason.nl == "Op 6.1 (2026) staat € 300,00 open.")
        #expect(Self.finding("BUD-08", Example.release(1))?.status == .met)
        #expect(Self.finding("BUD-08", Example.release(1, .closed))?.status == .breached)
        #expect(Example.release(300_00).moves.map(\.amountCents) == [-300_00])
    }

    @Test func `invokes the proviso of the budget within four weeks of its adoption (BUD-06)`() {
        func invoked(_ days: Int?) -> Finding? {
            let facts = Example.release(1, ground: .noBudget) {
                $0.realisedCents = 0
                $0.isSubjectToBudget = true
                $0.invokeBeforeDate = days.map { Example.commitmentDay.advanced(byDays: $0) }
            }
            #expect(facts.moves == [], "what waits was never taken from the line")
            return Self.finding("BUD-06", facts)
        }
        #expect(invoked(0)?.status == .met)
        #expect(invoked(-1)?.status == .breached)
        #expect(invoked(nil)?.reason.nl == "De begroting van 2026 is nog niet vastgesteld.")
        #expect(Self.finding("BUD-06", Example.release(1, ground: .noBudget))?.status == .breached)
        #expect(Self.finding("BUD-06", Example.release(1, ground: .agreed))?.status == .notApplicable)
        #expect(
            FiscalYearTerm.invokeBeforeDate(adoptedOn: Example.commitmentDay)
                == Example.commitmentDay.advanced(byDays: 28)
        )
    }
}
