import Domain
import Foundation
import Governance
import Testing

@Suite struct `Money that is booked by hand` {
    private static func finding(_ rule: String, _ line: BudgetLineFacts, _ kind: BudgetEntryKind, _ cents: Int64)
        -> Finding?
    {
        let move = BudgetMove(line: line, kind: kind, amountCents: cents)
        return Rulebook.bookByHand.evaluate(LedgerFacts(moves: [move])).finding(rule)
    }

    @Test func `never takes more from a line than is free (BUD-04)`() throws {
        let line = Example.line(authorised: 1_000_00, committed: 600_00, realised: 100_00)
        #expect(Self.finding("BUD-04", line, .estimate, -300_00)?.status == .met)
        let breached = try #require(Self.finding("BUD-04", line, .estimate, -300_01))
        #expect(breached.status == .breached)
        #expect(
            breached.reason.nl
                == "Op 6.1 (2026) is € 700,00 verplicht en gerealiseerd; daarvan kan hoogstens € 300,00 af."
        )
        #expect(breached.subjects == [Finding.Subject(line)])
        #expect(Self.finding("BUD-04", line, .estimate, 1)?.status == .notApplicable)
        let income = Example.line(year: 2026, .estimated, .income, authorised: 100, realised: 200)
        #expect(Self.finding("BUD-04", income, .estimate, -100)?.status == .notApplicable)
    }

    @Test func `is added up per line before it is weighed (BUD-04)`() {
        let line = Example.line(authorised: 100, committed: 50)
        let moves = [-40, -40, 30].map { BudgetMove(line: line, kind: .estimate, amountCents: $0) }
        #expect(Rulebook.bookByHand.evaluate(LedgerFacts(moves: moves)).finding("BUD-04")?.status == .met)
        let twice = Array(moves.prefix(2))
        #expect(Rulebook.bookByHand.evaluate(LedgerFacts(moves: twice)).finding("BUD-04")?.status == .breached)
    }

    @Test func `is an estimate only until the budget is adopted (BUD-05)`() {
        #expect(Self.finding("BUD-05", Example.line(), .estimate, 1)?.status == .met)
        let adopted = Self.finding("BUD-05", Example.line(year: 2026, .adopted), .estimate, 1)
        #expect(adopted?.reason.en == "The budget of 2026 is adopted.")
        #expect(adopted?.remedy?.en == "Carry out a decision by a transfer or an amendment.")
        #expect(Self.finding("BUD-05", Example.line(year: 2026, .closed), .estimate, 1)?.status == .breached)
        let receipt = Self.finding("BUD-05", Example.line(year: 2026, .adopted, .income), .receipt, 1)
        #expect(receipt?.status == .notApplicable)
    }

    @Test func `is not booked in a closed year (BUD-08)`() {
        #expect(Self.finding("BUD-08", Example.line(year: 2025, .closed, .income), .receipt, 1)?.status == .breached)
        #expect(Self.finding("BUD-08", Example.line(year: 2025, .adopted, .income), .receipt, 1)?.status == .met)
    }
}

@Suite struct `The task field of a budget line (BUD-09)` {
    private static func finding(_ field: TaskFieldFacts, year: Int64, number: Int? = nil) -> Finding? {
        let line = BudgetOpeningFacts.Line(line: Example.line(field.code, year: year), taskField: field, number: number)
        return Rulebook.openBudgetLine.evaluate(BudgetOpeningFacts(lines: [line])).finding("BUD-09")
    }

    @Test func `is valid in the first and in the last year of its term, and in no other`() {
        let field = Example.taskField("6.72a", until: 2024, successors: ["6.751", "6.752", "6.753"])
        #expect(Self.finding(field, year: 2017)?.status == .met)
        #expect(Self.finding(field, year: 2024)?.status == .met)
        #expect(Self.finding(field, year: 2016)?.status == .breached)
        let lapsed = Self.finding(field, year: 2025)
        #expect(lapsed?.reason.nl == "Taakveld 6.72a gold tot en met 2024, niet in 2025.")
        #expect(lapsed?.remedy?.nl == "In de plaats van 6.72a kwam 6.751, 6.752 en 6.753.")
        #expect(
            Self.finding(field, year: 2025, number: 3)?.reason.en.hasPrefix("Line 3 of the list: task field") == true
        )
    }

    @Test func `keeps a term that holds every year with budget lines on it`() {
        func finding(until: Int64?, last: Int64?) -> Finding? {
            var field = Example.taskField(until: until)
            field.lastYear = last
            return Rulebook.changeTaskField.evaluate(TaskFieldChangeFacts(taskField: field)).finding("BUD-09")
        }
        #expect(finding(until: 2026, last: 2026)?.status == .met)
        #expect(finding(until: 2025, last: 2026)?.status == .breached)
        #expect(finding(until: nil, last: 2030)?.status == .met)
        #expect(finding(until: 2017, last: nil)?.status == .notApplicable)
    }
}

@Suite struct `The budget of the year in which a programme starts (STA-02)` {
    private static func finding(_ cents: Int64, _ status: FiscalYearStatus? = .adopted) -> Finding? {
        var facts = Example.step()
        facts.startBudget = StartBudgetFacts(year: 2026, status: status, authorisedExpenseCents: cents)
        return Rulebook.step(to: .execution).evaluate(facts).finding("STA-02")
    }

    @Test func `is more than nothing, to the cent`() {
        #expect(Self.finding(1)?.status == .met)
        #expect(Self.finding(0)?.status == .breached)
        #expect(Self.finding(-1)?.status == .breached)
        #expect(Self.finding(0)?.reason.en == "There is no money on the programme's budget lines for 2026.")
        #expect(Self.finding(145_000_000)?.reason.nl == "Voor 2026 is € 1.450.000,00 aan lasten begroot.")
    }

    @Test
    func `comes by an estimate until the council adopted the budget, then by its decision, and not once it is closed`()
        throws
    {
        let remedies = try [nil, .estimated, .adopted, .closed].map { status in
            try #require(Self.finding(0, status)?.remedy?.en)
        }
        #expect(remedies[0].hasPrefix("The controller opens fiscal year 2026 and estimates"))
        #expect(remedies[1].hasPrefix("The controller estimates a budget line for 2026"))
        #expect(remedies[2].contains("what the council decides by an amendment or what is transferred"))
        #expect(remedies[3].hasPrefix("Fiscal year 2026 is closed"))
        #expect(
            remedies.allSatisfy { $0.hasSuffix("the programme manager moves the start date to a year with a budget.") }
        )
    }
}
