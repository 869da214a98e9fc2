import Domain
import Foundation
import Governance
import Testing

/// A transfer of € 25 between two lines of 2026 with a holder each, on a decision of the college.
private func transfer(_ change: (inout TransferFacts) -> Void = { _ in }) -> TransferFacts {
    let programme = UUID()
    let roles = [
        RoleHolding(id: UUID(), name: "Budgethouder 6.1", holderID: UUID()), RoleHolding(id: UUID(), name: "B"),
    ]
    let lines = ["6.1", "6.5"].enumerated().map { index, code in
        Example.changed(Example.line(code, .adopted, authorised: 100_00)) {
            ($0.programmeID, $0.budgetHolderRoleID) = (programme, roles[index].id)
        }
    }
    var decision = Example.decision(.transferBudget)
    (decision.programmeID, decision.amountCents) = (programme, 25_00)
    decision.takenAt = Moment(rfc3339: "2026-05-01T10:00:00Z")
    return Example.changed(
        TransferFacts(
            lines: zip(lines, [-25_00, 25_00]).map {
                TransferLine(budgetLineID: $0.id, amountCents: $1, agreedByID: UUID(), agreedAt: "2026-04-01T10:00:00Z")
            },
            budgetLines: lines,
            holders: roles,
            decision: decision,
            today: AuthorityExample.today
        ),
        change
    )
}

private func blockers(_ change: (inout TransferFacts) -> Void) -> [String] {
    Rulebook.step(to: BudgetTransferStatus.booked).evaluate(transfer(change)).blockers.map(\.article.id)
}

@Suite struct `A transfer of budget` {
    @Test func `sums to zero in every year, to the cent (BUD-02)`() throws {
        #expect(blockers { _ in } == [])
        #expect(blockers { $0.lines[1].amountCents = 24_99 } == ["BUD-02"])
        #expect(blockers { $0.budgetLines[1].fiscalYear = 2027 } == ["BUD-02"])
        let income = transfer { ($0.budgetLines[0].direction, $0.lines[0].amountCents) = (.income, 25_00) }
        #expect(Rulebook.proposeTransfer.evaluate(income).isAllowed, "more income covers more expense")
        let skewed = transfer { $0.budgetLines[0].direction = .income }
        let finding = try #require(Rulebook.proposeTransfer.evaluate(skewed).finding("BUD-02"))
        #expect(finding.reason.nl == "Over 2026 komt het uit op € 50,00 en niet op nul.")
    }

    @Test func `has the agreement of every budget holder (BUD-03)`() throws {
        #expect(blockers { $0.lines[0].agreedByID = nil } == ["BUD-03"])
        let facts = transfer { ($0.lines[0].agreedByID, $0.lines[1].agreedByID) = (nil, nil) }
        let finding = try #require(Rulebook.step(to: BudgetTransferStatus.booked).evaluate(facts).finding("BUD-03"))
        #expect(finding.reason.en == "Not agreed yet for: 6.1 (2026) and 6.5 (2026).")
        #expect(finding.remedy?.en == "Have whoever fills the role agree: B and Budgethouder 6.1.")
    }

    @Test func `is agreed on by its holders alone, or a deputy (BUD-03)`() throws {
        func status(_ change: (inout TransferFacts) -> Void) -> Finding.Status? {
            Rulebook.agreeTransfer.evaluate(transfer(change)).finding("BUD-03")?.status
        }
        #expect(status { $0.personID = $0.holders[0].holderID } == .met)
        #expect(status { $0.personID = UUID() } == .breached)
        #expect(status { $0.personID = nil } == .breached)
        let deputy = UUID()
        #expect(status { ($0.personID, $0.holders[1].deputyID) = (deputy, deputy) } == .met)
        #expect(status { ($0.personID, $0.holders[0].deputyID) = (deputy, deputy) } == .breached, "it is not vacant")
    }

