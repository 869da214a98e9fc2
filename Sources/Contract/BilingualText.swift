/// One sentence in both languages of Koers.
package struct BilingualText: Sendable, Hashable {
    /// The languages of messages; the raw value is the tag in `Accept-Language`.
    package enum Language: String, Sendable, Hashable, CaseIterable {
        case nl, en
    }

    /// Dutch.
    package let nl: String

    /// English.
    package let en: String

    /// Both sentences say the same.
    package init(nl: String, en: String) {
        self.nl = nl
        self.en = en
    }

    /// The sentence in one language.
    package subscript(language: Language) -> String {
        switch language {
        case .nl: nl
        case .en: en
        }
    }
}
