/// A JSON number with its own digits, compared by value without rounding.
package struct NumberText: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As written, for example `1.50` or `1e3`.
    package let text: String

    /// - Parameter text: follows the number grammar of RFC 8259, which the caller has checked.
    init(checked text: String) { self.text = text }

    /// An integer in decimal digits.
    package init(_ integer: Int64) { text = String(integer) }

    package var description: String { text }

    /// Whether it is written without fraction and exponent, as money and counts must be.
    package var isWrittenAsInteger: Bool {
        !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    }

    /// `nil` with a fraction or an exponent, or outside 64 bits.
    package var integer: Int64? { Int64(text) }

    /// Whether it is written with a minus; `-0` is.
    package var isNegative: Bool { text.utf8.first == UInt8(ascii: "-") }

    package static func == (left: NumberText, right: NumberText) -> Bool {
        left.text == right.text || left.magnitude == right.magnitude
    }

    package static func < (left: NumberText, right: NumberText) -> Bool {
        if let left = left.integer, let right = right.integer { return left < right }
        return left.magnitude < right.magnitude
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(magnitude) }

    private var magnitude: DecimalValue { DecimalValue(text) }
}

/// sign × 0.digits × 10^exponent, with neither leading nor trailing zeros in the digits.
private struct DecimalValue: Hashable, Comparable {
    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    init(_ text: String) {
        var exponentText = "0"
        var isFraction = false
        var bytes = text.utf8[...]
        if let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
            exponentText = String(bytes[bytes.index(after: mark)...]) ?? "0"
            bytes = bytes[..<mark]
        }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "-"):
                isNegative = true
            case UInt8(ascii: "."):
                isFraction = true
            default:
                if digits.isEmpty, byte == UInt8(ascii: "0") {
                    exponent -= isFraction ? 1 : 0
                } else {
                    digits.append(byte)
                    exponent += isFraction ? 0 : 1
                }
            }
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty {
            self.isNegative = false
            exponent = 0
        } else {
            exponent += Self.saturatedExponent(exponentText)
        }
    }

    /// An exponent beyond a quintillion orders as a quintillion does.
    private static func saturatedExponent(_ text: String) -> Int {
        let limit = 1_000_000_000_000_000_000
        let isNegative = text.hasPrefix("-")
        guard let value = Int(text) else { return isNegative ? -limit : limit }
        return min(max(value, -limit), limit)
    }

    static func < (left: DecimalValue, right: DecimalValue) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        let order = left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
        return order
    }

    private func isSmaller(than other: DecimalValue) -> Bool {
        guard !digits.isEmpty, !other.digits.isEmpty else { return digits.isEmpty && !other.digits.isEmpty }
        guard exponent == other.exponent else { return exponent < other.exponent }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
