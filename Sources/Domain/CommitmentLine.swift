package import Foundation

/// Where a line of a commitment is in its life.
package enum CommitmentLineStatus: String, CaseIterable, Sendable {
    case engaged
    /// Promised under the proviso that the budget of its year is there; nothing of it is committed yet.
    case subjectToBudget = "subject_to_budget"
    case completed
    case released
}

/// What a commitment promises on one budget line.
package struct CommitmentLine: Hashable, Sendable {
    package var budgetLineID: UUID
    package var amountCents: Int64
    package var realisedCents: Int64
    package var releasedCents: Int64
    /// Whether it waits for the budget of its year.
    package var isSubjectToBudget: Bool
    /// Until when the proviso may be invoked: the day comes with the adoption of a budget that has no room for it.
    package var invokeBeforeDate: CalendarDate?

    package init(
        budgetLineID: UUID,
        amountCents: Int64,
        realisedCents: Int64 = 0,
        releasedCents: Int64 = 0,
        isSubjectToBudget: Bool = false,
        invokeBeforeDate: CalendarDate? = nil
    ) {
        self.budgetLineID = budgetLineID
        self.amountCents = amountCents
        self.realisedCents = realisedCents
        self.releasedCents = releasedCents
        self.isSubjectToBudget = isSubjectToBudget
        self.invokeBeforeDate = invokeBeforeDate
    }

    /// What is promised and neither spent nor given back.
    package var outstandingCents: Int64 { amountCents - realisedCents - releasedCents }

    /// What was promised for a year that is adopted without room for it.
    package var unfundedCents: Int64 { isSubjectToBudget && invokeBeforeDate != nil ? outstandingCents : 0 }

    package var status: CommitmentLineStatus {
        if outstandingCents == 0 { return realisedCents > 0 ? .completed : .released }
        return isSubjectToBudget ? .subjectToBudget : .engaged
    }
}

extension CommitmentLine {
    /// Reads an element of `lines` as a commitment shows it.
    package init?(_ value: Value) {
        guard let members = value.members,
            let budgetLineID = members["budgetLineId"]?.string.flatMap(UUID.init(uuidString:)),
            let amountCents = members["amountCents"]?.integer
        else { return nil }
        self.init(
            budgetLineID: budgetLineID,
            amountCents: amountCents,
            realisedCents: members["realisedCents"]?.integer ?? 0,
            releasedCents: members["releasedCents"]?.integer ?? 0,
            isSubjectToBudget: members["status"]?.string == CommitmentLineStatus.subjectToBudget.rawValue,
            invokeBeforeDate: members["invokeBeforeDate"]?.string.flatMap { CalendarDate($0) }
        )
    }

    /// The same as a commitment shows it.
    package var value: Value {
        .object([
            Member("budgetLineId", .id(budgetLineID)),
            Member("amountCents", .integer(amountCents)),
            Member("realisedCents", .integer(realisedCents)),
            Member("releasedCents", .integer(releasedCents)),
            Member("outstandingCents", .integer(outstandingCents)),
            Member("unfundedCents", .integer(unfundedCents)),
            Member("status", .string(status.rawValue)),
            Member("invokeBeforeDate", invokeBeforeDate.map { .string($0.description) } ?? .null),
        ])
    }
}
