/// The money of a programme in the year in which it starts.
package struct StartBudgetFacts: Hashable, Sendable {
    /// The year of its start date; the current one where it has none.
    package var year: Int64
    /// Where that year is in its life; `nil` when nobody opened it.
    package var status: FiscalYearStatus?
    /// What is authorised on its lines of expense in that year, together.
    package var authorisedExpenseCents: Int64

    package init(year: Int64, status: FiscalYearStatus?, authorisedExpenseCents: Int64) {
        self.year = year
        self.status = status
        self.authorisedExpenseCents = authorisedExpenseCents
    }
}
