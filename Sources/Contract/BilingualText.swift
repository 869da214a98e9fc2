/// One sentence in both languages of Koers.
package struct BilingualText: Sendable, Hashable {
    package enum Language: String, Sendable, Hashable, CaseIterable {
        case nl, en
    }

    package let nl: String
    package let en: String

    package init(nl: String, en: String) {
        self.nl = nl
        self.en = en
    }

    package subscript(language: Language) -> String {
        switch language {
        case .nl: nl
        case .en: en
        }
    }
}
