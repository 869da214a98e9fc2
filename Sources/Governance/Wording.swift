import Domain

extension [LocalizedText] {
    /// The texts as one enumeration: "a, b en c".
    func listed(in language: Language) -> String {
        let texts = map { $0.in(language) }
        guard let last = texts.last, texts.count > 1 else { return texts.last ?? "" }
        let and = LocalizedText(nl: " en ", en: " and ").in(language)
        return texts.dropLast().joined(separator: ", ") + and + last
    }
}

extension [LocalizedText] {
    /// Each text once, in the order in which they first come.
    var distinct: [LocalizedText] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Sentences one behind the other, each once.
    var asOneText: LocalizedText {
        .init(
            nl: distinct.map(\.nl).joined(separator: " "),
            en: distinct.map(\.en).joined(separator: " ")
        )
    }
}

extension LocalizedText {
    /// Why a rule of support does not apply yet.
    static let noAdoptedVision = LocalizedText(
        nl: "Er is nog geen vastgestelde visie.",
        en: "There is no adopted vision yet."
    )
}

extension String? {
    /// Whether there is a text with more than white space in it.
    package var isFilled: Bool {
        self?.contains { !$0.isWhitespace } ?? false
    }
}

extension String {
    /// The same with a capital in front, to begin a sentence.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
