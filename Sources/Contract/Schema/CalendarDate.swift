/// A day that exists in the Gregorian calendar, in the years 0001 to 9999.
struct CalendarDate: Equatable {
    let year: Int
    let month: Int
    let day: Int

    /// Reads `YYYY-MM-DD`; `nil` for another shape or a day that does not exist.
    init?(_ text: some StringProtocol) {
        self.init(bytes: Array(text.utf8)[...])
    }

    private init?(bytes: ArraySlice<UInt8>) {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[start..<start + 4]), let month = Self.number(bytes[start + 5..<start + 7]),
            let day = Self.number(bytes[start + 8..<start + 10]),
            year >= 1, (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private static let first = CalendarDate(year: 1, month: 1, day: 1)
    private static let last = CalendarDate(year: 9999, month: 12, day: 31)

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return digits.isEmpty ? nil : value
    }

    /// Whether the text is a moment of RFC 3339 with uppercase `T` and `Z` or an offset, that lies in the years 0001 to
    /// 9999 of UTC. Leap seconds are refused: no clock of Koers can tell one.
    static func isDateTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let date = CalendarDate(bytes: bytes[0..<10]), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]), minute < 60,
            let second = number(bytes[17..<19]), second < 60
        else { return false }
        var position = 19
        if bytes[position] == UInt8(ascii: ".") {
            let fraction = bytes[(position + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !fraction.isEmpty else { return false }
            position = fraction.endIndex
        }
        guard let offset = offsetMinutes(bytes[position...]) else { return false }
        let minuteOfUTC = hour * 60 + minute - offset
        if date == first { return minuteOfUTC >= 0 }
        if date == last { return minuteOfUTC < 24 * 60 }
        return true
    }

    /// Reads `Z`, `+hh:mm` or `-hh:mm`.
    private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int? {
        let start = bytes.startIndex
        if bytes.elementsEqual("Z".utf8) { return 0 }
        guard bytes.count == 6, bytes[start + 3] == UInt8(ascii: ":"),
            let hours = number(bytes[start + 1..<start + 3]), hours < 24,
            let minutes = number(bytes[start + 4..<start + 6]), minutes < 60
        else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }
}
