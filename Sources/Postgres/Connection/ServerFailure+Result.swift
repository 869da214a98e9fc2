import CLibPQ

extension ServerFailure {
    /// Reads the fields of an error result; nil when it is libpq's own complaint about a lost connection.
    init?(result: OpaquePointer) {
        func field(_ code: UnicodeScalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        // The letters of the protocol's error fields (PG_DIAG_… in postgres_ext.h).
        guard let state = field("C") else { return nil }
        self.init(
            sqlState: SQLState(rawValue: state),
            severity: field("V") ?? field("S") ?? "",
            message: field("M") ?? "",
            detail: field("D"),
            hint: field("H"),
            constraint: field("n"),
            table: field("t"),
            column: field("c"),
            position: field("P").flatMap { Int($0) }
        )
    }
}
