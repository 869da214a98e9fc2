import CLibPQ

/// One `PGconn` in pipeline mode, and nothing but the calls it takes. Closes it at its end.
struct Wire: ~Copyable {
    typealias Command = PipelineMachine<Submission, Rows>.Command

    enum Answer {
        /// Nothing more has arrived.
        case nothing
        /// libpq's mark behind the results of one command.
        case endOfCommand
        case result(OpaquePointer, ExecStatusType)
    }

    enum Flushed: Hashable {
        case everything
        /// The socket is full; more when it is writable.
        case partly
        case lost
    }

    private let connection: OpaquePointer
    /// Kept alive as long as libpq may call it.
    private let notices: NoticeSink
    private var parameters = ParameterBuffer()

    /// Takes over a connection that is in pipeline mode.
    init(_ connection: OpaquePointer, notices: NoticeSink) {
        self.connection = connection
        self.notices = notices
    }

    deinit {
        PQfinish(connection)
    }

    var descriptor: Int32 { PQsocket(connection) }
    var isUsable: Bool { PQstatus(connection) == CONNECTION_OK }
    /// Whether OpenSSL has decrypted bytes that libpq had no room for: the socket has nothing to tell of them any more.
    var holdsUnreadInput: Bool {
        guard PQsslInUse(connection) == 1, let session = PQsslStruct(connection, "OpenSSL") else { return false }
        return OpenSSLFunctions.ofLibPQ.map { $0.pending(OpaquePointer(session)) > 0 } ?? false
    }
    /// A request to end what the session is doing now.
    var cancelRequest: CancelRequest? { CancelRequest(connection) }
    /// What libpq has to say about the last failure; may quote the server.
    var message: String { String(cString: PQerrorMessage(connection)) }

    /// The server's word on the transaction; nil while answers are still to come.
    var transaction: PipelineMachine<Submission, Rows>.Transaction? {
        switch PQtransactionStatus(connection) {
        case PQTRANS_IDLE: PipelineMachine<Submission, Rows>.Transaction.none
        case PQTRANS_INTRANS: .open
        case PQTRANS_INERROR: .failed
        default: nil
        }
    }

    mutating func send(_ command: Command, of statements: [Statement]) -> Bool {
        switch command {
        case .prepare(let index, let name):
            let statement = statements[index]
            let types = statement.key.types.map(\.rawValue)
            return PQsendPrepare(connection, "k\(name)", statement.sql, Int32(types.count), types) == 1
        case .execute(let index, let name):
            return parameters.with(statements[index].parameters) { count, values, lengths, formats in
                PQsendQueryPrepared(connection, "k\(name)", count, values, lengths, formats, Self.binary) == 1
            }
        case .rollback:
            return send("ROLLBACK")
        case .deallocate(let name):
            return send("DEALLOCATE k\(name)")
        case .sync:
            return sendSync()
        }
    }

    /// Sends one statement without parameters.
    func send(_ sql: String) -> Bool {
        PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, Self.binary) == 1
    }

    func sendSync() -> Bool {
        PQpipelineSync(connection) == 1
    }

    /// Leaves pipeline mode for one script; nothing may be under way.
    func beginScript(_ sql: String) -> Bool {
        PQexitPipelineMode(connection) == 1 && PQsendQuery(connection, sql) == 1
    }

    /// Back to pipeline mode, when the script's last answer has come.
    func endScript() -> Bool {
        PQenterPipelineMode(connection) == 1
    }

    func flush() -> Flushed {
        switch PQflush(connection) {
        case 0: .everything
        case 1: .partly
        default: .lost
        }
    }

    /// Reads what the socket has; false when the connection is gone.
    func consumeInput() -> Bool {
        PQconsumeInput(connection) == 1
    }

    func nextAnswer() -> Answer {
        guard PQisBusy(connection) == 0 else { return .nothing }
        guard let result = PQgetResult(connection) else { return .endOfCommand }
        return .result(result, PQresultStatus(result))
    }

    /// What the server told on a channel that this session listens on.
    func nextNotification() -> PostgresNotification? {
        guard let notification = PQnotifies(connection) else { return nil }
        defer { PQfreemem(notification) }
        return PostgresNotification(
            channel: String(cString: notification.pointee.relname),
            payload: String(cString: notification.pointee.extra),
            sender: notification.pointee.be_pid
        )
    }

    private static let binary: Int32 = 1
}
