/// Why what was promised is given back.
package enum ReleaseGround: String, CaseIterable, Sendable {
    /// The budget that it was subject to has no room for it (Awb 4:34 for subsidies).
    case noBudget = "no_budget"
    /// Less was needed than was promised.
    case notNeeded = "not_needed"
    /// The decision was withdrawn or changed.
    case withdrawn
    /// Both sides agreed.
    case agreed
    case other

    package var title: LocalizedText {
        switch self {
        case .noBudget: .init(nl: "het voorbehoud van de begroting", en: "the proviso of the budget")
        case .notNeeded: .init(nl: "minder nodig dan toegezegd", en: "less needed than promised")
        case .withdrawn: .init(nl: "ingetrokken of gewijzigd", en: "withdrawn or changed")
        case .agreed: .init(nl: "in overleg", en: "by agreement")
        case .other: .init(nl: "een andere reden", en: "another reason")
        }
    }
}
