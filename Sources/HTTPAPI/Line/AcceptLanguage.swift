import Domain
import Foundation

extension Language {
    /// The language that `Accept-Language` prefers (RFC 9110, 12.5.4); Dutch when it names none that Koers speaks.
    init(acceptLanguage header: String?) {
        guard let header else {
            self = .dutch
            return
        }
        let wishes = header.split(separator: ",").compactMap { wish -> (language: Language, weight: Double)? in
            let parts = wish.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let range = parts.first?.lowercased(),
                let language = Language.allCases.first(where: {
                    range == $0.rawValue || range.hasPrefix($0.rawValue + "-")
                })
            else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return weight > 0 ? (language, weight) : nil
        }
        let best = wishes.map(\.weight).max()
        self = wishes.first { $0.weight == best }?.language ?? .dutch
    }
}
