#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A value that can stand in a Swift array that is one PostgreSQL value.
///
/// Swift allows one conditional conformance of `Array`, so the element says how its array travels: bytes as
/// `bytea`, everything else as a one-dimensional array.
package protocol PostgresArrayElement: Sendable {
    static var postgresArrayType: PostgresType { get }
    static func encodeArray(_ elements: [Self], into bytes: inout [UInt8])
    static func decodeArray(_ bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) -> [Self]
}

extension Array: PostgresCodable where Element: PostgresArrayElement {
    package static var postgresType: PostgresType { Element.postgresArrayType }

    package func encode(into bytes: inout [UInt8]) {
        Element.encodeArray(self, into: &bytes)
    }

    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        self = try Element.decodeArray(bytes, type: type)
    }
}

extension UInt8: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .bytea }

    package static func encodeArray(_ elements: [UInt8], into bytes: inout [UInt8]) {
        bytes.append(contentsOf: elements)
    }

    package static func decodeArray(
        _ bytes: UnsafeRawBufferPointer,
        type: PostgresType
    ) throws(PostgresDecodingError) -> [UInt8] {
        guard type == .bytea else { throw .typeMismatch(expected: .bytea, found: type) }
        return Array(bytes)
    }
}

extension PostgresArrayElement where Self: PostgresCodable {
    package static func encodeArray(_ elements: [Self], into bytes: inout [UInt8]) {
        ArrayFormat.encode(elements, elementType: postgresType, into: &bytes) { $0 }
    }

    package static func decodeArray(
        _ bytes: UnsafeRawBufferPointer,
        type: PostgresType
    ) throws(PostgresDecodingError) -> [Self] {
        try ArrayFormat.decode(bytes, type: type) { element, elementType throws(PostgresDecodingError) in
            guard let element else { throw .unexpectedNull }
            return try Self(postgres: element, type: elementType)
        }
    }
}

/// An array whose elements may be NULL.
extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement & PostgresCodable {
    package static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }

    package static func encodeArray(_ elements: [Wrapped?], into bytes: inout [UInt8]) {
        ArrayFormat.encode(elements, elementType: Wrapped.postgresType, into: &bytes) { $0 }
    }

    package static func decodeArray(
        _ bytes: UnsafeRawBufferPointer,
        type: PostgresType
    ) throws(PostgresDecodingError) -> [Wrapped?] {
        try ArrayFormat.decode(bytes, type: type) { element, elementType throws(PostgresDecodingError) in
            guard let element else { return nil }
            return try Wrapped(postgres: element, type: elementType)
        }
    }
}

extension Bool: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .boolArray }
}

extension Int16: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .int8Array }
}

extension Double: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .float8Array }
}

extension String: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .textArray }
}

extension UUID: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .uuidArray }
}

extension PostgresDate: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .dateArray }
}

extension PostgresTimestamp: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .timestamptzArray }
}

extension PostgresNumeric: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .numericArray }
}
