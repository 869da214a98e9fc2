import Foundation

/// Moments as people read them: in Europe/Amsterdam, where the rules count their days.
enum Moment {
    /// The day, such as 2026-04-21; what is no moment stays as it is.
    static func day(of moment: String) -> String {
        formatted(moment) { $0.year().month().day() }
    }

    /// The day and the time to the minute, such as 2026-04-21 11:12.
    static func minute(of moment: String) -> String {
        let text = formatted(moment) {
            $0.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        }
        return text == moment ? moment : String(text.prefix(16))
    }

    private static func formatted(
        _ moment: String,
        _ shape: (Date.ISO8601FormatStyle) -> Date.ISO8601FormatStyle
    ) -> String {
        let reading = Date.ISO8601FormatStyle(includingFractionalSeconds: moment.contains("."))
        guard let date = try? reading.parse(moment), let zone = TimeZone(identifier: "Europe/Amsterdam") else {
            return moment
        }
        return date.formatted(shape(Date.ISO8601FormatStyle(timeZone: zone)))
    }
}
