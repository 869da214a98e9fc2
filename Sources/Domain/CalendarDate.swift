/// A date of the (proleptic Gregorian) calendar, without a time of day.
package struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let daysSinceEpoch: Int

    package init(daysSinceEpoch: Int) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// The date that `yyyy-mm-dd` names; `nil` when there is no such day.
    package init?(_ text: some StringProtocol) {
        // By hand, because filters and times of nearly every list pass here.
        var numbers = (year: 0, month: 0, day: 0)
        var place = 0
        for character in text.utf8 {
            if place == 4 || place == 7 {
                guard character == UInt8(ascii: "-") else { return nil }
            } else {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
                let digit = Int(character - UInt8(ascii: "0"))
                switch place {
                case 0..<4: numbers.year = numbers.year * 10 + digit
                case 5..<7: numbers.month = numbers.month * 10 + digit
                case 8..<10: numbers.day = numbers.day * 10 + digit
                default: return nil
                }
            }
            place += 1
        }
        let (year, month, day) = numbers
        guard place == 10, year >= 1, (1...12).contains(month), day >= 1 else { return nil }
        let date = CalendarDate(year: year, month: month, day: day)
        guard date.components == (year, month, day) else { return nil }
        self = date
    }

    /// `yyyy-mm-dd`
    package var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(10)
        text.append(self)
        return String(decoding: text, as: UTF8.self)
    }

    /// The date in words: "8 oktober 2026", "8 October 2026".
    package var title: LocalizedText {
        let (year, month, day) = components
        let names = [
            ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"),
            ("juni", "June"), ("juli", "July"), ("augustus", "August"), ("september", "September"),
            ("oktober", "October"), ("november", "November"), ("december", "December"),
        ][month - 1]
        return .init(nl: "\(day) \(names.0) \(year)", en: "\(day) \(names.1) \(year)")
    }

    /// The date a number of days later.
    package func advanced(byDays days: Int) -> CalendarDate {
        CalendarDate(daysSinceEpoch: daysSinceEpoch + days)
    }

    /// The same day a number of months later, or the last day of that month where it has no such day.
    package func advanced(byMonths months: Int) -> CalendarDate {
        let (year, month, day) = components
        let count = year * 12 + month - 1 + months
        let first = CalendarDate(year: count / 12, month: count % 12 + 1, day: 1)
        let next = CalendarDate(year: (count + 1) / 12, month: (count + 1) % 12 + 1, day: 1)
        return first.advanced(byDays: min(day, next.daysSinceEpoch - first.daysSinceEpoch) - 1)
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }

    /// Days are counted in eras of 400 years that begin on 1 March, so that the leap day comes last.
    init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
    }

    /// The date's year, month (1–12) and day (1–31).
    ///
    /// Within an era by multiplications in the place of divisions, because a page has hundreds of dates (Neri and
    /// Schneider, Euclidean affine functions and their application to calendar algorithms, 2022).
    package var components: (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let quarters = UInt32(truncatingIfNeeded: shifted - era * 146_097) &* 4 | 3
        let (century, restOfCentury) = quarters.quotientAndRemainder(dividingBy: 146_097)
        let years = UInt64(restOfCentury | 3) &* 2_939_745
        let dayOfYear = UInt32(truncatingIfNeeded: years) / 11_758_980
        let months = dayOfYear &* 2141 &+ 197_913
        let (month, day) = (Int(months >> 16), Int((months & 0xFFFF) / 2141) + 1)
        // The year begins in March, so its last two months are of the next.
        let isNextYear = month > 12
        let year = era * 400 + Int(century) * 100 + Int(years >> 32) + (isNextYear ? 1 : 0)
        return (year, isNextYear ? month - 12 : month, day)
    }
}
