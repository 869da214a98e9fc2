import Domain

extension LocalizedText {
    /// An amount in euros, as people write it: "€ 62.000,00", "€62,000.00".
    static func euro(_ cents: Int64) -> LocalizedText {
        let magnitude = cents.magnitude
        let groups = thousands(of: magnitude / 100)
        let rest = magnitude % 100
        let fraction = rest < 10 ? "0\(rest)" : "\(rest)"
        let sign = cents < 0 ? "-" : ""
        return .init(
            nl: "€ \(sign)\(groups.joined(separator: ".")),\(fraction)",
            en: "\(sign)€\(groups.joined(separator: ",")).\(fraction)"
        )
    }

    /// The digits in groups of three: 1, 234, 567.
    private static func thousands(of number: UInt64) -> [String] {
        guard number >= 1000 else { return [String(number)] }
        let last = String(number % 1000)
        return thousands(of: number / 1000) + [String(repeating: "0", count: 3 - last.count) + last]
    }
}
