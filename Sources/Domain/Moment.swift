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
        var rest = Substring(text).utf8
        guard rest.count > 19, let date = CalendarDate(text.prefix(10)) else { return nil }
        rest = rest.dropFirst(10)
        guard rest.takes("T"), let hour = rest.takeTwoDigits(below: 24), rest.takes(":"),
            let minute = rest.takeTwoDigits(below: 60), rest.takes(":"), let second = rest.takeTwoDigits(below: 60)
        else { return nil }
        var milliseconds: Int64 = 0
        if rest.takes(".") {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty else { return nil }
            let thousandths = (digits.prefix(3) + [UInt8](repeating: UInt8(ascii: "0"), count: 3)).prefix(3)
            milliseconds = thousandths.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
            rest = rest.dropFirst(digits.count)
        }
        guard let offset = rest.takeOffsetSeconds(), rest.isEmpty else { return nil }
        let seconds = Int64(date.daysSinceEpoch) * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(millisecondsSinceEpoch: seconds * 1000 + milliseconds)
    }

    /// The moment as RFC 3339 in UTC with three decimals: `2026-10-08T09:30:00.000Z`.
    package var rfc3339: String {
        let (days, rest) = millisecondsSinceEpoch.flooredDivision(by: 86_400_000)
        let date = CalendarDate(daysSinceEpoch: Int(days))
        let seconds = rest / 1000
        var text: [UInt8] = []
        text.reserveCapacity(24)
        text.append(date)
        text.append(UInt8(ascii: "T"))
        text.append(Int(seconds / 3600), width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(Int(seconds / 60 % 60), width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(Int(seconds % 60), width: 2)
        text.append(UInt8(ascii: "."))
        text.append(Int(rest % 1000), width: 3)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The calendar date of this moment in the Netherlands.
    package var amsterdamDate: CalendarDate {
        let seconds = millisecondsSinceEpoch.flooredDivision(by: 1000).quotient
        let offset = Self.amsterdam.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        return CalendarDate(daysSinceEpoch: Int((seconds + Int64(offset)).flooredDivision(by: 86_400).quotient))
    }

    /// The last millisecond of a date in the Netherlands.
    package init(endOf date: CalendarDate) {
        let next = Moment(millisecondsSinceEpoch: Int64(date.daysSinceEpoch + 1) * 86_400_000)
        // The clock changes at night, but never around midnight.
        let before = Double(next.millisecondsSinceEpoch) / 1000 - 7200
        let offset = Self.amsterdam.secondsFromGMT(for: Date(timeIntervalSince1970: before))
        self = next.advanced(byMilliseconds: Int64(offset) * -1000 - 1)
    }

    /// The moment a number of milliseconds later.
    package func advanced(byMilliseconds milliseconds: Int64) -> Moment {
        Moment(millisecondsSinceEpoch: millisecondsSinceEpoch + milliseconds)
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }

    private static let amsterdam = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
}

/// Reading a date-time from its front. By hand, because every filter of a list and every time in a request passes here.
extension Substring.UTF8View {
    /// Takes one character off, when it is this one.
    fileprivate mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard first == UInt8(ascii: character) else { return false }
        removeFirst()
        return true
    }

    fileprivate mutating func takeTwoDigits(below limit: Int64) -> Int64? {
        let digits = prefix(2)
        guard digits.count == 2, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        let number = digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        removeFirst(2)
        return number < limit ? number : nil
    }

    /// `Z`, or `+01:00`.
    fileprivate mutating func takeOffsetSeconds() -> Int64? {
        if takes("Z") { return 0 }
        let isWest = takes("-")
        guard isWest || takes("+"), let hours = takeTwoDigits(below: 24), takes(":"),
            let minutes = takeTwoDigits(below: 60)
        else { return nil }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 come out right.
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Writing times digit by digit, because every request carries its moment to the database.
extension [UInt8] {
    /// Appends a number with zeros in front.
    mutating func append(_ number: Int, width: Int) {
        let start = count
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width))
        var (rest, index) = (number, count)
        while rest > 0, index > start {
            index -= 1
            self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        guard rest != 0 else { return }
        // More digits than that, or a sign: no date of the contract, but a day after its last one may be.
        removeLast(width)
        let digits = String(number).utf8
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: Swift.max(0, width - digits.count)))
        append(contentsOf: digits)
    }

    /// Appends `yyyy-mm-dd`.
    mutating func append(_ date: CalendarDate) {
        let (year, month, day) = date.components
        append(year, width: 4)
        append(UInt8(ascii: "-"))
        append(month, width: 2)
        append(UInt8(ascii: "-"))
        append(day, width: 2)
    }
}
