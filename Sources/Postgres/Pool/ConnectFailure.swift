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
        /// libpq does not understand the value of this keyword.
        case parameter(String)
        case withoutMemory
        case withoutThread
        /// The session began, and the loop cannot wait for what it says.
        case unwatched
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
            stage.needsPerson
            || [.invalidPassword, .invalidAuthorization, .invalidCatalogName, .insufficientPrivilege].contains(sqlState)
        reason = PoolState.Reason(sentence: sentence, sqlState: sqlState, needsPerson: needsPerson)
    }

    init(_ attempt: ConnectPlan.Attempt, stage: Stage, detail: String) {
        self.init(
            stage: stage,
            sqlState: SQLState(inConnectMessage: detail),
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
            sqlState: SQLState(inConnectMessage: detail),
            needsPerson: true
        )
    }

    /// The operating system had no room for it.
    init(_ stage: Stage, because error: SystemError) {
        self.init(stage: stage, sqlState: nil, detail: "\(error)", address: "", role: "", database: "")
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

extension ConnectFailure {
    /// The keyword whose value libpq refused before it asked any server. There is no code for that: this goes by libpq's
    /// own words (fe-connect.c), and never repeats the value, which may be a part of a password with an `@` or a `:`.
    static func refusedParameter(in message: String) -> String? {
        if let option = message.firstMatch(of: #/connection option "(\w+)"/#) { return String(option.1) }
        if message.contains("invalid port number") { return "port" }
        if message.contains("Unix-domain socket path"), message.contains("is too long") { return "host" }
        return message.firstMatch(of: #/invalid (\w+) value: "/#).map { String($0.1) }
    }
}

extension ConnectFailure.Stage {
    fileprivate var needsPerson: Bool {
        if case .parameter = self { true } else { false }
    }

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
        case .parameter(let keyword): "The database URL has a \(keyword) that cannot be used: look at its spelling."
        case .withoutMemory: "There is no memory left for a connection to the database."
        case .withoutThread: "The system has no room for a thread that connects to the database."
        case .unwatched: "The system has no room to watch another connection to the database."
        }
    }
}
