/// Why the database did not do what was asked.
///
/// `description` is safe to show: it holds no values and nothing the server wrote. `debugDescription` has the server's
/// message and detail, which may quote a row.
package struct PostgresError: Error, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The server refused a statement; see `sqlState`.
        case server
        /// No connection could be made, or it was lost before the answer.
        case connection
        /// No connection came free in time, or the server stayed silent.
        case timeout
        /// Too many are waiting already.
        case poolExhausted
        /// A batch with a COMMIT was interrupted or cancelled: it may or may not have happened.
        case outcomeUnknown
        /// The task was cancelled.
        case cancelled
        /// A value was not what the reader expected.
        case decoding
        /// The request or the server broke the rules of the protocol.
        case protocolViolation
        /// The client has been stopped, or the lease has ended.
        case closed
    }

    // Behind one reference: the error is rare, and a large one would make every `Result` large.
    private final class Storage: Sendable {
        let kind: Kind
        let sentence: String
        let failure: ServerFailure?
        let detail: String?
        let statement: String?
        let statementIndex: Int?

        init(
            kind: Kind,
            sentence: String,
            failure: ServerFailure?,
            detail: String?,
            statement: String?,
            statementIndex: Int?
        ) {
            self.kind = kind
            self.sentence = sentence
            self.failure = failure
            self.detail = detail
            self.statement = statement
            self.statementIndex = statementIndex
        }
    }

    private let storage: Storage

    init(
        _ kind: Kind,
        _ sentence: String,
        failure: ServerFailure? = nil,
        sqlState: SQLState? = nil,
        detail: String? = nil,
        statement: String? = nil,
        index: Int? = nil
    ) {
        storage = Storage(
            kind: kind,
            sentence: sentence,
            failure: failure ?? sqlState.map { ServerFailure(sqlState: $0) },
            detail: detail,
            statement: statement,
            statementIndex: index
        )
    }

    /// The task that waited was cancelled before anything could have been kept.
    static let cancelled = PostgresError(.cancelled, "The request was cancelled.")

    /// A read was not answered within the client's `readTimeout`.
    static let readTimeout = PostgresError(
        .timeout,
        "The database did not answer in time.",
        detail: "readTimeout is over"
    )

    /// The server's refusal of one statement.
    static func refused(_ failure: ServerFailure, statement: Statement?, index: Int?) -> PostgresError {
        PostgresError(.server, failure.sqlState.sentence, failure: failure, statement: statement?.name, index: index)
    }

    package var kind: Kind { storage.kind }
    package var sqlState: SQLState? { storage.failure?.sqlState }
    /// The violated constraint as the schema names it, without a shard's number.
    package var constraint: String? { storage.failure?.constraintName }
    package var table: String? { storage.failure?.tableName }
    /// The name of the failed statement.
    package var statement: String? { storage.statement }
    /// The place of the failed statement in its batch.
    package var statementIndex: Int? { storage.statementIndex }

    /// The database cannot answer now: say "try again later" (503), not "your request is wrong".
    ///
    /// True also when the outcome of a COMMIT is unknown: the caller must ask again with the same idempotency key.
    package var isUnavailable: Bool {
        switch kind {
        case .connection, .timeout, .poolExhausted, .outcomeUnknown, .closed: true
        case .server:
            storage.failure.map { $0.endsSession || $0.isFromReadOnlyServer || $0.sqlState.saysUnavailable } ?? false
        case .cancelled, .decoding, .protocolViolation: false
        }
    }

    /// Nothing happened, and the same transaction may well succeed when it is run again from its beginning.
    package var mayRetry: Bool {
        guard kind == .server, let failure = storage.failure else { return false }
        return failure.isStalePlan || [.serializationFailure, .deadlockDetected].contains(failure.sqlState)
    }

    /// The cause is expected to pass by itself.
    package var isTransient: Bool { isUnavailable || mayRetry }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        var text = storage.sentence
        if let statement { text += " (statement: \(statement))" }
        if let sqlState { text += " [\(sqlState)]" }
        return text
    }

    package var debugDescription: String {
        var lines = [description]
        if let detail = storage.detail, !detail.isEmpty { lines.append(detail) }
        if let failure = storage.failure {
            if !failure.message.isEmpty { lines.append("\(failure.severity): \(failure.message)") }
            if let detail = failure.detail { lines.append("detail: \(detail)") }
            if let hint = failure.hint { lines.append("hint: \(hint)") }
            if let position = failure.position { lines.append("at character: \(position)") }
            if let constraint { lines.append("constraint: \(constraint)") }
            if let table { lines.append("table: \(table)") }
        }
        return lines.joined(separator: "\n")
    }
}
