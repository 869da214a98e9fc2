/// An amount of money as people type and read it in the Netherlands: `€ 1.180.000,00`.
struct Euros: Hashable, Sendable {
    let cents: Int64

    init(cents: Int64) {
        self.cents = cents
    }

    /// Reads an amount: a decimal comma, points between thousands, at most two decimals, a sign and a € if you like.
    ///
    /// A point is never a decimal sign, so that `1.180` is always eleven hundred and eighty: what could be read in two
    /// ways is not read at all.
    /// - Returns: `nil` for anything else, and beyond 64 bits.
    init?(_ text: String) {
        var rest = text.filter { !$0.isWhitespace }[...]
        var isNegative = false
        for _ in 0..<2 {
            if rest.first == "€" { rest.removeFirst() }
            if let sign = rest.first, "-−".contains(sign), !isNegative {
                isNegative = true
                rest.removeFirst()
            }
        }
        let parts = rest.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, let euros = Self.whole(whole) else { return nil }
        var part: Int64 = 0
        if parts.count == 2 {
            let decimals = parts[1]
            if decimals != "-" {
                guard 1...2 ~= decimals.count, decimals.allSatisfy(\.isASCIIDigit), let read = Int64(decimals) else {
                    return nil
                }
                part = decimals.count == 1 ? read * 10 : read
            }
        }
        let (hundreds, overflows) = euros.multipliedReportingOverflow(by: 100)
        let (sum, overflowsToo) = hundreds.addingReportingOverflow(part)
        guard !overflows, !overflowsToo else { return nil }
        cents = isNegative ? -sum : sum
    }

    /// Digits, either without points or with one before every three of them.
    private static func whole(_ text: Substring) -> Int64? {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
        guard groups.count == 1 || groups[0].count <= 3 && groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
            return nil
        }
        return Int64(groups.joined())
    }

    /// As a person reads it.
    var text: String {
        let digits = String(cents.magnitude / 100)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "." }
            grouped.append(digit)
        }
        let rest = cents.magnitude % 100
        return "€ \(cents < 0 ? "-" : "")\(grouped),\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
