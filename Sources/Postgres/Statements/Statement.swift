/// One SQL statement with its parameters.
///
/// `name` says what it is in logs, metrics and errors, and never contains values.
package struct Statement: Sendable {
    /// All but the parameters, apart, so that handing a statement on counts few references.
    private let wording: Wording
    package let parameters: [PostgresValue]

    package var name: String { wording.name }
    package var sql: String { wording.sql }

    /// What the statement does to the transaction.
    package var role: Role { wording.role }

    /// Equal for equal SQL and parameter types; computed by the caller's thread, so that the loop need not.
    var key: StatementKey { wording.key }

    private final class Wording: Sendable {
        let name: String
        let sql: String
        let role: Role
        let key: StatementKey

        init(_ name: String, _ sql: String, types: [PostgresType]) {
            self.name = name
            self.sql = sql
            role = Role(sql: sql)
            key = StatementKey(sql: sql, types: types)
        }
    }

    package enum Role: Hashable, Sendable {
        case plain
        case begin
        case commit
        case rollback
    }

    package init(_ name: String, _ sql: String, _ parameters: [PostgresValue] = []) {
        wording = Wording(name, sql, types: parameters.map(\.type))
        self.parameters = parameters
    }

    /// The same statement with other values of the same types. Its text is not looked at again, so whoever sends a
    /// statement with every request writes it once.
    package func with(_ parameters: [PostgresValue]) -> Statement {
        precondition(
            parameters.count == key.types.count && zip(parameters, key.types).allSatisfy { $0.type == $1 },
            "The parameters are not those of the statement."
        )
        return Statement(wording, parameters)
    }

    private init(_ wording: Wording, _ parameters: [PostgresValue]) {
        self.wording = wording
        self.parameters = parameters
    }

    package var isCommit: Bool { role == .commit }

    package static let begin = Statement("begin", "BEGIN")
    package static let commit = Statement("commit", "COMMIT")
    package static let rollback = Statement("rollback", "ROLLBACK")
}

extension Statement.Role {
    /// Told by the first words, so that nobody has to remember to say it.
    init(sql: String) {
        let text = Self.afterComments(sql.utf8[...])
        self = Self.mayConcernTransaction(text) ? Self.spelled(by: text) : .plain
    }

    /// What stands behind white space, `-- …` and `/* … */`.
    private static func afterComments(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var rest = text
        while true {
            rest = rest.drop { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: ";") }
            if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            } else if rest.starts(with: "/*".utf8) {
                rest = afterBlockComment(rest)
            } else {
                return rest
            }
        }
    }

    /// Such comments nest; one without an end reaches to the end.
    private static func afterBlockComment(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var rest = text
        var depth = 0
        repeat {
            if rest.starts(with: "/*".utf8) {
                depth += 1
                rest = rest.dropFirst(2)
            } else if rest.starts(with: "*/".utf8) {
                depth -= 1
                rest = rest.dropFirst(2)
            } else {
                rest = rest.dropFirst()
            }
        } while depth > 0 && !rest.isEmpty
        return rest
    }

    /// Two letters settle nearly every statement; this runs for each of them.
    private static func mayConcernTransaction(_ text: Substring.UTF8View) -> Bool {
        var letters = text.makeIterator()
        guard let first = letters.next(), let second = letters.next() else { return false }
        switch (first | 0x20, second | 0x20) {
        case (UInt8(ascii: "b"), UInt8(ascii: "e")), (UInt8(ascii: "s"), UInt8(ascii: "t")),
            (UInt8(ascii: "c"), UInt8(ascii: "o")), (UInt8(ascii: "e"), UInt8(ascii: "n")),
            (UInt8(ascii: "r"), UInt8(ascii: "o")), (UInt8(ascii: "a"), UInt8(ascii: "b")):
            return true
        default:
            return false
        }
    }

    private static func spelled(by text: Substring.UTF8View) -> Statement.Role {
        let words = text.prefix(64).split(maxSplits: 4) { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: ";") }
            .map { String(decoding: $0, as: UTF8.self).uppercased() }
        switch words.first {
        case "BEGIN": return .begin
        case "START": return words.dropFirst().first == "TRANSACTION" ? .begin : .plain
        case "COMMIT", "END": return words.contains("PREPARED") ? .plain : .commit
        case "ROLLBACK", "ABORT": return words.contains("TO") || words.contains("PREPARED") ? .plain : .rollback
        default: return .plain
        }
    }
}

/// What a prepared statement is known by: its SQL and the types of its parameters.
struct StatementKey: Hashable, Sendable {
    let sql: String
    let types: [PostgresType]
    private let contentHash: Int

    init(sql: String, types: [PostgresType]) {
        self.sql = sql
        self.types = types
        var hasher = Hasher()
        hasher.combine(sql)
        hasher.combine(types)
        contentHash = hasher.finalize()
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(contentHash)
    }
}
