import Postgres

/// Turns rows in PostgreSQL's binary format straight into the bytes of the response's JSON, with no object in between.
///
/// Text is escaped as `to_json` does it; `JSONExpression` is its twin in SQL, and a test compares the two byte by byte.
struct RowTranscoder {
    private let cells: [(name: [UInt8], write: (UnsafeRawBufferPointer, inout [UInt8]) -> Void)]

    /// A transcoder for the first columns of a result.
    ///
    /// - Parameter columns: The columns to write, in order; further columns of the result are left out.
    init(columns: some Collection<Catalogue.Column>) {
        cells = columns.enumerated().map { index, column in
            (Array("\(index == 0 ? "{" : ",")\"\(column.name)\":".utf8), Self.writer(column.type))
        }
    }

    /// Appends one row as a JSON object.
    func write(_ rows: Rows, row: Int, to json: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            json += cell.name
            rows.withCell(row: row, column: index) { bytes in
                if let bytes { cell.write(bytes, &json) } else { json += Self.null }
            }
        }
        json.append(UInt8(ascii: "}"))
    }

    /// Whether a column of this type can be written; `koers.json` takes the same types.
    static func shows(_ type: PostgresType) -> Bool {
        [.bool, .int8, .uuid, .date, .timestamptz, .json, .text, .textArray, .uuidArray].contains(type)
    }

    private static let null = Array("null".utf8)

    private static func writer(_ type: PostgresType) -> (UnsafeRawBufferPointer, inout [UInt8]) -> Void {
        switch type {
        case .bool: { $1 += $0[0] == 0 ? Array("false".utf8) : Array("true".utf8) }
        case .int8: { JSONBytes.append(integer: $0.bigEndianInteger, to: &$1) }
        case .uuid: { JSONBytes.append(uuid: $0, to: &$1) }
        case .date: { JSONBytes.append(date: $0.bigEndianInteger, to: &$1) }
        case .timestamptz: { JSONBytes.append(timestamp: $0.bigEndianInteger, to: &$1) }
        case .json: { $1 += $0 }
        case .textArray: { JSONBytes.append(array: $0, to: &$1) { JSONBytes.append(text: $0, to: &$1) } }
        case .uuidArray: { JSONBytes.append(array: $0, to: &$1) { JSONBytes.append(uuid: $0, to: &$1) } }
        default: { JSONBytes.append(text: $0, to: &$1) }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes as one signed number, most significant first.
    fileprivate var bigEndianInteger: Int64 {
        var number: Int64 = (first ?? 0) & 0x80 == 0 ? 0 : -1
        for byte in self { number = number << 8 | Int64(byte) }
        return number
    }
}
