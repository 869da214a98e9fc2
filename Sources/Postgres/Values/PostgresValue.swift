#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// One parameter as it goes over the wire.
package struct PostgresValue: Hashable, Sendable {
    /// How the bytes are to be read by the server.
    package enum Format: Hashable, Sendable {
        case text
        case binary
    }

    package let type: PostgresType
    /// nil is NULL.
    package let bytes: [UInt8]?
    package let format: Format

    package init(type: PostgresType, bytes: [UInt8]?, format: Format) {
        self.type = type
        self.bytes = bytes
        self.format = format
    }

    /// A value in the binary form of its own type; nil is NULL of that type.
    package init<T: PostgresCodable>(_ value: T?) {
        var bytes: [UInt8]?
        if let value {
            var encoded: [UInt8] = []
            value.encode(into: &encoded)
            bytes = encoded
        }
        self.init(type: T.postgresType, bytes: bytes, format: .binary)
    }

    /// Text of which the server infers the type from the place where it stands: `2026-01-01` for a date column,
    /// `12` for int8, `{a,b}` for an array.
    package static func inferred(_ text: String?) -> PostgresValue {
        PostgresValue(type: .inferred, bytes: text.map { Array($0.utf8) }, format: .text)
    }

    package static func bool(_ value: Bool?) -> PostgresValue { PostgresValue(value) }
    package static func int2(_ value: Int16?) -> PostgresValue { PostgresValue(value) }
    package static func int4(_ value: Int32?) -> PostgresValue { PostgresValue(value) }
    package static func int8(_ value: Int64?) -> PostgresValue { PostgresValue(value) }
    package static func float8(_ value: Double?) -> PostgresValue { PostgresValue(value) }
    package static func numeric(_ value: PostgresNumeric?) -> PostgresValue { PostgresValue(value) }
    package static func text(_ value: String?) -> PostgresValue { PostgresValue(value) }
    package static func uuid(_ value: UUID?) -> PostgresValue { PostgresValue(value) }
    package static func date(_ value: PostgresDate?) -> PostgresValue { PostgresValue(value) }
    package static func daterange(_ value: PostgresDateRange?) -> PostgresValue { PostgresValue(value) }
    package static func timestamptz(_ value: PostgresTimestamp?) -> PostgresValue { PostgresValue(value) }
    package static func bytea(_ value: [UInt8]?) -> PostgresValue { PostgresValue(value) }
    package static func int8Array(_ value: [Int64]?) -> PostgresValue { PostgresValue(value) }
    package static func textArray(_ value: [String]?) -> PostgresValue { PostgresValue(value) }
    package static func uuidArray(_ value: [UUID]?) -> PostgresValue { PostgresValue(value) }
    package static func dateArray(_ value: [PostgresDate]?) -> PostgresValue { PostgresValue(value) }

    /// JSON text for a `json` parameter.
    package static func json(_ text: String?) -> PostgresValue { PostgresValue(text.map { PostgresJSON($0) }) }

    /// JSON text for a `jsonb` parameter.
    package static func jsonb(_ text: String?) -> PostgresValue {
        // The leading 1 is the version byte that jsonb_recv asks for.
        PostgresValue(type: .jsonb, bytes: text.map { [1] + Array($0.utf8) }, format: .binary)
    }
}
