/// What the server said about a failed statement, field by field.
struct ServerFailure: Hashable, Sendable {
    var sqlState: SQLState
    var severity = ""
    var message = ""
    var detail: String?
    var hint: String?
    var constraint: String?
    var table: String?
    var column: String?
    /// The character of the SQL, counted from 1, at which the server stopped.
    var position: Int?
    /// A statement that was prepared before a change of the schema; prepared anew it may well succeed.
    var isStalePlan = false
    /// A change on a session for changes, which another server may accept.
    var isFromReadOnlyServer = false

    /// The server ended the session with this, whatever was asked of it.
    var endsSession: Bool { ["FATAL", "PANIC"].contains(severity) }

    /// The constraint's name as it stands in the schema.
    ///
    /// A distributed table's constraint carries its shard's number, and the field may be missing there; then, and
    /// for this mapping alone, the first quoted name behind the word "constraint" in the message is taken.
    var constraintName: String? {
        guard let name = constraint ?? (sqlState.errorClass == "23" ? quotedConstraint : nil) else { return nil }
        return Self.withoutShard(name)
    }

    var tableName: String? {
        table.map(Self.withoutShard)
    }

    private var quotedConstraint: String? {
        guard let start = message.firstRange(of: "constraint \"") else { return nil }
        let rest = message[start.upperBound...]
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        return String(rest[..<end])
    }

    /// Shard numbers begin at 102008, so a name that ends in `_2` or `_2026` is left as it is.
    static func withoutShard(_ name: String) -> String {
        guard let underscore = name.lastIndex(of: "_") else { return name }
        let digits = name[name.index(after: underscore)...]
        guard digits.utf8.count >= 6, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return name }
        return String(name[..<underscore])
    }
}
