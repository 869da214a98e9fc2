/// The money of a programme in the year in which it starts.
package struct StartBudgetFacts: Hashable, Sendable {
    /// The year of its start date; the current one where it has none.
    package var year: Int64
    /// What is authorised on its lines of expense in that year, together.
    package var authorisedExpenseCents: Int64

    package init(year: Int64, authorisedExpenseCents: Int64) {
        self.year = year
        self.authorisedExpenseCents = authorisedExpenseCents
    }
}
