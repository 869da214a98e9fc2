/// Why no connection could be made.
struct ConnectFailure: Error, Hashable, Sendable {
    let reason: PoolState.Reason
    /// What libpq wrote; for logs at debug level and `debugDescription`.
    let detail: String

    /// The attempts cannot succeed until someone changes something: a password, a role, a certificate.
    var needsPerson: Bool { reason.needsPerson }

    /// How far an attempt came before it failed.
    enum Stage: Hashable, Sendable {
        case lookingUp
        case reaching
        case securing
        case loggingIn
        /// The session began, and was not of the wanted kind.
        case unsuitable(SessionKind)
        case timedOut
        case parameters
    }

    /// What a server turned out to be.
    enum SessionKind: Hashable, Sendable {
        case primary
        case standby
        case readOnly
    }

    init(stage: Stage, sqlState: SQLState?, detail: String, address: String, role: String, database: String) {
        self.detail = detail
        let sentence =
            switch sqlState {
            case .invalidPassword: "The database refused the password of role \"\(role)\"."
            case .invalidAuthorization:
                "The database does not admit role \"\(role)\": it does not exist, may not log in or is not allowed from here."
            case .invalidCatalogName: "The database \"\(database)\" does not exist on the server."
            case .insufficientPrivilege: "Role \"\(role)\" may not connect to the database \"\(database)\"."
            case .some(let state): state.sentence
            case nil: stage.sentence(address)
            }
        let needsPerson =
            stage == .parameters
            || [.invalidPassword, .invalidAuthorization, .invalidCatalogName, .insufficientPrivilege].contains(sqlState)
        reason = PoolState.Reason(sentence: sentence, sqlState: sqlState, needsPerson: needsPerson)
    }

    init(_ attempt: ConnectPlan.Attempt, stage: Stage, detail: String) {
        self.init(
            stage: stage,
            sqlState: Connector.sqlState(in: detail),
            detail: detail,
            address: attempt.host,
            role: attempt.role,
            database: attempt.database
        )
    }

    init(_ attempt: ConnectPlan.Attempt, _ trouble: TLSTrouble, detail: String) {
        self.detail = detail
        reason = PoolState.Reason(
            sentence: trouble.sentence(attempt),
            sqlState: Connector.sqlState(in: detail),
            needsPerson: true
        )
    }

    /// What several hosts had against it. A person is needed only when that holds for each of them; the code is the first
    /// that says why it is not, or why it is.
    init(_ failures: [ConnectFailure]) {
        let needsPerson = failures.allSatisfy(\.needsPerson)
        var sentences: [String] = []
        for failure in failures where !sentences.contains(failure.reason.sentence) {
            sentences.append(failure.reason.sentence)
        }
        reason = PoolState.Reason(
            sentence: sentences.joined(separator: " "),
            sqlState: failures.lazy.filter { $0.needsPerson == needsPerson }.compactMap(\.reason.sqlState).first,
            needsPerson: needsPerson
        )
        detail = failures.map(\.detail).joined(separator: "\n")
    }

    /// As the error that a caller gets.
    var error: PostgresError {
        PostgresError(.connection, reason.sentence, sqlState: reason.sqlState, detail: detail)
    }
}

extension ConnectFailure.Stage {
    fileprivate func sentence(_ address: String) -> String {
        switch self {
        case .lookingUp: "The name of the database server at \(address) cannot be looked up."
        case .reaching: "No PostgreSQL server answers at \(address)."
        case .securing: "The encrypted connection to \(address) failed; check certificates and sslmode."
        case .loggingIn: "The server at \(address) did not let the session start."
        case .unsuitable(.primary): "The server at \(address) is the primary, where a standby is wanted."
        case .unsuitable(.standby): "The server at \(address) is a standby, and accepts no changes."
        case .unsuitable(.readOnly): "The server at \(address) is set to read-only, and accepts no changes."
        case .timedOut: "The server at \(address) did not answer in time."
        case .parameters: "The connection parameters are not valid."
        }
    }
}
