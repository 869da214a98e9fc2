/// An exact decimal number, kept as the text that PostgreSQL itself would print.
package struct PostgresNumeric: Hashable, Sendable, CustomStringConvertible {
    /// `-12.50`, `NaN`, `Infinity` or `-Infinity`; trailing zeros are kept, they are its scale.
    package let text: String

    /// Reads an optional sign, digits and an optional fraction, or one of the three words; no exponent.
    package init?(_ text: String) {
        if ["NaN", "Infinity", "-Infinity"].contains(text) {
            self.text = text
            return
        }
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        // 131,072 digits before and 16,383 after the point are the limits of the type.
        guard (1...131_072).contains(parts[0].utf8.count),
            parts.count == 1 || (1...16_383).contains(parts[1].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
        else { return nil }
        self.text = text
    }

    package init(_ value: Int64) {
        text = String(value)
    }

    private init(unchecked text: String) {
        self.text = text
    }

    package var description: String { text }

    package var isFinite: Bool { !text.hasSuffix("y") && text != "NaN" }
}

extension PostgresNumeric: PostgresCodable {
    package static var postgresType: PostgresType { .numeric }

    // The sign words of numeric_send (src/backend/utils/adt/numeric.c).
    private static let negative: UInt16 = 0x4000
    private static let notANumber: UInt16 = 0xC000
    private static let positiveInfinity: UInt16 = 0xD000
    private static let negativeInfinity: UInt16 = 0xF000

    package func encode(into bytes: inout [UInt8]) {
        switch text {
        case "NaN": Self.appendHeader(0, 0, Self.notANumber, 0, to: &bytes)
        case "Infinity": Self.appendHeader(0, 0, Self.positiveInfinity, 0, to: &bytes)
        case "-Infinity": Self.appendHeader(0, 0, Self.negativeInfinity, 0, to: &bytes)
        default: encodeDigits(into: &bytes)
        }
    }

    private static func appendHeader(_ count: Int, _ weight: Int, _ sign: UInt16, _ scale: Int, to bytes: inout [UInt8])
    {
        bytes.appendBigEndian(UInt16(truncatingIfNeeded: count))
        bytes.appendBigEndian(Int16(truncatingIfNeeded: weight))
        bytes.appendBigEndian(sign)
        bytes.appendBigEndian(UInt16(truncatingIfNeeded: scale))
    }

    /// Digits go in groups of four (base 10,000), aligned on the decimal point.
    private func encodeDigits(into bytes: inout [UInt8]) {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = parts[0].utf8.map { UInt16($0 - UInt8(ascii: "0")) }
        let fraction = parts.count == 2 ? parts[1].utf8.map { UInt16($0 - UInt8(ascii: "0")) } : []
        var digits = [UInt16](repeating: 0, count: (4 - whole.count % 4) % 4)
        digits += whole
        digits += fraction
        digits += [UInt16](repeating: 0, count: (4 - fraction.count % 4) % 4)
        var groups: [UInt16] = []
        for start in stride(from: 0, to: digits.count, by: 4) {
            groups.append(digits[start..<start + 4].reduce(0) { $0 * 10 + $1 })
        }
        let leadingZeros = groups.prefix { $0 == 0 }.count
        let significant = groups.dropFirst(leadingZeros)
        let weight = (whole.count + 3) / 4 - 1 - leadingZeros
        let isNegative = text.hasPrefix("-") && !significant.isEmpty
        Self.appendHeader(
            significant.count,
            significant.isEmpty ? 0 : weight,
            isNegative ? Self.negative : 0,
            fraction.count,
            to: &bytes
        )
        for group in significant { bytes.appendBigEndian(group) }
    }

    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        guard type == .numeric else { throw .typeMismatch(expected: .numeric, found: type) }
        var reader = FieldReader(bytes, type: type)
        let count = Int(try reader.integer(UInt16.self))
        let weight = Int(try reader.integer(Int16.self))
        let sign: UInt16 = try reader.integer()
        let scale = Int(try reader.integer(UInt16.self))
        guard reader.remaining == count * 2 else { throw .malformed(type) }
        switch sign {
        case Self.notANumber: self.init(unchecked: "NaN")
        case Self.positiveInfinity: self.init(unchecked: "Infinity")
        case Self.negativeInfinity: self.init(unchecked: "-Infinity")
        case 0, Self.negative:
            var groups: [UInt16] = []
            groups.reserveCapacity(count)
            for _ in 0..<count { groups.append(try reader.integer()) }
            guard groups.allSatisfy({ $0 < 10_000 }) else { throw .malformed(type) }
            let digits = Self.digits(of: groups, weight: weight, scale: scale)
            self.init(unchecked: sign == Self.negative ? "-" + digits : digits)
        default: throw .malformed(type)
        }
    }

    private static func digits(of groups: [UInt16], weight: Int, scale: Int) -> String {
        func group(_ position: Int) -> String {
            groups.indices.contains(position) ? padded(Int(groups[position]), to: 4) : "0000"
        }
        var whole = weight < 0 ? "0" : (0...weight).map(group).joined()
        whole = String(whole.drop { $0 == "0" })
        if whole.isEmpty { whole = "0" }
        guard scale > 0 else { return whole }
        let fraction = (0..<(scale + 3) / 4).map { group(weight + 1 + $0) }.joined()
        return whole + "." + fraction.prefix(scale)
    }
}
