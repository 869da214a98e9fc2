import Domain

extension Rule<ProgrammeStepFacts> {
    static let nothingIsOpen = Rule(.bud11) { facts in
        let (commitments, decisions) = (facts.obligations.commitments, facts.obligations.decisions)
        guard commitments.isEmpty, decisions.isEmpty else {
            let open = [
                commitments.isEmpty
                    ? nil
                    : LocalizedText(
                        nl: "Nog niet afgerond of vrijgegeven: \(commitments.named(in: .dutch)).",
                        en: "Not completed or released yet: \(commitments.named(in: .english))."
                    ),
                decisions.isEmpty
                    ? nil
                    : LocalizedText(
                        nl: "Nog niet genomen of afgewezen: \(decisions.named(in: .dutch)).",
                        en: "Not taken or rejected yet: \(decisions.named(in: .english))."
                    ),
            ]
            return .breached(
                open.compactMap(\.self).asOneText,
                remedy: .init(
                    nl: "Rond elke verplichting af of geef haar vrij, en neem of wijs af wat is voorgesteld.",
                    en: "Complete or release every commitment, and take or reject what is proposed."
                ),
                subjects: commitments.prefix(25).map { .init(type: "commitment", id: $0.id, name: $0.name) }
                    + decisions.prefix(25).map { .init(type: "decision", id: $0.id, name: $0.name) }
            )
        }
        return .met(
            .init(
                nl: "Er staat geen verplichting en geen besluit meer open.",
                en: "No commitment and no decision is open any more."
            )
        )
    }
}

extension [ObligationFacts.Item] {
    /// The first of them by name.
    fileprivate func named(in language: Language) -> String {
        let names = prefix(25).map { LocalizedText(nl: $0.name, en: $0.name) }
        let more = count > 25 ? [LocalizedText(nl: "andere", en: "others")] : []
        return (names + more).listed(in: language)
    }
}
