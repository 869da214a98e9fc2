import Domain
import Testing

@Suite("Working days, by the Algemene termijnenwet")
struct WorkingDaysTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test(
        "Holidays and weekends are none",
        arguments: [
            "2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-25",
            "2026-12-25",
            "2026-12-26", "2025-04-26", "2025-04-21", "2024-03-29", "2024-04-01", "2038-04-26", "2026-11-28",
            "2026-11-29",
        ]
    )
    func holidays(_ text: String) throws {
        #expect(try day(text).isHoliday)
    }

    @Test(
        "Other days are",
        arguments: ["2026-01-02", "2026-04-07", "2026-04-28", "2026-05-04", "2025-04-28", "2026-11-26"]
    )
    func working(_ text: String) throws {
        #expect(try !day(text).isHoliday)
    }

    @Test("Counting them goes as counting one by one, over any time")
    func counting() throws {
        let first = try day("2025-12-20")
        for start in 0..<40 {
            var count = 0
            let from = first.advanced(byDays: start)
            for length in 0..<400 {
                let until = from.advanced(byDays: length)
                #expect(from.workingDays(until: until) == count)
                if !until.isHoliday { count += 1 }
            }
        }
        #expect(first.workingDays(until: first) == 0)
        #expect(first.workingDays(until: first.advanced(byDays: -30)) == 0)
    }
}
