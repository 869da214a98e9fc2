package import Foundation

/// A point in time in whole milliseconds, as Koers stores and shows it.
///
/// The clock is a fact like any other: every request carries one `Moment`, and no rule, statement or view asks
/// for the time in another way.
package struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let millisecondsSinceEpoch: Int64

    package init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    /// The moment of a `Date`, cut down to milliseconds.
    package init(_ date: Date) {
        self.init(millisecondsSinceEpoch: Int64((date.timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// The moment that an RFC 3339 date-time names, cut down to milliseconds; `nil` when the text is none.
    package init?(rfc3339 text: String) {
        guard let parts = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)/)
        else { return nil }
        let numbers = [parts.4, parts.5, parts.6].compactMap { Int64($0) }
        guard let date = CalendarDate("\(parts.1)-\(parts.2)-\(parts.3)"), numbers.count == 3,
            numbers[0] < 24, numbers[1] < 60, numbers[2] < 60,
            let offset = Self.offsetSeconds(parts.8)
        else { return nil }
        let fraction = (parts.7.map(String.init) ?? "").padding(toLength: 3, withPad: "0", startingAt: 0)
        let seconds = Int64(date.daysSinceEpoch) * 86_400 + numbers[0] * 3600 + numbers[1] * 60 + numbers[2] - offset
        self.init(millisecondsSinceEpoch: seconds * 1000 + (Int64(fraction) ?? 0))
    }

    /// The moment as RFC 3339 in UTC with three decimals: `2026-10-08T09:30:00.000Z`.
    package var rfc3339: String {
        let (days, rest) = millisecondsSinceEpoch.flooredDivision(by: 86_400_000)
        let date = CalendarDate(daysSinceEpoch: Int(days))
        let seconds = rest / 1000
        return "\(date)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            + ".\(padded(rest % 1000, 3))Z"
    }

    /// The calendar date of this moment in the Netherlands.
    package var amsterdamDate: CalendarDate {
        let seconds = millisecondsSinceEpoch.flooredDivision(by: 1000).quotient
        let offset = Self.amsterdam.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        return CalendarDate(daysSinceEpoch: Int((seconds + Int64(offset)).flooredDivision(by: 86_400).quotient))
    }

    /// The moment a number of milliseconds later.
    package func advanced(byMilliseconds milliseconds: Int64) -> Moment {
        Moment(millisecondsSinceEpoch: millisecondsSinceEpoch + milliseconds)
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }

    private static let amsterdam = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt

    private static func offsetSeconds(_ text: Substring) -> Int64? {
        guard text != "Z" else { return 0 }
        guard let hours = Int64(text.dropFirst().prefix(2)), let minutes = Int64(text.suffix(2)),
            hours < 24, minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (text.first == "-" ? -1 : 1)
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 come out right.
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
