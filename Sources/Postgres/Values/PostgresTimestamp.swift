/// A moment, as `timestamptz` holds it: exact to the microsecond, without a zone of its own.
package struct PostgresTimestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 2000-01-01T00:00:00Z.
    package let microsecondsSince2000: Int64

    package init(microsecondsSince2000: Int64) {
        self.microsecondsSince2000 = microsecondsSince2000
    }

    /// Seconds between the Unix epoch and PostgreSQL's.
    package static let unixEpochOffset: Int64 = 946_684_800

    /// Microseconds since 1970-01-01T00:00:00Z; traps only beyond the year 290,000.
    package init(microsecondsSince1970: Int64) {
        self.init(microsecondsSince2000: microsecondsSince1970 - Self.unixEpochOffset * 1_000_000)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    package var microsecondsSince1970: Int64 {
        microsecondsSince2000 + Self.unixEpochOffset * 1_000_000
    }

    package static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
        left.microsecondsSince2000 < right.microsecondsSince2000
    }
}

extension PostgresTimestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with six decimals: `2026-01-31T09:30:00.000000Z`.
    package var description: String {
        let perDay: Int64 = 86_400_000_000
        var days = microsecondsSince2000 / perDay
        var rest = microsecondsSince2000 % perDay
        if rest < 0 {
            days -= 1
            rest += perDay
        }
        let seconds = Int(rest / 1_000_000)
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }.joined(separator: ":")
        return "\(PostgresDate(daysSince2000: Int32(days)))T\(time).\(padded(Int(rest % 1_000_000), to: 6))Z"
    }
}

extension PostgresTimestamp: PostgresCodable {
    package static var postgresType: PostgresType { .timestamptz }

    package func encode(into bytes: inout [UInt8]) {
        bytes.appendBigEndian(microsecondsSince2000)
    }

    /// `infinity` and `-infinity` are no moments: `outOfRange`.
    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        guard type == .timestamptz else { throw .typeMismatch(expected: .timestamptz, found: type) }
        var reader = FieldReader(bytes, type: type)
        let microseconds: Int64 = try reader.integer()
        try reader.end()
        guard microseconds != .max, microseconds != .min else { throw .outOfRange(type) }
        self.init(microsecondsSince2000: microseconds)
    }
}
