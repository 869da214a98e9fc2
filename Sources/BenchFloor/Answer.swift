import NIOCore
import Postgres
import Storage
import Synchronization

/// What is answered.
enum Answer: Sendable {
    /// Always the same: the whole response.
    case constant(ByteBuffer)
    /// The first rows and columns that came, behind a head that lacks its length.
    case cells(head: String, rows: Int, columns: Int)
    /// The same as the JSON that koers-server makes of them, by the same transcoder.
    case json(head: String, rows: Int, columns: Int, transcoder: Transcoder)

    init(_ plan: Plan) {
        let head = plan.head + "Content-Length: "
        if let body = plan.body {
            self = .constant(ByteBuffer(string: "\(head)\(body.utf8.count)\r\n\r\n\(body)"))
        } else if plan.isJSON {
            self = .json(head: head, rows: plan.rows, columns: plan.columns, transcoder: Transcoder())
        } else {
            self = .cells(head: head, rows: plan.rows, columns: plan.columns)
        }
    }

    /// The response to what the database said, if it was asked.
    func parts(of results: [Rows]) -> [ByteBuffer] {
        switch self {
        case .constant(let response):
            return [response]
        case .cells(let head, let rowCount, let columnCount):
            let rows = Self.shown(results)
            return Self.parts(head, Self.body(rows, count: min(rows.count, rowCount), columnCount))
        case .json(let head, let rowCount, let columnCount, let transcoder):
            let rows = Self.shown(results)
            let json = transcoder.of(rows, columnCount).array(rows, count: min(rows.count, rowCount))
            return Self.parts(head, ByteBuffer(bytes: json))
        }
    }

    private static func shown(_ results: [Rows]) -> Rows {
        guard let rows = results.last else { preconditionFailure("Only what the database sent can be shown.") }
        return rows
    }

    private static func parts(_ head: String, _ body: ByteBuffer) -> [ByteBuffer] {
        [ByteBuffer(string: "\(head)\(body.readableBytes)\r\n\r\n"), body]
    }

    /// Each cell as it came, behind sixteen bytes for a name and what JSON has around it: the copying that a server which
    /// writes rows does, without escaping or digits.
    private static func body(_ rows: Rows, count: Int, _ columnCount: Int) -> ByteBuffer {
        let capacity = count * 1024
        var body = ByteBuffer()
        body.writeWithUnsafeMutableBytes(minimumWritableBytes: capacity) { memory in
            var place = 0
            for row in 0..<count {
                for column in 0..<columnCount {
                    let cell = rows.unsafeCell(row: row, column: column)
                    let end = place + 16 + (cell?.count ?? 0)
                    precondition(end <= capacity, "A row has more than a kilobyte.")
                    memory.storeBytes(of: name, toByteOffset: place, as: SIMD16<UInt8>.self)
                    if let cell {
                        UnsafeMutableRawBufferPointer(rebasing: memory[(place + 16)...]).copyMemory(from: cell)
                    }
                    place = end
                }
            }
            return place
        }
        return body
    }

    private static let name = SIMD16<UInt8>(repeating: UInt8(ascii: "x"))
}

/// The transcoder of the rows of a plan, made when the first of them came.
final class Transcoder: Sendable {
    private let made = Mutex<RowTranscoder?>(nil)

    func of(_ rows: Rows, _ columnCount: Int) -> RowTranscoder {
        made.withLock { made in
            if let made { return made }
            let transcoder = RowTranscoder(columns: rows.columns.prefix(columnCount))
            made = transcoder
            return transcoder
        }
    }
}
