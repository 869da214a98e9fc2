/// A language in which Koers answers people.
package enum Language: String, CaseIterable, Sendable {
    case dutch = "nl"
    case english = "en"
}

/// The same text in every language of `Language`.
package struct LocalizedText: Hashable, Sendable {
    package let nl: String
    package let en: String

    package init(nl: String, en: String) {
        self.nl = nl
        self.en = en
    }

    /// The text in one language.
    package func `in`(_ language: Language) -> String {
        switch language {
        case .dutch: nl
        case .english: en
        }
    }

    /// `{"nl": …, "en": …}`
    package var value: Value {
        .object([Member("nl", .string(nl)), Member("en", .string(en))])
    }
}
