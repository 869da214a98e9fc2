/// The wire form of a one-dimensional array (array_send in src/backend/utils/adt/arrayfuncs.c):
/// dimensions, has-null flag, element type, then length and lower bound, then each element behind its own length.
enum ArrayFormat {
    static func encode<Element, Value: PostgresCodable>(
        _ elements: [Element],
        elementType: PostgresType,
        into bytes: inout [UInt8],
        value: (Element) -> Value?
    ) {
        bytes.appendBigEndian(Int32(elements.isEmpty ? 0 : 1))
        let hasNull = elements.contains { value($0) == nil }
        bytes.appendBigEndian(Int32(hasNull ? 1 : 0))
        bytes.appendBigEndian(elementType.rawValue)
        guard !elements.isEmpty else { return }
        bytes.appendBigEndian(Int32(elements.count))
        bytes.appendBigEndian(Int32(1))
        for element in elements {
            if let present = value(element) {
                bytes.appendWithLength { present.encode(into: &$0) }
            } else {
                bytes.appendBigEndian(Int32(-1))
            }
        }
    }

    static func decode<Element>(
        _ bytes: UnsafeRawBufferPointer,
        type: PostgresType,
        element: (UnsafeRawBufferPointer?, PostgresType) throws(PostgresDecodingError) -> Element
    ) throws(PostgresDecodingError) -> [Element] {
        guard let declared = elementTypes[type] else { throw .typeMismatch(expected: .textArray, found: type) }
        var reader = FieldReader(bytes, type: type)
        let dimensions: Int32 = try reader.integer()
        _ = try reader.integer(Int32.self)
        let elementType = PostgresType(rawValue: try reader.integer())
        guard elementType == declared else { throw .malformed(type) }
        guard dimensions != 0 else {
            try reader.end()
            return []
        }
        guard dimensions == 1 else { throw .outOfRange(type) }
        let count = Int(try reader.integer(Int32.self))
        _ = try reader.integer(Int32.self)
        // Each element takes at least its length, so a count cannot ask for more room than the bytes justify.
        guard count >= 0, count <= reader.remaining / 4 else { throw .malformed(type) }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count {
            let length = Int(try reader.integer(Int32.self))
            let slice = length == -1 ? nil : try reader.slice(length)
            elements.append(try element(slice, elementType))
        }
        try reader.end()
        return elements
    }

    private static let elementTypes: [PostgresType: PostgresType] = [
        .boolArray: .bool, .int2Array: .int2, .int4Array: .int4, .int8Array: .int8, .float8Array: .float8,
        .textArray: .text, .varcharArray: .varchar, .uuidArray: .uuid, .dateArray: .date,
        .timestamptzArray: .timestamptz, .numericArray: .numeric,
    ]
}
