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

extension Rule<ProgrammeStepFacts> {
    static let everyTeamPledgedHours = Rule(.sta01) { facts in
        guard !facts.teams.isEmpty else {
            return .notApplicable(
                .init(nl: "Geen team heeft een inspanning te doen.", en: "No team has an effort to do.")
            )
        }
        let lacking = facts.teams.filter { !$0.hasConfirmedHours }
        guard lacking.isEmpty else {
            let names = lacking.map { LocalizedText(nl: $0.name, en: $0.name) }
            return .breached(
                .init(
                    nl: "Nog geen bevestigde inzetafspraak: \(names.listed(in: .dutch)).",
                    en: "No confirmed capacity agreement yet: \(names.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "De leider van elk van deze teams zegt uren toe, voor vandaag of voor later, en de ambtelijk"
                        + " opdrachtgever of de directie bevestigt die.",
                    en: "The leader of each of these teams pledges hours, for today or for later, and the official"
                        + " sponsor or the management confirms them."
                ),
                subjects: lacking.map { .init(type: "team", id: $0.id, name: $0.name) }
            )
        }
        return .met(
            .init(
                nl: "Elk team met een inspanning heeft een bevestigde inzetafspraak.",
                en: "Every team with an effort has a confirmed capacity agreement."
            ),
            subjects: facts.teams.map { .init(type: "team", id: $0.id, name: $0.name) }
        )
    }
}
