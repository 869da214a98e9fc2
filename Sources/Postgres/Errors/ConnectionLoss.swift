/// How a connection that was open came to its end.
enum ConnectionLoss: Hashable, Sendable {
    /// The socket or the conversation broke; `detail` is libpq's word on it and may quote the server.
    case broken(detail: String)
    /// The server said nothing for `answerTimeout` while there was work under way.
    case silent

    var detail: String {
        switch self {
        case .broken(let detail): detail
        case .silent: "no byte came within answerTimeout"
        }
    }

    /// As the error of a caller who waited for an answer on it.
    var error: PostgresError {
        switch self {
        case .broken(let detail):
            PostgresError(.connection, "The connection to the database was lost.", detail: detail)
        case .silent:
            PostgresError(.timeout, "The database did not answer in time.", detail: detail)
        }
    }
}
