package import Foundation

/// What a transfer moves on one budget line, and who agreed for it.
package struct TransferLine: Hashable, Sendable {
    package var budgetLineID: UUID
    /// Below zero it gives, above zero it gets.
    package var amountCents: Int64
    package var agreedByID: UUID?
    package var agreedAt: String?

    package init(budgetLineID: UUID, amountCents: Int64, agreedByID: UUID? = nil, agreedAt: String? = nil) {
        self.budgetLineID = budgetLineID
        self.amountCents = amountCents
        self.agreedByID = agreedByID
        self.agreedAt = agreedAt
    }

    /// Reads an element of `lines` as a request gives it or a transfer shows it.
    package init?(_ value: Value) {
        guard let members = value.members,
            let budgetLineID = members["budgetLineId"]?.string.flatMap(UUID.init(uuidString:)),
            let amountCents = members["amountCents"]?.integer
        else { return nil }
        self.init(
            budgetLineID: budgetLineID,
            amountCents: amountCents,
            agreedByID: members["agreedById"]?.string.flatMap(UUID.init(uuidString:)),
            agreedAt: members["agreedAt"]?.string
        )
    }

    /// The same as a transfer shows it.
    package var value: Value {
        .object([
            Member("budgetLineId", .id(budgetLineID)), Member("amountCents", .integer(amountCents)),
            Member("agreedById", .id(agreedByID)), Member("agreedAt", agreedAt.map(Value.string) ?? .null),
        ])
    }
}

/// A transfer of budget, beside what it is weighed against.
package struct TransferFacts: Hashable, Sendable {
    package var lines: [TransferLine]
    package var budgetLines: [BudgetLineFacts]
    /// Who holds the budgets of the lines.
    package var holders: [RoleHolding]
    /// The decision that it is to rest on; `nil` while it is not to be booked, or when it is unknown.
    package var decision: DecisionFacts?
    /// What other transfers on the same decision moved.
    package var othersCents: Int64
    /// The person of the credentials.
    package var personID: UUID?
    /// Today in the Netherlands.
    package var today: CalendarDate

    package init(
        lines: [TransferLine],
        budgetLines: [BudgetLineFacts],
        holders: [RoleHolding] = [],
        decision: DecisionFacts? = nil,
        othersCents: Int64 = 0,
        personID: UUID? = nil,
        today: CalendarDate
    ) {
        self.lines = lines
        self.budgetLines = budgetLines
        self.holders = holders
        self.decision = decision
        self.othersCents = othersCents
        self.personID = personID
        self.today = today
    }

    /// What is booked when it goes through.
    package var moves: [BudgetMove] {
        lines.compactMap { line in
            budgetLine(line).map { BudgetMove(line: $0, kind: .transfer, amountCents: line.amountCents) }
        }
    }

    package func budgetLine(_ line: TransferLine) -> BudgetLineFacts? {
        budgetLines.first { $0.id == line.budgetLineID }
    }

    /// Whether the person holds the budget of a line, or stands in for who does.
    package func isHeld(_ line: TransferLine) -> Bool {
        guard let personID, let role = budgetLine(line)?.budgetHolderRoleID else { return false }
        return holders.contains { $0.id == role && $0.actingID == personID }
    }

    /// What leaves its lines altogether.
    package var movedCents: Int64 { lines.reduce(0) { $0 + max(0, $1.amountCents) } }
}

/// An amendment of the budget, beside what it is weighed against.
package struct AmendmentFacts: Hashable, Sendable {
    package var budgetLine: BudgetLineFacts
    package var amountCents: Int64
    package var decision: DecisionFacts?
    /// What other amendments on the same decision added and took away.
    package var othersCents: Int64
    /// Today in the Netherlands.
    package var today: CalendarDate

    package init(
        budgetLine: BudgetLineFacts,
        amountCents: Int64,
        decision: DecisionFacts?,
        othersCents: Int64 = 0,
        today: CalendarDate
    ) {
        self.budgetLine = budgetLine
        self.amountCents = amountCents
        self.decision = decision
        self.othersCents = othersCents
        self.today = today
    }

    /// What is booked.
    package var moves: [BudgetMove] { [BudgetMove(line: budgetLine, kind: .amendment, amountCents: amountCents)] }
}

extension Int64 {
    /// The amount in parts by these shares, which add up to it to the cent: what does not divide goes, cent by cent, to the
    /// largest remainders, and of equal ones to the first (Hamilton's method).
    ///
    /// - Precondition: Neither the amount nor any share is negative, one share is more than nothing, and the amount times
    ///   the largest share fits in 64 bits.
    package func divided(by shares: [Int64]) -> [Int64] {
        let total = shares.reduce(0, +)
        let quotas = shares.map { (self * $0).quotientAndRemainder(dividingBy: total) }
        let spare = Int(self - quotas.reduce(0) { $0 + $1.quotient })
        let favoured = quotas.indices.sorted { left, right in
            (quotas[right].remainder, left) < (quotas[left].remainder, right)
        }.prefix(spare)
        return quotas.indices.map { quotas[$0].quotient + (favoured.contains($0) ? 1 : 0) }
    }
}
