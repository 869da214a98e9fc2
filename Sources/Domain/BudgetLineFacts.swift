package import Foundation

/// Whether money goes out or comes in.
package enum BudgetDirection: String, CaseIterable, Sendable {
    case expense
    case income
}

/// Whether money comes back every year.
package enum BudgetNature: String, CaseIterable, Sendable {
    case structural
    case incidental
}

/// Why money moves on a budget line.
package enum BudgetEntryKind: String, CaseIterable, Sendable {
    case estimate
    case transfer
    case amendment
    case engagement
    case release
    case realisation
    case receipt

    /// What is booked by hand; all others follow from something else.
    package static let byHand: [BudgetEntryKind] = [.estimate, .receipt]
}

/// What is authorised, committed and realised: of a line, or by a movement.
package struct BudgetTotals: Hashable, Sendable {
    package var authorisedCents: Int64
    package var committedCents: Int64
    package var realisedCents: Int64

    package init(authorisedCents: Int64 = 0, committedCents: Int64 = 0, realisedCents: Int64 = 0) {
        self.authorisedCents = authorisedCents
        self.committedCents = committedCents
        self.realisedCents = realisedCents
    }

    /// What a movement of this kind adds to each total. The ledger's own columns say the same in SQL.
    package init(_ kind: BudgetEntryKind, _ amountCents: Int64) {
        switch kind {
        case .estimate, .transfer, .amendment: self.init(authorisedCents: amountCents)
        case .engagement, .release: self.init(committedCents: amountCents)
        case .realisation: self.init(committedCents: -amountCents, realisedCents: amountCents)
        case .receipt: self.init(realisedCents: amountCents)
        }
    }

    /// The one definition of what is free.
    package var freeCents: Int64 { authorisedCents - committedCents - realisedCents }

    /// No total of a line is larger, so that no sum of lines comes near the end of 64 bits.
    package static let largestCents: Int64 = 100_000_000_000_000

    /// Whether every total is one that a line can have.
    package var isBounded: Bool {
        let largest = Self.largestCents
        return [authorisedCents, committedCents, realisedCents].allSatisfy { -largest...largest ~= $0 }
    }

    /// The sum; saturated where 64 bits would overflow, which is beyond what any line can have.
    package static func + (left: BudgetTotals, right: BudgetTotals) -> BudgetTotals {
        func sum(_ one: Int64, _ other: Int64) -> Int64 {
            let (sum, overflows) = one.addingReportingOverflow(other)
            return overflows ? (one < 0 ? .min / 4 : .max / 4) : sum
        }
        return BudgetTotals(
            authorisedCents: sum(left.authorisedCents, right.authorisedCents),
            committedCents: sum(left.committedCents, right.committedCents),
            realisedCents: sum(left.realisedCents, right.realisedCents)
        )
    }
}

/// A budget line as it stands, with the year that it belongs to.
package struct BudgetLineFacts: Hashable, Sendable {
    package var id: UUID
    package var programmeID: UUID
    package var fiscalYear: Int64
    package var yearStatus: FiscalYearStatus
    package var taskField: String
    package var budgetProgramme: String
    package var direction: BudgetDirection
    package var nature: BudgetNature
    package var budgetHolderRoleID: UUID?
    package var totals: BudgetTotals
    /// What was promised on it subject to the budget, which was adopted without room for it (BUD-06).
    package var unfundedCents: Int64
    /// Until when that proviso may be invoked; nil while the year is not adopted.
    package var invokeBeforeDate: CalendarDate?

    package init(
        id: UUID,
        programmeID: UUID,
        fiscalYear: Int64,
        yearStatus: FiscalYearStatus,
        taskField: String,
        budgetProgramme: String,
        direction: BudgetDirection,
        nature: BudgetNature = .structural,
        budgetHolderRoleID: UUID? = nil,
        totals: BudgetTotals = BudgetTotals(),
        unfundedCents: Int64 = 0,
        invokeBeforeDate: CalendarDate? = nil
    ) {
        self.id = id
        self.programmeID = programmeID
        self.fiscalYear = fiscalYear
        self.yearStatus = yearStatus
        self.taskField = taskField
        self.budgetProgramme = budgetProgramme
        self.direction = direction
        self.nature = nature
        self.budgetHolderRoleID = budgetHolderRoleID
        self.totals = totals
        self.unfundedCents = unfundedCents
        self.invokeBeforeDate = invokeBeforeDate
    }

    /// Whether another line is this one of a year later: of the same programme, for the same thing.
    package func isContinued(by other: BudgetLineFacts) -> Bool {
        other.fiscalYear == fiscalYear + 1 && other.programmeID == programmeID && other.taskField == taskField
            && other.budgetProgramme == budgetProgramme && other.direction == direction && other.nature == nature
    }

    /// As people call it: `6.1 (2026)`.
    package var name: String { "\(taskField) (\(fiscalYear))" }
}

/// Money that is about to move on one line.
package struct BudgetMove: Hashable, Sendable {
    package let line: BudgetLineFacts
    package let kind: BudgetEntryKind
    package let amountCents: Int64

    package init(line: BudgetLineFacts, kind: BudgetEntryKind, amountCents: Int64) {
        self.line = line
        self.kind = kind
        self.amountCents = amountCents
    }
}

extension [BudgetMove] {
    /// Each line once, in the order of their ids, with all that is about to happen to it.
    package var byLine: [(line: BudgetLineFacts, after: BudgetTotals)] {
        Dictionary(grouping: self, by: \.line.id).values
            .map { moves in
                (moves[0].line, moves.reduce(moves[0].line.totals) { $0 + BudgetTotals($1.kind, $1.amountCents) })
            }
            .sorted { $0.line.id.uuidString < $1.line.id.uuidString }
    }
}

/// A task field, and the years in which it is valid.
package struct TaskFieldFacts: Hashable, Sendable {
    package var id: UUID
    package var code: String
    package var fromYear: Int64
    package var untilYear: Int64?
    package var successors: [String]
    /// The last year in which a budget line names it.
    package var lastYear: Int64?

    package init(
        id: UUID,
        code: String,
        fromYear: Int64,
        untilYear: Int64? = nil,
        successors: [String] = [],
        lastYear: Int64? = nil
    ) {
        self.id = id
        self.code = code
        self.fromYear = fromYear
        self.untilYear = untilYear
        self.successors = successors
        self.lastYear = lastYear
    }

    package func isValid(in year: Int64) -> Bool {
        fromYear <= year && year <= untilYear ?? .max
    }
}
