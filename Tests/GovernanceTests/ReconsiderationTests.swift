import Domain
import Foundation
import Governance
import Testing

@Suite struct `The support of an adopted vision after the term for recovery (VIS-06)` {
    @Test(arguments: Phase.allCases.filter { $0 != .reconsideration })
    func `is no question outside reconsideration`(phase: Phase) throws {
        let finding = try #require(found(phase: phase, deadline: -1, stance: .withdrawn))
        #expect(finding.status == .notApplicable)
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "Het programma is niet in heroverweging.",
                    en: "The programme is not in reconsideration."
                )
        )
    }

    @Test func `does not hold the programme back once the vision is carried again`() throws {
        let finding = try #require(found(deadline: nil, stance: .endorsed))
        #expect(finding.status == .met)
        #expect(
            finding.reason
                == LocalizedText(nl: "De visie wordt weer gedragen.", en: "The vision is carried again.")
        )
    }

    @Test func `is not judged on the last day of the term itself`() throws {
        let finding = try #require(found(deadline: 0, stance: .withdrawn))
        #expect(finding.status == .notApplicable)
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "De hersteltermijn is nog niet voorbij.",
                    en: "The term for recovery is not over yet."
                )
        )
    }

    @Test func `holds the programme back from the day after`() throws {
        let finding = try #require(found(deadline: -1, stance: .withdrawn))
        #expect(finding.status == .breached)
        #expect(
            finding.reason
                == LocalizedText(
                    nl: "De hersteltermijn liep tot en met 31 december 2026 en het draagvlak is nog niet terug.",
                    en:
                        "The term for recovery ran up to and including 31 December 2026, and support is not back yet."
                )
        )
        #expect(
            finding.remedy
                == LocalizedText(
                    nl:
                        "Win de ontbrekende steun terug en breng het programma dan terug naar uitvoering, of bouw het"
                        + " af.",
                    en:
                        "Win the missing support back and then take the programme back to execution, or wind it down."
                )
        )
        #expect(finding.subjects == [Finding.Subject(Example.director)])
    }

    @Test func `is not judged when no deadline is set`() throws {
        #expect(found(deadline: nil, stance: .withdrawn)?.status == .notApplicable)
    }

    @Test func `is no question without an adopted vision`() throws {
        let facts = stepFacts {
            $0.programme.phase = .reconsideration
            ($0.vision, $0.adopted) = (nil, nil)
        }
        let finding = try #require(Rulebook.step(to: .execution).evaluate(facts).finding("VIS-06"))
        #expect(finding.status == .notApplicable)
        #expect(
            finding.reason
                == LocalizedText(nl: "Er is nog geen vastgestelde visie.", en: "There is no adopted vision yet.")
        )
    }

    @Test func `keeps no programme from winding down`() {
        let facts = stepFacts {
            $0.programme.phase = .reconsideration
            $0.change(Example.director) { $0.takes(.withdrawn) }
        }
        #expect(Rulebook.step(to: .windDown).evaluate(facts).isAllowed)
    }

    /// What the rule finds a number of days before (or after) the last of 2026.
    private func found(phase: Phase = .reconsideration, deadline days: Int?, stance: Stance) -> Finding? {
        let lastDay = CalendarDate(daysSinceEpoch: 20_818)
        let facts = stepFacts {
            $0.programme.phase = phase
            $0.programme.supportDeadlineDate = days.map { _ in lastDay }
            $0.today = lastDay.advanced(byDays: -(days ?? 0))
            $0.change(Example.director) { $0.takes(stance) }
        }
        return Rulebook.step(to: .execution).evaluate(facts).finding("VIS-06")
    }
}
