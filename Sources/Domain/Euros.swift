/// An amount of money as people read it: `€ 1.180.000,00`.
package struct Euros: Hashable, Sendable {
    package let cents: Int64

    package init(cents: Int64) {
        self.cents = cents
    }

    /// With the separators of the language, and always two decimals.
    package func text(in language: Language) -> String {
        let (group, point) = language == .dutch ? (".", ",") : (",", ".")
        let digits = String(cents.magnitude / 100)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += group }
            grouped.append(digit)
        }
        let rest = cents.magnitude % 100
        return "€ \(cents < 0 ? "-" : "")\(grouped)\(point)\(rest < 10 ? "0" : "")\(rest)"
    }

    /// In both languages.
    package var title: LocalizedText { .init(nl: text(in: .dutch), en: text(in: .english)) }
}
