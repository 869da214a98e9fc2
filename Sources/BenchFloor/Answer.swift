import NIOCore
import Postgres

/// What is answered: always the same, or the rows that came.
struct Answer: Sendable {
    /// The whole response; of one that is made of the rows the head alone.
    let constant: ByteBuffer
    private let head: String
    private let writesRows: Bool

    init(_ plan: Plan) {
        let body = plan.body ?? ""
        head = plan.head + "Content-Length: "
        writesRows = plan.body == nil
        constant = ByteBuffer(string: "\(head)\(body.utf8.count)\r\n\r\n\(body)")
    }

    func parts(of results: [Rows]) -> [ByteBuffer] {
        guard writesRows, let rows = results.last else { return [constant] }
        let body = Self.body(rows)
        return [ByteBuffer(string: "\(head)\(body.readableBytes)\r\n\r\n"), body]
    }

    /// Each cell as it came, behind as many bytes as JSON has around a name of ten letters: no server that writes rows as
    /// JSON can do less.
    private static func body(_ rows: Rows) -> ByteBuffer {
        let capacity = rows.count * 1024
        var body = ByteBuffer()
        body.writeWithUnsafeMutableBytes(minimumWritableBytes: capacity) { memory in
            var place = 0
            func put(_ bytes: UnsafeRawBufferPointer) {
                precondition(place + bytes.count <= capacity, "A row has more than a kilobyte.")
                UnsafeMutableRawBufferPointer(rebasing: memory[place...]).copyMemory(from: bytes)
                place += bytes.count
            }
            for row in 0..<rows.count {
                for column in 0..<rows.columnCount {
                    put(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
                    if let cell = rows.unsafeCell(row: row, column: column) { put(cell) }
                }
            }
            return place
        }
        return body
    }

    private static let name: StaticString = #","abcdefghij":"#
}
