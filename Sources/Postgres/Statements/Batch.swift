/// A list of statements that are sent at once and closed by a Sync: one round trip. Results come back in order.
///
/// Without BEGIN what stands in front of a Sync is one implicit transaction of the server.
package struct Batch: Sendable, ExpressibleByArrayLiteral {
    package var statements: [Statement]

    /// Whether a read may share its Sync, and with it the transaction of the server, with others that are sent at the same
    /// moment: a fifth cheaper where many ask at once. When one of them fails, the others are sent again. So it is for
    /// statements that take microseconds, because all wait for the slowest; and settings that one of them makes for its
    /// transaction hold for those behind it until they make their own. A lease shares nothing.
    package let sharesSync: Bool

    package init(_ statements: [Statement] = [], sharesSync: Bool = false) {
        self.statements = statements
        self.sharesSync = sharesSync
    }

    package init(arrayLiteral elements: Statement...) {
        self.init(elements)
    }

    package mutating func append(_ statement: Statement) {
        statements.append(statement)
    }

    package mutating func append(contentsOf batch: Batch) {
        statements.append(contentsOf: batch.statements)
    }
}

extension Batch {
    /// The server takes messages of less than 1 GiB (PQ_LARGE_MESSAGE_LIMIT); the names and counts in one need little.
    private static let largestMessage = 1 << 30 - 1 << 10

    /// What no server could carry out as it was meant, found before anything is sent.
    func check(forSharedConnection isShared: Bool, atMost largest: Int = Self.largestMessage) throws(PostgresError) {
        var isOpen = false
        for (index, statement) in statements.enumerated() {
            switch statement.role {
            case .begin: isOpen = true
            case .commit, .rollback: isOpen = false
            case .plain: break
            }
            guard statement.parameters.count <= Int(UInt16.max) else {
                throw PostgresError(
                    .protocolViolation,
                    "The statement has more than 65,535 parameters.",
                    statement: statement.name,
                    index: index
                )
            }
            // Beside its bytes the protocol has six for each parameter.
            guard statement.parameters.reduce(0, { $0 + 6 + ($1.bytes?.count ?? 0) }) <= largest else {
                throw PostgresError(
                    .protocolViolation,
                    "The parameters of the statement are larger than the database takes at once, which is 1 GiB.",
                    statement: statement.name,
                    index: index
                )
            }
            // A text parameter ends at its first NUL byte on the way out: refuse it instead of sending half of it.
            for parameter in statement.parameters where parameter.format == .text {
                if let bytes = parameter.bytes, bytes.contains(0) {
                    throw PostgresError(
                        .server,
                        "A text parameter contains the character U+0000, which the database cannot hold.",
                        sqlState: .characterNotInRepertoire,
                        statement: statement.name,
                        index: index
                    )
                }
            }
        }
        if sharesSync, statements.contains(where: { $0.role != .plain }) {
            throw PostgresError(
                .protocolViolation,
                "A batch that shares its Sync cannot begin or end a transaction.",
                statement: statements.last?.name,
                index: statements.count - 1
            )
        }
        if isShared, isOpen {
            throw PostgresError(
                .protocolViolation,
                "A batch on a shared connection must end the transaction that it begins.",
                statement: statements.last?.name,
                index: statements.count - 1
            )
        }
    }
}
