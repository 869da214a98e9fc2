/// A Swift value that travels as one value of PostgreSQL's binary format, both ways.
package protocol PostgresCodable: Sendable {
    /// The type under which the value is sent.
    static var postgresType: PostgresType { get }

    /// Appends the value's binary form, without its length.
    func encode(into bytes: inout [UInt8])

    /// Reads a value from its binary form.
    /// - Parameter type: what the server says the bytes are; a type that does not fit is an error, never a guess.
    init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError)
}

/// Why bytes of the server could not become the value that was asked for. Holds no data of the row.
package enum PostgresDecodingError: Error, Hashable, Sendable {
    /// The column has another type than the Swift type can hold.
    case typeMismatch(expected: PostgresType, found: PostgresType)
    /// The bytes are not the binary form of their type.
    case malformed(PostgresType)
    /// The value is legal in PostgreSQL, but has no place in the Swift type (infinity, a number that is too large).
    case outOfRange(PostgresType)
    /// NULL where a value was asked for.
    case unexpectedNull
    /// There is no column of this name or place.
    case noSuchColumn
}

extension PostgresDecodingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .typeMismatch(let expected, let found):
            "expected the type with id \(expected.rawValue), found \(found.rawValue)"
        case .malformed(let type): "the bytes are no value of the type with id \(type.rawValue)"
        case .outOfRange(let type): "a value of the type with id \(type.rawValue) is infinite or too large"
        case .unexpectedNull: "found NULL where a value was expected"
        case .noSuchColumn: "the result has no such column"
        }
    }
}
