import Domain
import Foundation
import Governance

extension Example {
    static let commitmentDay = CalendarDate(daysSinceEpoch: 20_470)
    static let buurtkracht = UUID()
    static let taker = UUID()

    /// A subsidy of € 400,00 on one line with € 600,00 free, on a taken decision of that amount.
    static func engagement(_ change: (inout EngagementFacts) -> Void = { _ in }) -> EngagementFacts {
        var line = Example.line(year: 2026, .adopted, authorised: 1_000_00, committed: 300_00, realised: 100_00)
        line.programmeID = programme.id
        let commitment = CommitmentFacts(
            id: UUID(),
            kind: .subsidy,
            subject: "Buurtkamers",
            partnerID: buurtkracht,
            programmeID: programme.id,
            lines: [CommitmentLine(budgetLineID: line.id, amountCents: 400_00)]
        )
        let facts = EngagementFacts(
            commitment: commitment,
            decision: decisionOnMoney,
            programme: changed(programme) { $0.phase = .execution },
            budgetLines: [line],
            day: commitmentDay
        )
        return changed(facts, change)
    }

    static let decisionOnMoney = DecisionFacts(
        id: UUID(),
        code: "B-014",
        programmeID: programme.id,
        kind: .grantSubsidy,
        subject: "Buurtkamers",
        amountCents: 400_00,
        partnerID: buurtkracht,
        status: .taken,
        takenByID: taker
    )

    /// A commitment of € 400,00 of which € 150,00 is spent.
    static func realisation(
        _ cents: Int64,
        by person: UUID? = UUID(),
        _ change: (inout RealisationFacts) -> Void = { _ in }
    ) -> RealisationFacts {
        let line = Example.line(year: 2026, .adopted, authorised: 1_000_00, committed: 250_00, realised: 150_00)
        let facts = RealisationFacts(
            commitment: CommitmentFacts(
                id: UUID(),
                kind: .subsidy,
                subject: "Buurtkamers",
                programmeID: programme.id,
                lines: [CommitmentLine(budgetLineID: line.id, amountCents: 400_00, realisedCents: 150_00)]
            ),
            budgetLine: line,
            amountCents: cents,
            decision: decisionOnMoney,
            personID: person
        )
        return changed(facts, change)
    }

    /// A release of one line of € 400,00 with € 100,00 spent.
    static func release(
        _ cents: Int64,
        ground: ReleaseGround? = nil,
        _ status: FiscalYearStatus = .adopted,
        _ change: (inout CommitmentLine) -> Void = { _ in }
    ) -> ReleaseFacts {
        let budgetLine = Example.line(year: 2026, status, authorised: 1_000_00)
        let line = changed(
            CommitmentLine(budgetLineID: budgetLine.id, amountCents: 400_00, realisedCents: 100_00),
            change
        )
        let commitment = CommitmentFacts(
            id: UUID(),
            code: "V-1",
            kind: .other,
            subject: "Buurtkamers",
            programmeID: programme.id,
            lines: [line]
        )
        return ReleaseFacts(
            commitment: commitment,
            parts: [.init(line: line, budgetLine: budgetLine, amountCents: cents)],
            ground: ground,
            day: commitmentDay
        )
    }
}

/// What the rules of commitments say of many different facts.
enum CommitmentFindings {
    static var all: [Finding] {
        engagements + realisations + releases + obligations + `A step of a fiscal year`.findings
    }

    private static var engagements: [Finding] {
        var findings: [Finding] = []
        for status in FiscalYearStatus.allCases {
            for phase in Phase.allCases {
                for support in [SupportStatus.carried, .eroded] {
                    for decision in DecisionStatus.allCases {
                        let facts = Example.engagement {
                            $0.budgetLines[0].yearStatus = status
                            $0.budgetLines[0].totals.committedCents = phase == .closed ? 800_00 : 0
                            $0.budgetLines[0].unfundedCents = phase == .windDown ? 1 : 0
                            $0.budgetLines[0].invokeBeforeDate = $0.day.advanced(byDays: -1)
                            $0.programme.phase = phase
                            $0.programme.supportStatus = support
                            $0.decision.status = decision
                            $0.decision.amountCents = phase == .formation ? nil : 300_00
                            $0.decision.kind = decision == .taken ? .grantSubsidy : .other
                            $0.decision.partnerID = nil
                            $0.decision.programmeID = UUID()
                            $0.decision.untilDate = $0.day.advanced(byDays: -1)
                        }
                        findings += Rulebook.engageCommitment.evaluate(facts).findings
                    }
                }
            }
        }
        return findings + Rulebook.engageCommitment.evaluate(Example.engagement()).findings
    }

    private static var realisations: [Finding] {
        ([-151_00, -1, 1, 250_00, 250_01] as [Int64]).flatMap { cents -> [Finding] in
            [Example.taker, UUID(), nil].flatMap { person -> [Finding] in
                [true, false].flatMap { waits -> [Finding] in
                    let facts = Example.realisation(cents, by: person) {
                        $0.commitment.change(on: $0.budgetLine.id) { $0.isSubjectToBudget = waits }
                        $0.budgetLine.yearStatus = waits ? .closed : .adopted
                    }
                    return Rulebook.realise.evaluate(facts).findings
                }
            }
        }
    }

    private static var releases: [Finding] {
        var findings: [Finding] = []
        for ground in [nil] + ReleaseGround.allCases.map(Optional.some) {
            for waits in [true, false] {
                for days in [nil, -1, 0] as [Int?] {
                    let facts = Example.release(days == nil ? 301_00 : 1, ground: ground, waits ? .adopted : .closed) {
                        $0.isSubjectToBudget = waits
                        $0.invokeBeforeDate = days.map { Example.commitmentDay.advanced(byDays: $0) }
                    }
                    findings += Rulebook.releaseCommitment.evaluate(facts).findings
                }
            }
        }
        return findings
    }

    private static var obligations: [Finding] {
        let item = ObligationFacts.Item(id: UUID(), name: "V-1")
        return [[], [item], Array(repeating: item, count: 26)].flatMap { commitments -> [Finding] in
            [[], [item]].flatMap { decisions -> [Finding] in
                var facts = Example.step()
                facts.obligations = ObligationFacts(commitments: commitments, decisions: decisions)
                return Rulebook.step(to: .closed).evaluate(facts).findings
            }
        }
    }
}