    @Test func `is for the council between budget programmes (BUD-03)`() {
        #expect(blockers { $0.budgetLines[1].budgetProgramme = "LG" } == ["BUD-03"])
        #expect(
            blockers {
                $0.budgetLines[1].budgetProgramme = "LG"
                $0.decision?.body = .council
            } == []
        )
        #expect(blockers { $0.decision?.body = .council } == [], "what the council decides, it decides")
    }

    @Test func `takes at most what is free (BUD-04)`() {
        #expect(blockers { $0.budgetLines[0].totals.committedCents = 75_00 } == [])
        #expect(blockers { $0.budgetLines[0].totals.committedCents = 75_01 } == ["BUD-04"])
    }

    @Test func `was decided before the year was over, in the Netherlands (BUD-05)`() {
        #expect(blockers { $0.decision?.takenAt = Moment(rfc3339: "2026-12-31T22:59:59.999Z") } == [])
        #expect(blockers { $0.decision?.takenAt = Moment(rfc3339: "2026-12-31T23:00:00.000Z") } == ["BUD-05"])
    }

    @Test func `leaves closed years alone (BUD-08)`() {
        #expect(blockers { $0.budgetLines[0].yearStatus = .closed } == ["BUD-08"])
    }

    @Test func `stays within its decision, with what others moved on it (AUT-01)`() {
        #expect(blockers { $0.decision?.amountCents = 24_99 } == ["AUT-01"])
        #expect(
            blockers {
                $0.decision?.amountCents = 50_00
                $0.othersCents = 25_00
            } == []
        )
        #expect(
            blockers {
                $0.decision?.amountCents = 50_00
                $0.othersCents = 25_01
            } == ["AUT-01"]
        )
        #expect(
            blockers {
                $0.decision?.amountCents = .max
                $0.othersCents = .max
            } == ["AUT-01"]
        )
        #expect(blockers { $0.decision?.amountCents = nil } == ["AUT-01"])
        #expect(blockers { $0.decision?.programmeID = UUID() } == ["AUT-01"])
        #expect(blockers { $0.decision?.kind = .amendBudget } == ["AUT-01"])
        #expect(blockers { $0.decision = nil } == ["AUT-01"])
    }
}

@Suite struct `An amendment of the budget` {
    private static func blockers(_ change: (inout AmendmentFacts) -> Void = { _ in }) -> [String] {
        let line = Example.line(.init("6.1"), .adopted, authorised: 100_00, committed: 40_00)
        var decision = Example.decision(.amendBudget)
        (decision.programmeID, decision.amountCents) = (line.programmeID, 60_00)
        decision.takenAt = Moment(rfc3339: "2026-05-01T10:00:00Z")
        let facts = AmendmentFacts(
            budgetLine: line,
            amountCents: 60_00,
            decision: decision,
            today: AuthorityExample.today
        )
        return Rulebook.amendBudget.evaluate(Example.changed(facts, change)).blockers.map(\.article.id)
    }

    @Test func `rests on a decision of that amount, before the year is over (AUT-01, BUD-05)`() {
        #expect(Self.blockers() == [])
        #expect(Self.blockers { $0.amountCents = 60_01 } == ["AUT-01"])
        #expect(Self.blockers { $0.othersCents = 1 } == ["AUT-01"])
        #expect(Self.blockers { $0.amountCents = -60_00 } == [])
        #expect(Self.blockers { $0.decision?.takenAt = Moment(rfc3339: "2027-01-01T10:00:00Z") } == ["BUD-05"])
        #expect(Self.blockers { $0.budgetLine.fiscalYear = 2025 } == ["BUD-05"])
    }

    @Test func `leaves covered what is bound, and closed years alone (BUD-04, BUD-08)`() {
        #expect(
            Self.blockers {
                $0.amountCents = -60_01
                $0.decision?.amountCents = 60_01
            } == ["BUD-04"]
        )
        #expect(Self.blockers { $0.budgetLine.yearStatus = .closed } == ["BUD-08"])
        #expect(Self.blockers { $0.amountCents = .min }.contains("AUT-01"))
    }
}

/// What the rules of moving budget say of many transfers and amendments.
enum BudgetMoveFindings {
    static var all: [Finding] {
        let changes: [(inout TransferFacts) -> Void] = [
            { _ in }, { $0.lines[1].amountCents = 1 }, { $0.lines[0].agreedByID = nil }, { $0.decision = nil },
            { $0.budgetLines[1].budgetProgramme = "LG" }, { $0.budgetLines[0].yearStatus = .closed },
            { $0.budgetLines[0].totals.committedCents = 100_00 }, { $0.personID = $0.holders[0].holderID },
            { $0.decision?.takenAt = Moment(rfc3339: "2028-01-01T10:00:00Z") },
            { ($0.lines[0].agreedByID, $0.budgetLines[0].budgetHolderRoleID) = (nil, nil) },
            {
                $0.budgetLines[1].budgetProgramme = "LG"
                $0.decision?.body = .council
            },
        ]
        return changes.flatMap { change -> [Finding] in
            let facts = transfer(change)
            let amendment = AmendmentFacts(
                budgetLine: facts.budgetLines[0],
                amountCents: -25_00,
                decision: facts.decision,
                today: facts.today
            )
            return Rulebook.proposeTransfer.evaluate(facts).findings + Rulebook.agreeTransfer.evaluate(facts).findings
                + Rulebook.step(to: BudgetTransferStatus.booked).evaluate(facts).findings
                + Rulebook.amendBudget.evaluate(amendment).findings
        }
    }
}
