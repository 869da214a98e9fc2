package import Postgres

/// Turns rows in PostgreSQL's binary format straight into the bytes of the response's JSON, with no object in between.
///
/// Text is escaped as `to_json` does it; `JSONExpression` is its twin in SQL, and a test compares the two byte by byte.
package struct RowTranscoder: Sendable {
    /// One column: how its cells are written, and where its name stands.
    private struct Member {
        let form: Form
        let nameStart: Int
        let nameLength: Int
    }

    private let members: [Member]
    /// `{"id":`, `,"name":` and so on, one behind the other, and then what may be read behind the last.
    private let names: [UInt8]
    /// The columns whose cells have no longest form, and how their cells grow.
    private let growing: [(column: Int, growth: Int)]
    /// How many bytes a row takes, at most, without what its long cells take.
    private let shortRoom: Int

    /// A transcoder for the first columns of a result.
    ///
    /// - Parameter columns: The columns to write, in order; further columns of the result are left out.
    package init(columns: some Collection<Column>) {
        var names: [UInt8] = []
        members = columns.map { column in
            let start = names.count
            names += "\(names.isEmpty ? "{" : ",")\"\(column.name)\":".utf8
            return Member(form: Form(column.type) ?? .text, nameStart: start, nameLength: names.count - start)
        }
        growing = members.enumerated().map { ($0, $1.form.growth) }.filter { $0.growth > 0 }
        shortRoom = names.count + members.count * JSONBytes.longestScalar + JSONOutput.Pen.padding + 1
        self.names = names + [UInt8](repeating: 0, count: JSONOutput.Pen.padding)
    }

    /// One row as a JSON object.
    func bytes(_ rows: Rows, row: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        rows.withUnsafeCells(ofRow: row) { cells in
            bytes = JSONOutput.bytes(capacity: room(for: cells)) { write(cells, to: &$0) }
        }
        return bytes
    }

    /// Appends one row as a JSON object.
    ///
    /// - Parameter cells: The cells of the row, at least as many as there are columns to write.
    func write(_ cells: UnsafeBufferPointer<UnsafeRawBufferPointer>, to json: inout JSONOutput) {
        // One question for room a row, and none for each of its cells.
        json.write(atMost: room(for: cells)) { pen in
            names.withUnsafeBytes { names in
                let start = names.baseAddress.unsafelyUnwrapped
                var column = 0
                for member in members {
                    pen.put(padded: UnsafeRawBufferPointer(start: start + member.nameStart, count: member.nameLength))
                    let cell = cells[column]
                    if cell.baseAddress == nil { pen.put("null") } else { member.form.put(cell, with: &pen) }
                    column += 1
                }
            }
            pen.put(UInt8(ascii: "}"))
        }
    }

    /// The first rows as a JSON array.
    package func array(_ rows: Rows, count: Int) -> [UInt8] {
        JSONOutput.bytes(capacity: Self.capacity(ofRows: count)) { append(rows, count: count, to: &$0) }
    }

    /// Appends the first rows as a JSON array.
    ///
    /// - Parameter look: Sees the cells of each row that is appended.
    func append(
        _ rows: Rows,
        count: Int,
        to json: inout JSONOutput,
        _ look: (UnsafeBufferPointer<UnsafeRawBufferPointer>) -> Void = { _ in }
    ) {
        json.append(UInt8(ascii: "["))
        for row in 0..<count {
            if row > 0 { json.append(UInt8(ascii: ",")) }
            rows.withUnsafeCells(ofRow: row) { cells in
                write(cells, to: &json)
                look(cells)
            }
        }
        json.append(UInt8(ascii: "]"))
    }

    /// How many bytes to begin a list with: as much as rows mostly take, and what the last one mostly asks for.
    static func capacity(ofRows count: Int) -> Int { 1024 * count + 4096 }

    /// How many bytes these cells take as a JSON object, at most.
    private func room(for cells: UnsafeBufferPointer<UnsafeRawBufferPointer>) -> Int {
        precondition(cells.count >= members.count, "A row has fewer cells than its JSON has members.")
        var room = shortRoom
        for (column, growth) in growing { room += cells[column].count * growth }
        return room
    }

    /// Whether a column of this type can be written; `koers.json` takes the same types.
    static func shows(_ type: PostgresType) -> Bool { Form(type) != nil }
}

/// How the cells of a column are written, settled once so that no cell asks for its type.
private enum Form {
    case bool, integer, uuid, date, timestamp
    case json, text, texts, uuids

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

    /// For each byte of a cell as many bytes of JSON, at most, besides the `JSONBytes.longestScalar` that every cell
    /// has: the longest escape is six bytes for one, and an element of an array has four bytes of its own in front.
    var growth: Int {
        switch self {
        case .bool, .integer, .uuid, .date, .timestamp: 0
        case .json: 1
        case .text, .texts, .uuids: 6
        }
    }

    @inline(__always)
    func put(_ cell: UnsafeRawBufferPointer, with pen: inout JSONOutput.Pen) {
        switch self {
        case .bool: JSONBytes.put(bool: cell, with: &pen)
        case .integer: JSONBytes.put(integer: cell.bigEndianInteger, with: &pen)
        case .uuid: JSONBytes.put(uuid: cell, with: &pen)
        case .date: JSONBytes.put(date: cell.bigEndianInteger, with: &pen)
        case .timestamp: JSONBytes.put(timestamp: cell.bigEndianInteger, with: &pen)
        case .json: pen.put(cell)
        case .text: JSONBytes.put(text: cell, with: &pen)
        case .texts: JSONBytes.put(array: cell, with: &pen) { JSONBytes.put(text: $0, with: &$1) }
        case .uuids: JSONBytes.put(array: cell, with: &pen) { JSONBytes.put(uuid: $0, with: &$1) }
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
