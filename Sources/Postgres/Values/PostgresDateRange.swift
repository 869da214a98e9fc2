/// A range of days in PostgreSQL's canonical form: the first day is in it, the last bound is not.
package enum PostgresDateRange: Hashable, Sendable {
    /// No day at all.
    case empty
    /// From `lower` up to, not including, `upper`; nil is unbounded.
    case days(from: PostgresDate?, upTo: PostgresDate?)
}

extension PostgresDateRange: PostgresCodable {
    package static var postgresType: PostgresType { .daterange }

    // The flag bits of range_send (src/include/utils/rangetypes.h).
    private static let emptyFlag: UInt8 = 0x01
    private static let lowerInclusive: UInt8 = 0x02
    private static let upperInclusive: UInt8 = 0x04
    private static let lowerInfinite: UInt8 = 0x08
    private static let upperInfinite: UInt8 = 0x10

    package func encode(into bytes: inout [UInt8]) {
        guard case .days(let lower, let upper) = self else { return bytes.append(Self.emptyFlag) }
        let lowerFlag = lower == nil ? Self.lowerInfinite : Self.lowerInclusive
        bytes.append(lowerFlag | (upper == nil ? Self.upperInfinite : 0))
        for bound in [lower, upper] {
            guard let bound else { continue }
            bytes.appendWithLength { bound.encode(into: &$0) }
        }
    }

    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        guard type == .daterange else { throw .typeMismatch(expected: .daterange, found: type) }
        var reader = FieldReader(bytes, type: type)
        let flags: UInt8 = try reader.integer()
        guard flags & Self.emptyFlag == 0 else {
            try reader.end()
            self = .empty
            return
        }
        let lower = try Self.bound(&reader, absent: flags & Self.lowerInfinite != 0)
        let upper = try Self.bound(&reader, absent: flags & Self.upperInfinite != 0)
        try reader.end()
        // A canonical daterange is always [lower, upper); anything else was not sent by a server.
        guard flags & Self.upperInclusive == 0, lower == nil || flags & Self.lowerInclusive != 0 else {
            throw .malformed(type)
        }
        self = .days(from: lower, upTo: upper)
    }

    private static func bound(
        _ reader: inout FieldReader,
        absent: Bool
    ) throws(PostgresDecodingError) -> PostgresDate? {
        guard !absent else { return nil }
        let length: Int32 = try reader.integer()
        return try PostgresDate(postgres: reader.slice(Int(length)), type: .date)
    }
}
