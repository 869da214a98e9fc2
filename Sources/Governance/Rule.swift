package import Domain

/// One rule against one kind of facts: an article of the rulebook, and a pure check.
package struct Rule<Facts: Sendable>: Sendable {
    package let article: Article
    /// What the rule says of the facts, without the article around it.
    let verdict: @Sendable (Facts) -> Verdict

    package init(_ article: Article, verdict: @escaping @Sendable (Facts) -> Verdict) {
        self.article = article
        self.verdict = verdict
    }

    /// What this rule finds in the facts.
    package func finding(_ facts: Facts) -> Finding {
        switch verdict(facts) {
        case .met(let reason, let subjects):
            Finding(article: article, status: .met, reason: reason, subjects: subjects, remedy: nil)
        case .breached(let reason, let remedy, let subjects):
            Finding(article: article, status: .breached, reason: reason, subjects: subjects, remedy: remedy)
        case .notApplicable(let reason):
            Finding(article: article, status: .notApplicable, reason: reason, subjects: [], remedy: nil)
        }
    }
}

/// What a rule says of the facts.
package enum Verdict: Sendable {
    case met(LocalizedText, subjects: [Finding.Subject] = [])
    /// `remedy` says what would make the step possible, and who can.
    case breached(LocalizedText, remedy: LocalizedText, subjects: [Finding.Subject] = [])
    case notApplicable(LocalizedText)
}

extension Array {
    /// What every rule of a step finds; never only the first.
    package func evaluate<Facts>(_ facts: Facts) -> Decision where Element == Rule<Facts> {
        Decision(findings: map { $0.finding(facts) })
    }
}
