import Domain
import Foundation
import Governance
import Testing

@Suite struct `A step of a fiscal year` {
    private static let day = CalendarDate(daysSinceEpoch: 20_470)

    /// A decision of the council, taken on a day in Amsterdam.
    private static func decision(takenAt text: String = "2026-11-06T20:00:00Z") -> DecisionFacts {
        DecisionFacts(
            id: UUID(),
            programmeID: UUID(),
            kind: .amendBudget,
            subject: "Begroting",
            body: .council,
            status: .taken,
            takenAt: Moment(rfc3339: text)
        )
    }

    private static func finding(
        _ rule: String,
        to status: FiscalYearStatus,
        _ facts: FiscalYearFacts
    ) -> Finding? {
        Rulebook.step(to: status).evaluate(facts).finding(rule)
    }

    @Test func `rests on a decision of the council about the budget, taken by 31 December in Amsterdam (BUD-05)`() {
        func adopted(_ decision: DecisionFacts?) -> Finding? {
            Self.finding("BUD-05", to: .adopted, FiscalYearFacts(year: 2026, decision: decision, day: Self.day))
        }
        #expect(adopted(Self.decision())?.status == .met)
        #expect(adopted(Self.decision(takenAt: "2026-12-31T22:59:59.999Z"))?.status == .met)
        let late = adopted(Self.decision(takenAt: "2026-12-31T23:00:00Z"))
        #expect(late?.status == .breached && late?.reason.nl.contains("het is genomen na 31 december 2026") == true)
        #expect(adopted(nil)?.status == .breached)
        #expect(adopted(Example.changed(Self.decision()) { $0.kind = .transferBudget })?.status == .breached)
        #expect(adopted(Example.changed(Self.decision()) { $0.status = .proposed })?.status == .breached)
        let closing = FiscalYearFacts(year: 2026, day: Self.day)
        #expect(Self.finding("BUD-05", to: .closed, closing)?.status == .notApplicable)
    }

    /// Promises of these amounts that wait on one line with so much authorised.
    private static func waiting(_ amounts: Int64..., authorised: Int64) -> FiscalYearFacts {
        let line = Example.line(year: 2027, .estimated, authorised: authorised)
        return FiscalYearFacts(
            year: 2027,
            decision: decision(),
            commitments: amounts.enumerated().map { index, cents in
                CommitmentFacts(
                    id: UUID(),
                    code: "V-\(index)",
                    kind: .other,
                    subject: "",
                    programmeID: line.programmeID,
                    lines: [CommitmentLine(budgetLineID: line.id, amountCents: cents, isSubjectToBudget: true)]
                )
            },
            budgetLines: [line],
            day: day
        )
    }

