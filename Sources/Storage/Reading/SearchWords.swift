import Foundation

/// The words by which a text is found: letters and digits, in lower case, without diacritics and without ligatures
/// (ĳ is found as ij).
enum SearchWords {
    /// The distinct words of a text, at most 64 characters each, in alphabetical order.
    static func of(_ text: String) -> [String] {
        let folded = text.decomposedStringWithCompatibilityMapping
            .folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        let words = folded.lowercased().split { !($0.isLetter || $0.isNumber) }
        return Set(words.map { String($0.prefix(64)) }).sorted()
    }
}
