import CLibPQ

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One attempt under way: libpq's steps towards a session at one address.
struct Handshake {
    enum Step {
        case goesOn
        case done(EstablishedSession)
        case failed(ConnectFailure)
    }

    let attempt: ConnectPlan.Attempt
    let deadline: ContinuousClock.Instant
    private let session: EstablishedSession
    private let connection: OpaquePointer
    private var stage = ConnectFailure.Stage.reaching
    private var wanted = PGRES_POLLING_WRITING
    private var witness: TLSWitness?

    /// Begins to connect.
    init(
        _ attempt: ConnectPlan.Attempt,
        until deadline: ContinuousClock.Instant,
        notices: NoticeSink
    ) throws(ConnectFailure) {
        guard let connection = Self.start(attempt.keywords) else {
            throw ConnectFailure(attempt, stage: .withoutMemory, detail: "out of memory")
        }
        self.attempt = attempt
        self.deadline = deadline
        self.connection = connection
        session = EstablishedSession(connection, notices: notices)
        // So that the message holds the server's code, which libpq gives in no other way before a session exists.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        notices.attach(to: connection)
        guard PQstatus(connection) != CONNECTION_BAD else { throw failure(.reaching) }
    }

    /// What to wait for before the next step.
    var waitsFor: pollfd {
        let interest = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT
        return pollfd(fd: PQsocket(connection), events: Int16(interest), revents: 0)
    }

    var overdue: ConnectFailure { failure(.timedOut) }

    /// Goes one step, when the socket is ready for it.
    mutating func advance() -> Step {
        switch PQstatus(connection) {
        case CONNECTION_STARTED, CONNECTION_NEEDED: stage = .reaching
        case CONNECTION_SSL_STARTUP: stage = .securing
        default: stage = .loggingIn
        }
        if stage == .securing, witness == nil { witness = TLSWitness(connection) }
        wanted = PQconnectPoll(connection)
        switch wanted {
        case PGRES_POLLING_FAILED: return .failed(failure(stage))
        case PGRES_POLLING_OK:
            guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1 else {
                return .failed(failure(.loggingIn))
            }
            return .done(session)
        default: return .goesOn
        }
    }

    private func failure(_ stage: ConnectFailure.Stage) -> ConnectFailure {
        let detail = String(cString: PQerrorMessage(connection))
        let sqlState = SQLState(inConnectMessage: detail)
        if sqlState == nil || sqlState == .invalidAuthorization,
            let trouble = TLSTrouble(detail, certificateError: witness?.certificateError)
        {
            return ConnectFailure(attempt, trouble, detail: detail)
        }
        if stage == .reaching, sqlState == nil, let keyword = ConnectFailure.refusedParameter(in: detail) {
            return ConnectFailure(attempt, stage: .parameter(keyword), detail: detail)
        }
        let isUnsuitable = stage == .loggingIn && sqlState == nil && wasLetIn
        return ConnectFailure(attempt, stage: isUnsuitable ? .unsuitable(kind) : stage, detail: detail)
    }

    /// The server tells its settings once it has let the session in; what fails then is the check of
    /// `target_session_attrs`. libpq has a sentence for that, but no code.
    private var wasLetIn: Bool { setting("in_hot_standby") != nil && attempt.wanted != "any" }

    private var kind: ConnectFailure.SessionKind {
        if setting("in_hot_standby") == "on" { return .standby }
        return setting("default_transaction_read_only") == "on" ? .readOnly : .primary
    }

    private func setting(_ name: String) -> String? {
        PQparameterStatus(connection, name).map { String(cString: $0) }
    }

    private static func start(_ keywords: [(String, String)]) -> OpaquePointer? {
        let keys = keywords.map { strdup($0.0) }
        let values = keywords.map { strdup($0.1) }
        defer { (keys + values).forEach { free($0) } }
        return PQconnectStartParams(
            keys.map { UnsafePointer($0) } + [nil],
            values.map { UnsafePointer($0) } + [nil],
            0
        )
    }
}
