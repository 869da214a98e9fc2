import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The value of `Date` (RFC 9110, 5.6.7), written once a second.
enum HTTPDate {
    private static let latest = Mutex<(second: Int, text: String)>((second: .min, text: ""))

    static func now() -> String {
        let second = time(nil)
        return latest.withLock { latest in
            if latest.second != second {
                latest = (second: second, text: text(ofSecond: second))
            }
            return latest.text
        }
    }

    /// - Parameter second: since 1970, UTC.
    static func text(ofSecond second: Int) -> String {
        var second = time_t(second)
        var parts = tm()
        gmtime_r(&second, &parts)
        return "\(days[Int(parts.tm_wday)]), \(padded(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
            + "\(parts.tm_year + 1900) \(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec)) GMT"
    }

    private static func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
