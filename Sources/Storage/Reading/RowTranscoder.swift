import Postgres

/// Turns rows in PostgreSQL's binary format straight into the bytes of the response's JSON, with no object in between.
///
/// Text is escaped as `to_json` does it; `JSONExpression` is its twin in SQL, and a test compares the two byte by byte.
struct RowTranscoder: Sendable {
    private let forms: [Form]
    /// `{"id":`, `,"name":` and so on, one behind the other.
    private let names: [UInt8]
    /// Where each of the names ends.
    private let ends: [Int]

    /// A transcoder for the first columns of a result.
    ///
    /// - Parameter columns: The columns to write, in order; further columns of the result are left out.
    init(columns: some Collection<Catalogue.Column>) {
        var names: [UInt8] = []
        forms = columns.map { Form($0.type) ?? .text }
        ends = columns.map { column in
            names += "\(names.isEmpty ? "{" : ",")\"\(column.name)\":".utf8
            return names.count
        }
        self.names = names
    }

    /// Appends one row as a JSON object.
    func write(_ rows: Rows, row: Int, to json: inout JSONOutput) {
        var start = 0
        names.withUnsafeBytes { names in
            for column in forms.indices {
                json.append(UnsafeRawBufferPointer(rebasing: names[start..<ends[column]]))
                start = ends[column]
                if let cell = rows.unsafeCell(row: row, column: column) {
                    forms[column].append(cell, to: &json)
                } else {
                    JSONBytes.appendNull(to: &json)
                }
            }
        }
        json.append(UInt8(ascii: "}"))
        // The cells that were read are the rows' own memory.
        withExtendedLifetime(rows) {}
    }

    /// Whether a column of this type can be written; `koers.json` takes the same types.
    static func shows(_ type: PostgresType) -> Bool { Form(type) != nil }
}

/// How the cells of a column are written, settled once so that no cell asks for its type.
private enum Form {
    case bool, integer, uuid, date, timestamp, json, text, texts, uuids

    /// - Returns: `nil` for a type that JSON cannot show yet.
    init?(_ type: PostgresType) {
        switch type {
        case .bool: self = .bool
        case .int8: self = .integer
        case .uuid: self = .uuid
        case .date: self = .date
        case .timestamptz: self = .timestamp
        case .json: self = .json
        case .text: self = .text
        case .textArray: self = .texts
        case .uuidArray: self = .uuids
        default: return nil
        }
    }

    func append(_ cell: UnsafeRawBufferPointer, to json: inout JSONOutput) {
        switch self {
        case .bool: JSONBytes.append(bool: cell, to: &json)
        case .integer: JSONBytes.append(integer: cell.bigEndianInteger, to: &json)
        case .uuid: JSONBytes.append(uuid: cell, to: &json)
        case .date: JSONBytes.append(date: cell.bigEndianInteger, to: &json)
        case .timestamp: JSONBytes.append(timestamp: cell.bigEndianInteger, to: &json)
        case .json: json.append(cell)
        case .text: JSONBytes.append(text: cell, to: &json)
        case .texts: JSONBytes.append(array: cell, to: &json) { JSONBytes.append(text: $0, to: &$1) }
        case .uuids: JSONBytes.append(array: cell, to: &json) { JSONBytes.append(uuid: $0, to: &$1) }
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
