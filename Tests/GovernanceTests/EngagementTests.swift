import Domain
import Foundation
import Governance
import Testing

@Suite struct `A commitment that is engaged` {
    private static func finding(_ rule: String, _ change: (inout EngagementFacts) -> Void = { _ in }) -> Finding? {
        Rulebook.engageCommitment.evaluate(Example.engagement(change)).finding(rule)
    }

    @Test func `fits the decision that it rests on, up to the last cent of it (AUT-01)`() {
        #expect(Self.finding("AUT-01")?.status == .met)
        #expect(Self.finding("AUT-01") { $0.decision.amountCents = 399_99 }?.status == .breached)
        #expect(Self.finding("AUT-01") { $0.decision.status = .proposed }?.status == .met)
        let flaws: [((inout EngagementFacts) -> Void, String)] = [
            ({ $0.decision.programmeID = UUID() }, "het besluit is van een ander programma"),
            (
                { $0.commitment.kind = .contract },
                "een opdracht rust op een besluit van de soort \"een opdracht gunnen\""
            ),
            ({ $0.commitment.kind = .other }, "een andere verplichting rust op een besluit"),
            ({ $0.commitment.partnerID = nil }, "het besluit gaat niet over dezelfde partner"),
            ({ $0.decision.partnerID = UUID() }, "het besluit gaat niet over dezelfde partner"),
            ({ $0.decision.amountCents = nil }, "het besluit noemt geen bedrag"),
            ({ $0.decision.status = .withdrawn }, "het besluit is ingetrokken"),
            ({ $0.decision.status = .draft }, "het besluit is concept"),
            ({ $0.decision.untilDate = $0.day.advanced(byDays: -1) }, "het besluit gold tot en met"),
        ]
        for (change, flaw) in flaws {
            let finding = Self.finding("AUT-01", change)
            #expect(finding?.status == .breached && finding?.reason.nl.contains(flaw) == true, "\(flaw)")
        }
        #expect(Self.finding("AUT-01") { $0.decision.untilDate = $0.day }?.status == .met)
    }

    @Test func `is added up with what else rests on that decision, also at the end of 64 bits (AUT-01)`() {
        func others(_ cents: Int64) -> Finding? {
            Self.finding("AUT-01") {
                $0.decision.amountCents = 1_000_00
                $0.othersCents = cents
            }
        }
        #expect(others(600_00)?.status == .met)
        #expect(others(600_01)?.status == .breached)
        #expect(
            others(600_01)?.reason.nl.contains("op het besluit van € 1.000,00 zou € 1.000,01 zijn toegezegd") == true
        )
        #expect(others(.max)?.status == .breached)
        #expect(
            Self.finding("AUT-01") {
                $0.commitment.lines = [
                    CommitmentLine(budgetLineID: UUID(), amountCents: .max),
                    CommitmentLine(budgetLineID: UUID(), amountCents: .max),
                ]
            }?.status == .breached
        )
    }

    @Test func `takes of a line at most what is free, and hears how much that is (BUD-01)`() {
        #expect(Self.finding("BUD-01")?.status == .met)
        func asks(_ cents: Int64) -> Finding? {
            Self.finding("BUD-01") { $0.commitment.lines[0].amountCents = cents }
        }
        #expect(asks(600_00)?.status == .met)
        let short = asks(600_01)
        #expect(short?.status == .breached)
        #expect(short?.reason.nl == "Op 6.1 (2026) is € 600,00 vrij, en gevraagd is € 600,01.")
        #expect(short?.subjects.map(\.type) == ["budget_line"])
        #expect(asks(.max)?.status == .breached)
    }

    @Test func `takes of no line too much because another has plenty (BUD-01)`() {
        let poor = Example.line("6.5", year: 2026, .adopted, authorised: 1)
        let finding = Self.finding("BUD-01") {
            $0.budgetLines.append(poor)
            $0.commitment.lines.append(CommitmentLine(budgetLineID: poor.id, amountCents: 2))
        }
        #expect(finding?.status == .breached && finding?.subjects.map(\.id) == [poor.id])
    }

    @Test func `waits for the budget of a year that is not adopted, and counts nowhere (BUD-06)`() {
        let facts = Example.engagement {
            $0.budgetLines[0].yearStatus = .estimated
            $0.commitment.lines[0].amountCents = 1_000_000_00
            $0.decision.amountCents = 1_000_000_00
        }
        #expect(facts.moves == [])
        let decision = Rulebook.engageCommitment.evaluate(facts)
        #expect(decision.isAllowed)
        #expect(decision.finding("BUD-01")?.status == .notApplicable)
        #expect(decision.finding("BUD-06")?.reason.nl == "Wat over 2026 gaat, geldt onder voorbehoud van de begroting.")
        #expect(Self.finding("BUD-06")?.reason.en == "Every year of it is adopted.")
    }

    @Test func `finds no room on a line with a promise that nobody took back in time (BUD-06)`() {
        func overdue(_ days: Int, cents: Int64 = 1) -> Finding? {
            Self.finding("BUD-06") {
                $0.budgetLines[0].unfundedCents = cents
                $0.budgetLines[0].invokeBeforeDate = $0.day.advanced(byDays: days)
            }
        }
        #expect(overdue(0)?.status == .met, "on the last day the proviso may still be invoked")
        #expect(overdue(-1)?.status == .breached)
        #expect(overdue(-1)?.reason.nl == "Op 6.1 (2026) is € 0,01 toegezegd zonder dekking; er komt niets bij.")
        #expect(overdue(-1, cents: 0)?.status == .met)
    }

    @Test func `is of no closed year (BUD-08) and of no programme that has ended (BUD-11)`() {
        #expect(Self.finding("BUD-08")?.status == .met)
        #expect(Self.finding("BUD-08") { $0.budgetLines[0].yearStatus = .closed }?.status == .breached)
        for phase in Phase.allCases {
            let hasEnded = phase == .closed || phase == .rejected
            let finding = Self.finding("BUD-11") { $0.programme.phase = phase }
            #expect(finding?.status == (hasEnded ? .breached : .met), "\(phase)")
        }
    }

    @Test func `waits for support that has eroded, unless a statutory task needs it (VIS-05)`() {
        func eroded(_ kind: EffortKind?) -> Finding? {
            Self.finding("VIS-05") {
                $0.programme.supportStatus = .eroded
                $0.effortKind = kind
            }
        }
        #expect(Self.finding("VIS-05")?.status == .met)
        #expect(eroded(nil)?.status == .breached)
        #expect(eroded(.project)?.status == .breached)
        #expect(eroded(.localScheme)?.status == .breached)
        #expect(eroded(.statutoryTask)?.status == .met)
    }
}

@Suite struct `A programme that closes (BUD-11)` {
    private static func finding(_ change: (inout ObligationFacts) -> Void) -> Finding? {
        var facts = Example.step()
        change(&facts.obligations)
        return Rulebook.step(to: .closed).evaluate(facts).finding("BUD-11")
    }

    @Test func `has no open commitment and no pending decision`() {
        let item = ObligationFacts.Item(id: UUID(), name: "V-1")
        #expect(Self.finding { _ in }?.status == .met)
        let commitment = Self.finding { $0.commitments = [item] }
        #expect(commitment?.status == .breached)
        #expect(commitment?.reason.nl == "Nog niet afgerond of vrijgegeven: V-1.")
        let decision = Self.finding { $0.decisions = [item] }
        #expect(
            decision?.reason.en == "Not taken or rejected yet: V-1." && decision?.subjects.map(\.type) == ["decision"]
        )
    }
}
