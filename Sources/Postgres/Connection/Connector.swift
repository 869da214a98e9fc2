import CLibPQ

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Opens sessions. Everything here blocks, so it runs on a thread of its own.
struct Connector: Sendable {
    let plan: ConnectPlan
    let timeout: Duration
    let notices: NoticeSink

    /// Tries each host of the plan in turn.
    /// - Throws: the failure that says most: one with the server's own code before any other.
    func open() throws(ConnectFailure) -> EstablishedSession {
        var telling: ConnectFailure?
        for attempt in plan.attempts {
            do throws(ConnectFailure) {
                return try open(attempt)
            } catch {
                if telling?.reason.sqlState == nil { telling = error }
            }
        }
        throw telling
            ?? ConnectFailure(
                stage: .parameters,
                sqlState: nil,
                detail: "no host",
                address: "",
                role: "",
                database: ""
            )
    }

    private func open(_ attempt: ConnectPlan.Attempt) throws(ConnectFailure) -> EstablishedSession {
        let deadline = ContinuousClock.now + timeout
        func failure(_ stage: ConnectFailure.Stage, _ detail: String) -> ConnectFailure {
            ConnectFailure(
                stage: stage,
                sqlState: Self.sqlState(in: detail),
                detail: detail,
                address: attempt.address,
                role: attempt.role,
                database: attempt.database
            )
        }
        guard let connection = Self.start(attempt.keywords) else { throw failure(.parameters, "out of memory") }
        let session = EstablishedSession(connection, notices: notices)
        // So that the message holds the server's code, which libpq gives in no other way before a session exists.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        notices.attach(to: connection)
        func message() -> String { String(cString: PQerrorMessage(connection)) }

        guard PQstatus(connection) != CONNECTION_BAD else { throw failure(.reaching, message()) }
        var stage = ConnectFailure.Stage.reaching
        var wanted = PGRES_POLLING_WRITING
        while wanted != PGRES_POLLING_OK {
            guard wanted != PGRES_POLLING_FAILED else { throw failure(stage, message()) }
            let interest = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT
            guard Self.wait(PQsocket(connection), Int16(interest), until: deadline) else {
                throw failure(.timedOut, message())
            }
            switch PQstatus(connection) {
            case CONNECTION_STARTED, CONNECTION_NEEDED: stage = .reaching
            case CONNECTION_SSL_STARTUP: stage = .securing
            default: stage = .loggingIn
            }
            wanted = PQconnectPoll(connection)
        }
        guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1 else {
            throw failure(.loggingIn, message())
        }
        return session
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

    /// Whether the socket became ready in time.
    private static func wait(_ socket: Int32, _ interest: Int16, until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return false }
            var descriptor = pollfd(fd: socket, events: interest, revents: 0)
            let count = poll(&descriptor, 1, left.wholeMilliseconds)
            if count > 0 || (count < 0 && errno != EINTR) { return true }
        }
    }

    /// The code in `FATAL:  28P01: …`, where verbose messages have it in every language.
    static func sqlState(in message: String) -> SQLState? {
        for part in message.split(separator: ":").dropFirst() {
            guard part.hasPrefix("  ") else { continue }
            let code = part.dropFirst(2)
            guard code.utf8.count == 5,
                code.utf8.allSatisfy({
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                })
            else { continue }
            return SQLState(rawValue: String(code))
        }
        return nil
    }
}

extension Duration {
    /// Rounded up, so that a wait never ends just before its deadline; at most a day.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 86_400 else { return 86_400_000 }
        let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(max(0, milliseconds))
    }
}
