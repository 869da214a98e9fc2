#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

extension Bool: PostgresCodable {
    package static var postgresType: PostgresType { .bool }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(self ? 1 : 0)
    }

    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        guard type == .bool else { throw .typeMismatch(expected: .bool, found: type) }
        guard bytes.count == 1 else { throw .malformed(type) }
        self = bytes[0] != 0
    }
}

extension Int16: PostgresCodable {
    package static var postgresType: PostgresType { .int2 }
}

extension Int32: PostgresCodable {
    package static var postgresType: PostgresType { .int4 }
}

extension Int64: PostgresCodable {
    package static var postgresType: PostgresType { .int8 }
}

extension PostgresCodable where Self: FixedWidthInteger {
    package func encode(into bytes: inout [UInt8]) {
        bytes.appendBigEndian(self)
    }

    /// A narrower or wider integer column is read when its value fits.
    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        var reader = FieldReader(bytes, type: type)
        let value: Int64
        switch type {
        case .int2: value = Int64(try reader.integer(Int16.self))
        case .int4: value = Int64(try reader.integer(Int32.self))
        case .int8: value = try reader.integer(Int64.self)
        default: throw .typeMismatch(expected: Self.postgresType, found: type)
        }
        try reader.end()
        guard let fitting = Self(exactly: value) else { throw .outOfRange(type) }
        self = fitting
    }
}

extension Double: PostgresCodable {
    package static var postgresType: PostgresType { .float8 }

    package func encode(into bytes: inout [UInt8]) {
        bytes.appendBigEndian(bitPattern)
    }

    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        guard type == .float8 else { throw .typeMismatch(expected: .float8, found: type) }
        var reader = FieldReader(bytes, type: type)
        self.init(bitPattern: try reader.integer(UInt64.self))
        try reader.end()
    }
}

extension String: PostgresCodable {
    package static var postgresType: PostgresType { .text }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: utf8)
    }

    /// Reads the textual types; the session is UTF-8, so the bytes are.
    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        switch type {
        case .text, .varchar, .bpchar, .name, .unknown, .json: break
        default: throw .typeMismatch(expected: .text, found: type)
        }
        self.init(decoding: bytes, as: UTF8.self)
    }
}

extension UUID: PostgresCodable {
    package static var postgresType: PostgresType { .uuid }

    package func encode(into bytes: inout [UInt8]) {
        withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
    }

    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        guard type == .uuid else { throw .typeMismatch(expected: .uuid, found: type) }
        guard bytes.count == 16 else { throw .malformed(type) }
        self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
}
