package import Domain

/// An action that is added: under which direction of which relation.
package struct ActionActFacts: Sendable {
    package var directionStatus: DirectionStatus
    package var relation: PartnerRelationFacts

    package init(directionStatus: DirectionStatus, relation: PartnerRelationFacts) {
        self.directionStatus = directionStatus
        self.relation = relation
    }
}

/// A change of an action.
package struct ActionChangeFacts: Sendable {
    package var status: ActionStatus
    /// Whether what is done, who sees to it or the day become others.
    package var changesAction: Bool

    package init(status: ActionStatus, changesAction: Bool) {
        self.status = status
        self.changesAction = changesAction
    }
}

extension Rule<ActionActFacts> {
    static let directionIsAgreed = Rule(.prt03) { facts in
        let status = facts.directionStatus
        guard status.isAgreed else {
            return .breached(
                .init(nl: "De richting is \(status.title.nl).", en: "The direction is \(status.title.en)."),
                remedy: status == .proposed
                    ? .init(nl: "Word het eerst eens over de richting.", en: "Agree on the direction first.")
                    : .init(nl: "Spreek een nieuwe richting af.", en: "Agree on a new direction.")
            )
        }
        return .met(.init(nl: "De richting is \(status.title.nl).", en: "The direction is \(status.title.en)."))
    }

    static let actedRelationStillRuns = Rule(.prt06) { facts in
        Rule<PartnerRelationFacts>.relationStillRuns.verdict(facts.relation)
    }
}

extension Rule<ActionChangeFacts> {
    static let closedActionStays = Rule(.prt03) { facts in
        guard facts.changesAction else {
            return .notApplicable(.init(nl: "De actie zelf verandert niet.", en: "The action itself does not change."))
        }
        switch facts.status {
        case .open: return .met(.init(nl: "De actie is nog open.", en: "The action is still open."))
        case .done, .cancelled:
            return .breached(
                .init(
                    nl: "De actie is \(facts.status.title.nl) en verandert niet meer.",
                    en: "The action is \(facts.status.title.en) and does not change any more."
                ),
                remedy: .init(nl: "Spreek een nieuwe actie af.", en: "Agree on a new action.")
            )
        }
    }
}
