/// One row of a result; a view on its `Rows`.
package struct Row: Sendable {
    package let rows: Rows
    package let index: Int

    /// A value that may not be NULL.
    package func decode<T: PostgresCodable>(_ column: Int, as type: T.Type = T.self) throws(PostgresError) -> T {
        guard let value = try decodeIfPresent(column, as: type) else {
            throw error(.unexpectedNull, rows.name(ofColumn: column))
        }
        return value
    }

    package func decode<T: PostgresCodable>(_ column: String, as type: T.Type = T.self) throws(PostgresError) -> T {
        try decode(place(of: column), as: type)
    }

    /// A value, or nil for NULL.
    package func decodeIfPresent<T: PostgresCodable>(
        _ column: Int,
        as type: T.Type = T.self
    ) throws(PostgresError) -> T? {
        guard column >= 0, column < rows.columnCount else { throw error(.noSuchColumn, "\(column)") }
        do throws(PostgresDecodingError) {
            return try rows.withCell(row: index, column: column) { bytes throws(PostgresDecodingError) in
                guard let bytes else { return nil }
                return try T(postgres: bytes, type: rows.type(ofColumn: column))
            }
        } catch {
            throw self.error(error, rows.name(ofColumn: column))
        }
    }

    package func decodeIfPresent<T: PostgresCodable>(
        _ column: String,
        as type: T.Type = T.self
    ) throws(PostgresError) -> T? {
        try decodeIfPresent(place(of: column), as: type)
    }

    private func place(of column: String) throws(PostgresError) -> Int {
        guard let place = rows.column(named: column) else { throw error(.noSuchColumn, column) }
        return place
    }

    private func error(_ cause: PostgresDecodingError, _ column: String) -> PostgresError {
        PostgresError(.decoding, "Column \"\(column)\": \(cause).", statement: rows.statement)
    }
}