    @Test func `engages what waited in the order of the promises, as far as it fits (BUD-06)`() {
        func fits(_ facts: FiscalYearFacts) -> [String] { facts.waiting.fits.map(\.commitment.name) }
        #expect(fits(Self.waiting(60, 40, authorised: 100)) == ["V-0", "V-1"])
        #expect(fits(Self.waiting(60, 41, authorised: 100)) == ["V-0"])
        #expect(
            fits(Self.waiting(101, 100, authorised: 100)) == ["V-1"],
            "a smaller one may fit where a larger does not"
        )
        #expect(fits(Self.waiting(1, authorised: 0)) == [])
        let finding = Self.finding("BUD-06", to: .adopted, Self.waiting(60, 41, authorised: 100))
        #expect(finding?.status == .met && finding?.subjects.map(\.name) == ["V-1"])
        let last = FiscalYearTerm.invokeBeforeDate(adoptedOn: Self.day).title.nl
        #expect(finding?.reason.nl.hasSuffix("tot en met \(last).") == true)
        let nothing = FiscalYearFacts(year: 2027, decision: Self.decision(), day: Self.day)
        #expect(Self.finding("BUD-06", to: .adopted, nothing)?.status == .notApplicable)
    }

    /// A commitment with 40 cents open on a line of 2026, and the same line of 2027.
    private static func open(_ change: (inout FiscalYearFacts) -> Void = { _ in }) -> FiscalYearFacts {
        let line = Example.line(year: 2026, .adopted, authorised: 100, committed: 40)
        var next = Example.line(year: 2027, .adopted)
        next.programmeID = line.programmeID
        let commitment = CommitmentFacts(
            id: UUID(),
            code: "V-1",
            kind: .other,
            subject: "",
            programmeID: line.programmeID,
            lines: [CommitmentLine(budgetLineID: line.id, amountCents: 40)]
        )
        let facts = FiscalYearFacts(
            year: 2026,
            decision: decision(),
            commitments: [commitment],
            budgetLines: [line, next],
            day: day
        )
        return Example.changed(facts, change)
    }

    @Test func `closes a year with open commitments only by a decision that carries them over (BUD-08)`() {
        func closed(_ change: (inout FiscalYearFacts) -> Void = { _ in }) -> Finding? {
            Self.finding("BUD-08", to: .closed, Self.open(change))
        }
        #expect(closed()?.status == .met)
        #expect(
            closed { $0.commitments[0].lines[0].realisedCents = 40 }?.reason.en.hasPrefix("Nothing is open") == true
        )
        let undecided = closed { $0.decision = nil }
        #expect(undecided?.status == .breached && undecided?.reason.nl == "Er staan nog verplichtingen open: V-1.")
        let flaws: [((inout FiscalYearFacts) -> Void, String)] = [
            ({ $0.budgetLines.removeLast() }, "Voor 6.1 (2026) is er geen budgetregel in 2027."),
            ({ $0.budgetLines[1].nature = .incidental }, "Voor 6.1 (2026) is er geen budgetregel in 2027."),
            ({ $0.budgetLines[1].yearStatus = .estimated }, "De begroting van 2027 is geraamd."),
            (
                { $0.commitments[0].lines[0].isSubjectToBudget = true },
                "Wat op 6.1 (2026) is toegezegd, is nooit gedekt."
            ),
        ]
        for (change, reason) in flaws {
            let finding = closed(change)
            #expect(finding?.status == .breached && finding?.reason.nl == reason, "\(reason)")
        }
        let waits = closed {
            let next = CommitmentLine(budgetLineID: $0.budgetLines[1].id, amountCents: 1, isSubjectToBudget: true)
            $0.commitments[0].lines.append(next)
        }
        #expect(waits?.reason.nl == "Wat op 6.1 (2027) is toegezegd, wacht nog op dekking.")
    }

    @Test func `covers later what was promised without cover, within what is free (BUD-01, BUD-08)`() {
        func covered(_ cents: Int64, _ status: FiscalYearStatus = .adopted) -> Decision {
            let line = Example.line(year: 2027, status, authorised: 100)
            let commitment = CommitmentFacts(
                id: UUID(),
                kind: .other,
                subject: "",
                programmeID: line.programmeID,
                lines: [
                    CommitmentLine(
                        budgetLineID: line.id,
                        amountCents: cents,
                        isSubjectToBudget: true,
                        invokeBeforeDate: Self.day
                    )
                ]
            )
            return Rulebook.fundCommitment.evaluate(FundingFacts(commitment: commitment, budgetLines: [line]))
        }
        #expect(covered(100).isAllowed)
        #expect(covered(101).finding("BUD-01")?.status == .breached)
        #expect(covered(100, .closed).finding("BUD-08")?.status == .breached)
    }

    /// For the sentences of findings.
    static var findings: [Finding] {
        let facts = [
            open(), open { $0.decision = nil }, open { $0.budgetLines.removeLast() },
            open { $0.decision?.kind = .other }, open { $0.commitments = [] }, waiting(60, 41, authorised: 100),
            FiscalYearFacts(year: 2026, decision: decision(takenAt: "2027-01-01T00:00:00Z"), day: day),
        ]
        return facts.flatMap { facts in
            FiscalYearStatus.allCases.flatMap { Rulebook.step(to: $0).evaluate(facts).findings }
        }
    }
}
