/// Why no connection could be made.
struct ConnectFailure: Error, Hashable, Sendable {
    let reason: PoolState.Reason
    /// The attempts cannot succeed until someone changes something: a password, a role, a database.
    let needsPerson: Bool
    /// What libpq wrote; for logs at debug level and `debugDescription`.
    let detail: String

    /// How far an attempt came before it failed.
    enum Stage: Hashable, Sendable {
        case reaching
        case securing
        case loggingIn
        case timedOut
        case parameters
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
            case nil:
                switch stage {
                case .reaching: "No PostgreSQL server answers at \(address)."
                case .securing: "The encrypted connection to \(address) failed; check certificates and sslmode."
                case .loggingIn: "The server at \(address) did not let the session start."
                case .timedOut: "The server at \(address) did not answer in time."
                case .parameters: "The connection parameters are not valid."
                }
            }
        reason = PoolState.Reason(sentence: sentence, sqlState: sqlState)
        needsPerson =
            stage == .parameters
            || [.invalidPassword, .invalidAuthorization, .invalidCatalogName, .insufficientPrivilege].contains(sqlState)
    }

    /// As the error that a caller gets.
    var error: PostgresError {
        PostgresError(.connection, reason.sentence, sqlState: reason.sqlState, detail: detail)
    }
}
