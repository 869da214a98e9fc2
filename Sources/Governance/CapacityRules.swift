package import Domain

/// A change of a capacity agreement.
package struct CapacityChangeFacts: Hashable, Sendable {
    package var status: CapacityAgreementStatus
    /// Whether the hours or the dates become others.
    package var changesPledge: Bool

    package init(status: CapacityAgreementStatus, changesPledge: Bool) {
        self.status = status
        self.changesPledge = changesPledge
    }
}

extension Rule<CapacityChangeFacts> {
    static let confirmedPledgeStays = Rule(.sta01) { facts in
        guard facts.changesPledge else {
            return .notApplicable(
                .init(nl: "Uren en periode veranderen niet.", en: "Hours and dates do not change.")
            )
        }
        switch facts.status {
        case .proposed:
            return .met(.init(nl: "De afspraak is nog niet bevestigd.", en: "The agreement is not confirmed yet."))
        case .confirmed, .withdrawn:
            return .breached(
                .init(
                    nl: "De afspraak is \(facts.status.title.nl); haar uren en periode liggen vast.",
                    en: "The agreement is \(facts.status.title.en); its hours and dates are fixed."
                ),
                remedy: facts.status == .confirmed
                    ? .init(
                        nl: "Trek de afspraak in met een motivering, en zeg de inzet opnieuw toe.",
                        en: "Withdraw the agreement with a motivation, and pledge the hours anew."
                    ) : .init(nl: "Zeg de inzet opnieuw toe.", en: "Pledge the hours anew.")
            )
        }
    }
}
