import CLibPQ

/// A column of a result.
package struct Column: Hashable, Sendable {
    package let name: String
    package let type: PostgresType

    package init(name: String, type: PostgresType) {
        self.name = name
        self.type = type
    }
}

/// The result of one statement, in PostgreSQL's binary format, as libpq received it: nothing is copied or parsed before
/// it is asked for. Owns its `PGresult` and frees it.
package final class Rows: Sendable {
    /// A `PGresult` does not change once `PQgetResult` has returned it, libpq's reading functions do not write to it,
    /// and it is freed by `deinit` alone: so any number of threads may read it.
    private nonisolated(unsafe) let result: OpaquePointer

    /// The name of the statement that gave these rows.
    package let statement: String

    package let count: Int
    package let columnCount: Int

    /// Takes over the result.
    init(_ result: OpaquePointer, statement: String) {
        self.result = result
        self.statement = statement
        count = Int(PQntuples(result))
        columnCount = Int(PQnfields(result))
    }

    deinit {
        PQclear(result)
    }

    package var isEmpty: Bool { count == 0 }

    package var columns: [Column] {
        (0..<columnCount).map { Column(name: name(ofColumn: $0), type: type(ofColumn: $0)) }
    }

    /// Rows inserted, updated, deleted or returned, as the server counts them; 0 for statements that count nothing.
    package var affectedRows: Int {
        Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    /// The place of the first column of this name, in the exact spelling of the result.
    package func column(named name: String) -> Int? {
        (0..<columnCount).first { column in
            PQfname(result, Int32(column)).map { String(cString: $0) == name } ?? false
        }
    }

    /// The column must exist.
    package func name(ofColumn column: Int) -> String {
        precondition(column >= 0 && column < columnCount, "There is no such column.")
        return PQfname(result, Int32(column)).map { String(cString: $0) } ?? ""
    }

    /// The column must exist.
    package func type(ofColumn column: Int) -> PostgresType {
        precondition(column >= 0 && column < columnCount, "There is no such column.")
        return PostgresType(rawValue: PQftype(result, Int32(column)))
    }

    /// The bytes of a cell in the binary format, nil for NULL. They live as long as these rows: keep the rows alive
    /// (`withExtendedLifetime`) while using them. Row and column must exist.
    package func unsafeCell(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        precondition(row >= 0 && row < count && column >= 0 && column < columnCount, "There is no such cell.")
        // libpq counts in Int32, so what is less than its counts is one.
        let (row, column) = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column))
        let length = PQgetlength(result, row, column)
        if length == 0, PQgetisnull(result, row, column) == 1 { return nil }
        return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(length))
    }

    /// Lends all cells of a row at once, in the binary format and without copying: cheaper than to ask for one after the
    /// other. A cell without an address is NULL. Cells and their bytes live as long as the call. The row must exist.
    package func withUnsafeCells(ofRow row: Int, _ body: (UnsafeBufferPointer<UnsafeRawBufferPointer>) -> Void) {
        precondition(row >= 0 && row < count, "There is no such row.")
        defer { withExtendedLifetime(self) {} }
        let (row, columnCount) = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: columnCount))
        withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: self.columnCount) { cells in
            for column in 0..<columnCount {
                let length = PQgetlength(result, row, column)
                let isNull = length == 0 && PQgetisnull(result, row, column) == 1
                let start = isNull ? nil : PQgetvalue(result, row, column)
                cells.initializeElement(at: Int(column), to: UnsafeRawBufferPointer(start: start, count: Int(length)))
            }
            body(UnsafeBufferPointer(cells))
        }
    }

    /// The bytes of a cell in the binary format without copying, nil for NULL. Row and column must exist.
    @inlinable
    package func withCell<R, Failure: Error>(
        row: Int,
        column: Int,
        _ body: (UnsafeRawBufferPointer?) throws(Failure) -> R
    ) throws(Failure) -> R {
        defer { withExtendedLifetime(self) {} }
        return try body(unsafeCell(row: row, column: column))
    }
}

extension Rows: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(index: Int) -> Row {
        precondition(index >= 0 && index < count, "There is no such row.")
        return Row(rows: self, index: index)
    }
}
