import Domain
import Foundation
import Testing

@Suite struct `A moment` {
    @Test(arguments: [
        ("2026-10-08T09:30:00Z", "2026-10-08T09:30:00.000Z"),
        ("2026-10-08T09:30:00.5Z", "2026-10-08T09:30:00.500Z"),
        ("2026-10-08T09:30:00.123999999Z", "2026-10-08T09:30:00.123Z"),
        ("2026-10-08T09:30:00.9999999999999999999999Z", "2026-10-08T09:30:00.999Z"),
        ("2026-10-08T11:30:00+02:00", "2026-10-08T09:30:00.000Z"),
        ("2026-10-08T00:30:00+02:00", "2026-10-07T22:30:00.000Z"),
        ("2026-12-31T23:59:59.999-00:01", "2027-01-01T00:00:59.999Z"),
        ("2026-10-08T09:30:00-00:00", "2026-10-08T09:30:00.000Z"),
        ("2024-02-29T12:00:00+23:59", "2024-02-28T12:01:00.000Z"),
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("1969-07-20T20:17:40Z", "1969-07-20T20:17:40.000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ])
    func `is read from RFC 3339 and shown in UTC and milliseconds`(text: String, shown: String) {
        #expect(Moment(rfc3339: text)?.rfc3339 == shown)
    }

    @Test(arguments: [
        "", "2026-10-08", "2026-10-08T09:30Z", "2026-10-08 09:30:00Z", "2026-10-08T09:30:00", "2026-10-08T24:00:00Z",
        "2026-10-08T09:60:00Z", "2026-10-08T09:30:60Z", "2026-02-29T09:30:00Z", "2026-13-01T09:30:00Z",
        "2026-10-08T09:30:00.Z", "2026-10-08T09:30:00+24:00", "2026-10-08T09:30:00+02:60", "2026-10-08T09:30:00+0200",
        "0000-01-01T00:00:00Z", "2026-10-08T09:30:00Z ", "\u{0662}026-10-08T09:30:00Z", "+2026-10-08T09:30:00Z",
    ])
    func `is not read from another text`(text: String) {
        #expect(Moment(rfc3339: text) == nil)
    }

    @Test func `is cut down to milliseconds, also before 1970`() {
        #expect(Moment(Date(timeIntervalSince1970: 1.9999)).millisecondsSinceEpoch == 1999)
        #expect(Moment(Date(timeIntervalSince1970: -0.0001)).rfc3339 == "1969-12-31T23:59:59.999Z")
        #expect(Moment(millisecondsSinceEpoch: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
    }

    @Test func `round trips through its text`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let moment = Moment(
                millisecondsSinceEpoch: .random(in: -62_135_596_800_000...253_402_300_799_999, using: &generator)
            )
            #expect(Moment(rfc3339: moment.rfc3339) == moment)
        }
    }

    @Test(arguments: [
        ("2026-02-28T22:59:59.999Z", "2026-02-28"),
        ("2026-02-28T23:00:00Z", "2026-03-01"),
        ("2028-02-28T23:00:00Z", "2028-02-29"),
        ("2028-02-29T22:59:59.999Z", "2028-02-29"),
        ("2028-02-29T23:00:00Z", "2028-03-01"),
        ("2026-12-31T22:59:59.999Z", "2026-12-31"),
        ("2026-12-31T23:30:00Z", "2027-01-01"),
        ("2026-07-01T21:59:59.999Z", "2026-07-01"),
        ("2026-07-01T22:00:00Z", "2026-07-02"),
        // summer time begins on 29 March at 01:00 UTC, and the day ends an hour earlier from then on
        ("2026-03-28T22:59:59.999Z", "2026-03-28"),
        ("2026-03-28T23:00:00Z", "2026-03-29"),
        ("2026-03-29T00:59:59.999Z", "2026-03-29"),
        ("2026-03-29T01:00:00Z", "2026-03-29"),
        ("2026-03-29T21:59:59.999Z", "2026-03-29"),
        ("2026-03-29T22:00:00Z", "2026-03-30"),
        // and ends on 25 October at 01:00 UTC
        ("2026-10-24T21:59:59.999Z", "2026-10-24"),
        ("2026-10-24T22:00:00Z", "2026-10-25"),
        ("2026-10-25T01:00:00Z", "2026-10-25"),
        ("2026-10-25T22:59:59.999Z", "2026-10-25"),
        ("2026-10-25T23:00:00Z", "2026-10-26"),
    ])
    func `has the date of the Netherlands`(text: String, date: String) {
        #expect(Moment(rfc3339: text)?.amsterdamDate.description == date)
    }

    @Test(arguments: [
        ("2026-03-28", "2026-03-28T22:59:59.999Z"), ("2026-03-29", "2026-03-29T21:59:59.999Z"),
        ("2026-10-24", "2026-10-24T21:59:59.999Z"), ("2026-10-25", "2026-10-25T22:59:59.999Z"),
        ("2028-02-29", "2028-02-29T22:59:59.999Z"),
    ])
    func `ends a date of the Netherlands`(date: String, text: String) throws {
        let day = try #require(CalendarDate(date))
        #expect(Moment(endOf: day).rfc3339 == text)
        #expect(Moment(endOf: day).amsterdamDate == day)
        #expect(Moment(endOf: day).advanced(byMilliseconds: 1).amsterdamDate == day.advanced(byDays: 1))
    }

    @Test func `is ordered by time`() {
        let moment = Moment(millisecondsSinceEpoch: 5)
        #expect(moment < moment.advanced(byMilliseconds: 1))
        #expect(moment.advanced(byMilliseconds: -10).millisecondsSinceEpoch == -5)
    }
}
