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

extension String? {
    /// Whether there is a text with more than white space in it.
    var isFilled: Bool {
        self?.contains { !$0.isWhitespace } ?? false
    }
}
