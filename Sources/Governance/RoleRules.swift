package import Domain

/// A role that is to be recorded, or changed.
package struct RoleChangeFacts: Hashable, Sendable {
    package var kind: RoleKind
    /// The codes of the competences that it asks for.
    package var competences: [String]

    package init(kind: RoleKind, competences: [String]) {
        self.kind = kind
        self.competences = competences
    }
}

extension Rule<RoleChangeFacts> {
    static let managerCanLeadProgramme = Rule(.ppl03) { facts in
        guard facts.kind == .programmeManager else {
            return .notApplicable(
                .init(nl: "Dit is niet de rol van programmamanager.", en: "This is not the role of programme manager.")
            )
        }
        let asked = Set(facts.competences)
        let lacking = ["complex_environment", "flexibility", "seizing_opportunities"].filter { !asked.contains($0) }
        guard lacking.isEmpty else {
            let names = lacking.map { LocalizedText(nl: $0, en: $0) }
            return .breached(
                .init(
                    nl: "De rol vraagt nog niet: \(names.listed(in: .dutch)).",
                    en: "The role does not ask yet for \(names.listed(in: .english))."
                ),
                remedy: .init(
                    nl: "Voeg toe wat ontbreekt, met het niveau dat nodig is; leg de competentie zo nodig eerst vast.",
                    en:
                        "Add what is lacking, with the level that is needed; record the competence first where it is missing."
                )
            )
        }
        return .met(
            .init(
                nl: "De rol vraagt wat het leiden van een programma vraagt.",
                en: "The role asks what leading a programme asks."
            )
        )
    }
}
