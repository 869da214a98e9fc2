import Domain
import Testing

@Suite struct `A calendar date` {
    @Test func `counts every day from 1900 to 2400`() throws {
        var date = try #require(CalendarDate("1900-01-01"))
        var count = 0
        for year in 1900...2400 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for (month, days) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...days {
                    guard date.components == (year, month + 1, day), CalendarDate(date.description) == date else {
                        Issue.record("\(date) should be \(year)-\(month + 1)-\(day)")
                        return
                    }
                    date = date.advanced(byDays: 1)
                    count += 1
                }
            }
        }
        #expect(count == 182_987)
        #expect(date.description == "2401-01-01")
    }

    @Test(arguments: [
        ("2026-09-01", 12, "2027-09-01"), ("2027-02-28", 12, "2028-02-28"), ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"), ("2027-02-28", 36, "2030-02-28"), ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"), ("2026-11-30", 1, "2026-12-30"), ("2026-12-01", 1, "2027-01-01"),
        ("2026-08-31", 0, "2026-08-31"),
    ])
    func `has the same day some months later, or the last of that month`(text: String, months: Int, later: String) {
        #expect(CalendarDate(text)?.advanced(byMonths: months) == CalendarDate(later))
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-01-01", 10_957), ("2000-02-29", 11_016), ("0001-01-01", -719_162),
        ("9999-12-31", 2_932_896),
    ])
    func `has its place beside the epoch`(text: String, days: Int) {
        #expect(CalendarDate(text)?.daysSinceEpoch == days)
        #expect(CalendarDate(daysSinceEpoch: days).description == text)
    }

    /// No such day is read, but one may be reckoned from the last of the contract's.
    @Test(arguments: [(2_932_897, "10000-01-01"), (-719_163, "0000-12-31"), (-719_529, "00-1-12-31")])
    func `is written whole beyond four digits`(days: Int, text: String) {
        #expect(CalendarDate(daysSinceEpoch: days).description == text)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32",
        "0000-01-01", "26-01-01", "2026-1-01", "2026-01-1", "2026/01/01", "2026-01-01T", "", "-", "2026-01-01-",
        "10000-01-01", "-001-01-01", "+026-01-01", "2026-+1-01", "2026-01-+1",
    ])
    func `is not read from a day that does not exist`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: ["2024-02-29", "2000-02-29", "2400-02-29"])
    func `knows leap days`(text: String) {
        #expect(CalendarDate(text)?.advanced(byDays: 1).components.month == 3)
    }

    @Test func `is ordered by time`() throws {
        #expect(try #require(CalendarDate("2025-12-31")) < #require(CalendarDate("2026-01-01")))
    }

    @Test(arguments: [
        ("2026-02-28", "28 februari 2026", "28 February 2026"), ("2028-02-29", "29 februari 2028", "29 February 2028"),
        ("2026-12-31", "31 december 2026", "31 December 2026"), ("2027-01-01", "1 januari 2027", "1 January 2027"),
        ("2026-10-08", "8 oktober 2026", "8 October 2026"),
    ])
    func `is said in words`(text: String, nl: String, en: String) {
        #expect(CalendarDate(text)?.title == LocalizedText(nl: nl, en: en))
    }

    @Test func `names every month in words`() {
        let titles = (1...12).compactMap { CalendarDate("2026-\($0 < 10 ? "0" : "")\($0)-01")?.title }
        #expect(
            titles.map(\.nl) == [
                "1 januari 2026", "1 februari 2026", "1 maart 2026", "1 april 2026", "1 mei 2026", "1 juni 2026",
                "1 juli 2026", "1 augustus 2026", "1 september 2026", "1 oktober 2026", "1 november 2026",
                "1 december 2026",
            ]
        )
        #expect(
            titles.map(\.en) == [
                "1 January 2026", "1 February 2026", "1 March 2026", "1 April 2026", "1 May 2026", "1 June 2026",
                "1 July 2026", "1 August 2026", "1 September 2026", "1 October 2026", "1 November 2026",
                "1 December 2026",
            ]
        )
    }
}
