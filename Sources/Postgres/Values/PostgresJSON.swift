/// JSON text as it stands in a `json` or `jsonb` column; it is neither parsed nor changed here.
package struct PostgresJSON: PostgresCodable, Hashable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }

    package static var postgresType: PostgresType { .json }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: text.utf8)
    }

    package init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
        switch type {
        case .json, .text, .varchar:
            text = String(decoding: bytes, as: UTF8.self)
        case .jsonb:
            // One version byte stands before the text (jsonb_send); 1 is the only version there is.
            guard bytes.first == 1 else { throw .malformed(type) }
            text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        default:
            throw .typeMismatch(expected: .json, found: type)
        }
    }
}
