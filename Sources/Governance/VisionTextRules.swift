package import Domain

/// A change of a vision.
package struct VisionChangeFacts: Hashable, Sendable {
    package var vision: VisionFacts
    /// Whether statement or intended reality become another text.
    package var changesText: Bool

    package init(vision: VisionFacts, changesText: Bool) {
        self.vision = vision
        self.changesText = changesText
    }
}

extension Rule<VisionChangeFacts> {
    static let textIsFrozen = Rule(.vis09) { facts in
        guard facts.changesText else {
            return .notApplicable(.init(nl: "De tekst verandert niet.", en: "The text does not change."))
        }
        switch facts.vision.status {
        case .draft:
            return .met(.init(nl: "De visie is een concept.", en: "The vision is a draft."))
        case .seekingSupport, .adopted, .superseded:
            let status = facts.vision.status.title
            return .breached(
                .init(
                    nl: "De visie is \(status.nl); haar tekst ligt vast.",
                    en: "The vision is \(status.en); its text is frozen."
                ),
                remedy: facts.vision.status == .seekingSupport
                    ? .init(
                        nl:
                            "Breng de visie terug naar concept; zij krijgt dan een nieuw nummer, en steun wordt opnieuw"
                            + " gevraagd.",
                        en: "Take the vision back to draft; it then gets a new number, and support is sought anew."
                    )
                    : .init(
                        nl: "Stel een nieuwe visie op.",
                        en: "Draw up a new vision."
                    ),
                subjects: [.init(facts.vision)]
            )
        }
    }
}
