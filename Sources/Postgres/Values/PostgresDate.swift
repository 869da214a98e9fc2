/// A calendar day of the proleptic Gregorian calendar, as PostgreSQL counts them.
package struct PostgresDate: Hashable, Comparable, Sendable {
    /// Days since 2000-01-01; negative before it.
    package let daysSince2000: Int32

    package init(daysSince2000: Int32) {
        self.daysSince2000 = daysSince2000
    }

    package static func < (left: PostgresDate, right: PostgresDate) -> Bool {
        left.daysSince2000 < right.daysSince2000
    }

    /// A day that exists; 2026-02-30 does not.
    package init?(year: Int, month: Int, day: Int) {
        guard (-4712...999_999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let days = Self.daysFromCivil(year: year, month: month, day: day)
        guard let narrow = Int32(exactly: days) else { return nil }
        self.init(daysSince2000: narrow)
        guard components == (year, month, day) else { return nil }
    }

    /// Reads `2026-01-31`, and nothing else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The year (astronomical: 0 is 1 BC), month 1–12 and day 1–31.
    package var components: (year: Int, month: Int, day: Int) {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years that begin on 1 March.
        let shifted = Int(daysSince2000) + Self.daysFromEraTo2000
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// Days from 0000-03-01 to 2000-01-01.
    private static let daysFromEraTo2000 = 730_425

    private static func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
        let fromMarch = month <= 2 ? year - 1 : year
        let era = (fromMarch >= 0 ? fromMarch : fromMarch - 399) / 400
        let yearOfEra = fromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - daysFromEraTo2000
    }
}

extension PostgresDate: CustomStringConvertible {
    /// RFC 3339 full-date for the years 0000–9999: `2026-01-31`.
    package var description: String {
        let (year, month, day) = components
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
}

extension PostgresDate: PostgresCodable {
    package static var postgresType: PostgresType { .date }

    package func encode(into bytes: inout [UInt8]) {
        bytes.appendBigEndian(daysSince2000)
    }

    /// `infinity` and `-infinity` are no days: `outOfRange`.
    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        guard type == .date else { throw .typeMismatch(expected: .date, found: type) }
        var reader = FieldReader(bytes, type: type)
        let days: Int32 = try reader.integer()
        try reader.end()
        guard days != .max, days != .min else { throw .outOfRange(type) }
        self.init(daysSince2000: days)
    }
}

/// Decimal digits with leading zeros; the sign, if any, stands before them.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}
