package import Domain

/// A change of what a decision states.
package struct DecisionChangeFacts: Hashable, Sendable {
    package var decision: DecisionFacts
    /// Whether more becomes different than how it is found.
    package var changesContent: Bool

    package init(decision: DecisionFacts, changesContent: Bool) {
        self.decision = decision
        self.changesContent = changesContent
    }
}

extension Rule<DecisionChangeFacts> {
    static let proposalIsFrozen = Rule(.aut09) { facts in
        guard facts.changesContent else {
            return .notApplicable(
                .init(nl: "Wat het besluit zegt, verandert niet.", en: "What the decision states does not change.")
            )
        }
        let status = facts.decision.status
        guard status == .draft else {
            return .breached(
                .init(
                    nl: "Het besluit is \(status.title.nl); wat het zegt, ligt vast.",
                    en: "The decision is \(status.title.en); what it states is fixed."
                ),
                remedy: .init(
                    nl: "Stel een nieuw besluit op, en wijs dit af of trek het in.",
                    en: "Draw up a new decision, and reject or withdraw this one."
                ),
                subjects: [.init(facts.decision)]
            )
        }
        return .met(.init(nl: "Het is nog een concept.", en: "It is a draft still."))
    }
}
