/// A decision that is to let someone into a critical role without having every level (PPL-02).
package struct ExceptionFacts: Hashable, Sendable {
    /// `nil` when none is named.
    package var decision: DecisionFacts?
    /// How many months after it was taken one may last (organisation setting).
    package var maxMonths: Int64

    package init(decision: DecisionFacts? = nil, maxMonths: Int64 = 6) {
        self.decision = decision
        self.maxMonths = maxMonths
    }
}
