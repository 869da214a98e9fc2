import Postgres

/// Turns rows in PostgreSQL's binary format straight into the bytes of the response's JSON, with no object in between.
///
/// Text is escaped as `to_json` does it; `JSONExpression` is its twin in SQL, and a test compares the two byte by byte.
struct RowTranscoder: Sendable {
    /// One column: how its cells are written, and where its name stands.
    private struct Member {
        let form: Form
        let name: Range<Int>
    }

    private let members: [Member]
    /// `{"id":`, `,"name":` and so on, one behind the other, and then what may be read behind the last.
    private let names: [UInt8]

    /// A transcoder for the first columns of a result.
    ///
    /// - Parameter columns: The columns to write, in order; further columns of the result are left out.
    init(columns: some Collection<Catalogue.Column>) {
        var names: [UInt8] = []
        members = columns.map { column in
            let start = names.count
            names += "\(names.isEmpty ? "{" : ",")\"\(column.name)\":".utf8
            return Member(form: Form(column.type) ?? .long(.text), name: start..<names.count)
        }
        self.names = names + [UInt8](repeating: 0, count: JSONOutput.Pen.padding)
    }

    /// Appends one row as a JSON object.
    func write(_ rows: Rows, row: Int, to json: inout JSONOutput) {
        names.withUnsafeBytes { names in
            for (column, member) in members.enumerated() {
                let name = UnsafeRawBufferPointer(rebasing: names[member.name])
                let cell = rows.unsafeCell(row: row, column: column)
                json.write(atMost: name.count + JSONOutput.Pen.padding + JSONBytes.longestScalar) { pen in
                    pen.put(padded: name)
                    guard let cell else { return pen.put("null") }
                    if case .scalar(let scalar) = member.form { scalar.put(cell, with: &pen) }
                }
                if case .long(let long) = member.form, let cell { long.append(cell, to: &json) }
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
    case scalar(Scalar)
    case long(Long)

    /// - Returns: `nil` for a type that JSON cannot show yet.
    init?(_ type: PostgresType) {
        switch type {
        case .bool: self = .scalar(.bool)
        case .int8: self = .scalar(.integer)
        case .uuid: self = .scalar(.uuid)
        case .date: self = .scalar(.date)
        case .timestamptz: self = .scalar(.timestamp)
        case .json: self = .long(.json)
        case .text: self = .long(.text)
        case .textArray: self = .long(.texts)
        case .uuidArray: self = .long(.uuids)
        default: return nil
        }
    }

    /// Never longer than `JSONBytes.longestScalar`, so that it is written together with the name before it.
    enum Scalar {
        case bool, integer, uuid, date, timestamp

        @inline(__always)
        func put(_ cell: UnsafeRawBufferPointer, with pen: inout JSONOutput.Pen) {
            switch self {
            case .bool: JSONBytes.put(bool: cell, with: &pen)
            case .integer: JSONBytes.put(integer: cell.bigEndianInteger, with: &pen)
            case .uuid: JSONBytes.put(uuid: cell, with: &pen)
            case .date: JSONBytes.put(date: cell.bigEndianInteger, with: &pen)
            case .timestamp: JSONBytes.put(timestamp: cell.bigEndianInteger, with: &pen)
            }
        }
    }

    enum Long {
        case json, text, texts, uuids

        func append(_ cell: UnsafeRawBufferPointer, to json: inout JSONOutput) {
            switch self {
            case .json: json.append(cell)
            case .text: JSONBytes.append(text: cell, to: &json)
            case .texts: JSONBytes.append(array: cell, to: &json) { JSONBytes.append(text: $0, to: &$1) }
            case .uuids:
                JSONBytes.append(array: cell, to: &json) { cell, json in
                    json.write(atMost: JSONBytes.longestScalar) { JSONBytes.put(uuid: cell, with: &$0) }
                }
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The four or eight bytes as one signed number, most significant first.
    fileprivate var bigEndianInteger: Int64 {
        if count == 4 { return Int64(Int32(bigEndian: loadUnaligned(as: Int32.self))) }
        precondition(count == 8, "A number, a date or a time has four bytes or eight.")
        return Int64(bigEndian: loadUnaligned(as: Int64.self))
    }
}
