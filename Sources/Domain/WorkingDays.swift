extension CalendarDate {
    /// Whether this is a Saturday, a Sunday, or a day that counts as one when a term is reckoned: the generally recognised
    /// holidays and Good Friday.
    ///
    /// Source: Algemene termijnenwet, article 3 (1) and (2).
    package var isHoliday: Bool {
        weekday >= 5 || Self.holidays(ofYear: components.year).contains(self)
    }

    /// How many working days there are from this day up to another one, which does not count itself; 0 when that is not
    /// later.
    package func workingDays(until day: CalendarDate) -> Int {
        guard self < day else { return 0 }
        let holidays = (components.year...day.components.year).flatMap(Self.holidays)
        let skipped = Set(holidays.filter { self <= $0 && $0 < day && $0.weekday < 5 }).count
        let days = day.daysSinceEpoch - daysSinceEpoch
        let rest = (days - days % 7..<days).count { advanced(byDays: $0).weekday < 5 }
        return days / 7 * 5 + rest - skipped
    }

    /// 0 for Monday to 6 for Sunday.
    private var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 }

    private static func holidays(ofYear year: Int) -> [CalendarDate] {
        let easter = easter(ofYear: year)
        let fixed = [(1, 1), (5, 5), (12, 25), (12, 26)].map { CalendarDate(year: year, month: $0, day: $1) }
        // Good Friday, Easter Monday, Ascension Day, Whit Monday.
        return fixed + [-2, 1, 39, 50].map { easter.advanced(byDays: $0) } + [kingsDay(ofYear: year)]
    }

    /// 27 April, or the day before when that is a Sunday.
    private static func kingsDay(ofYear year: Int) -> CalendarDate {
        let birthday = CalendarDate(year: year, month: 4, day: 27)
        return birthday.weekday == 6 ? birthday.advanced(byDays: -1) : birthday
    }

    /// Easter Sunday by the Gregorian reckoning (the method of Meeus, Jones and Butcher).
    private static func easter(ofYear year: Int) -> CalendarDate {
        let (golden, century, rest) = (year % 19, year / 100, year % 100)
        let shift = (century - (century + 8) / 25 + 1) / 3
        let moon = (19 * golden + century - century / 4 - shift + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
        let late = (golden + 11 * moon + 22 * weekday) / 451
        let place = moon + weekday - 7 * late + 114
        return CalendarDate(year: year, month: place / 31, day: place % 31 + 1)
    }
}
