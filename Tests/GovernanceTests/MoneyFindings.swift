import Domain
import Foundation
import Governance

extension Example {
    static func line(
        _ code: String = "6.1",
        year: Int64 = 2026,
        _ status: FiscalYearStatus = .estimated,
        _ direction: BudgetDirection = .expense,
        authorised: Int64 = 0,
        committed: Int64 = 0,
        realised: Int64 = 0
    ) -> BudgetLineFacts {
        BudgetLineFacts(
            id: UUID(),
            programmeID: UUID(),
            fiscalYear: year,
            yearStatus: status,
            taskField: code,
            budgetProgramme: "SD",
            direction: direction,
            totals: BudgetTotals(authorisedCents: authorised, committedCents: committed, realisedCents: realised)
        )
    }

    static func taskField(_ code: String = "6.1", until year: Int64? = nil, successors: [String] = []) -> TaskFieldFacts
    {
        TaskFieldFacts(id: UUID(), code: code, fromYear: 2017, untilYear: year, successors: successors)
    }
}

/// What the rules of money say of many different facts.
enum MoneyFindings {
    static var all: [Finding] { ledger + openings + taskFields + CommitmentFindings.all + BudgetMoveFindings.all }

    private static var ledger: [Finding] {
        var findings: [Finding] = []
        for status in FiscalYearStatus.allCases {
            for direction in BudgetDirection.allCases {
                for kind in BudgetEntryKind.allCases {
                    for amount in [-2, -1, 0, 1] as [Int64] {
                        let line = Example.line(
                            "6.1",
                            year: 2026,
                            status,
                            direction,
                            authorised: 3,
                            committed: 1,
                            realised: 1
                        )
                        let move = BudgetMove(line: line, kind: kind, amountCents: amount)
                        findings += Rulebook.bookByHand.evaluate(LedgerFacts(moves: [move])).findings
                    }
                }
            }
        }
        return findings + Rulebook.bookByHand.evaluate(LedgerFacts(moves: [])).findings
    }

    private static var openings: [Finding] {
        var findings: [Finding] = []
        for status in FiscalYearStatus.allCases {
            for until in [nil, 2024, 2026] as [Int64?] {
                for (year, successors, number) in [(2026, [], nil), (2016, ["6.2"], 1), (2026, ["6.2", "6.3"], 2)]
                    as [(Int64, [String], Int?)]
                {
                    let line = BudgetOpeningFacts.Line(
                        line: Example.line(year: year, status),
                        taskField: Example.taskField(until: until, successors: successors),
                        estimateCents: Int64(number ?? 0),
                        number: number
                    )
                    let facts = BudgetOpeningFacts(lines: [line])
                    findings += Rulebook.openBudgetLine.evaluate(facts).findings
                    findings += Rulebook.importBudget.evaluate(facts).findings
                }
            }
        }
        return findings
    }

    private static var taskFields: [Finding] {
        ([nil, 2025, 2026] as [Int64?]).flatMap { last -> [Finding] in
            var field = Example.taskField(until: 2025)
            field.lastYear = last
            return Rulebook.changeTaskField.evaluate(TaskFieldChangeFacts(taskField: field)).findings
        }
    }
}
