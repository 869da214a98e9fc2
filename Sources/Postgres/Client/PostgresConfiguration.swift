import CLibPQ

/// Where the database is and how the client uses it.
package struct PostgresConfiguration: Sendable {
    /// libpq's keywords in order; a later one wins. Never one concatenated string, so no value can pose as a keyword.
    package let keywords: [(String, String)]

    /// Tells this client's metrics from those of another one in the process.
    package var name = "postgres"

    /// Settings of every session, such as `statement_timeout`; applied when the session starts.
    package var sessionParameters: [String: String] = [:]

    /// Extra settings of the shared read connections; they are read-only unless this says otherwise.
    package var readSessionParameters: [String: String] = [
        "default_transaction_read_only": "on",
        // Of reads that share a Sync, and with it a transaction, each must see what was committed before it.
        "default_transaction_isolation": "read committed",
    ]

    /// Which server to look for among the hosts when the URL does not say (`target_session_attrs`).
    package var server = Server.primary

    package enum Server: String, Sendable {
        /// The one that accepts changes. Readers, which are read-only themselves, ask for the primary.
        case primary = "read-write"
        /// A standby, or any server while there is none.
        case standby = "prefer-standby"
    }

    /// The longest one attempt on one host may take, the look-up of its name included.
    package var connectTimeout: Duration = .seconds(5)
    /// The longest the server may stay silent on a connection that has work under way; then the connection is given
    /// up. Something more than `statement_timeout`, so that a slow statement is the server's to end. The session that
    /// listens is asked for a sign of life in time. Nil, the default, for work that may take any time, leaves a silent
    /// server to TCP's keepalives, which a server that is frozen while its system lives answers for ever.
    package var answerTimeout: Duration?
    /// The longest a read may take from its call to its answer, what stands in front of it included;
    /// then its caller gets a `timeout`, and what the server does for it is cancelled. Nil, for work that may take any
    /// time, leaves the end to `statement_timeout`, which counts each statement by itself.
    package var readTimeout: Duration?
    /// The longest a caller waits for a connection.
    package var acquireTimeout: Duration = .seconds(1)
    /// The longest `run` waits at its end for what is under way.
    package var drainTimeout: Duration = .seconds(5)
    /// More callers than this are refused at once.
    package var maximumWaiters = 1024
    /// Connections that all reads share. Where there are several, one is left to what shares a Sync.
    package var readConnections = 3
    /// Connections that one caller has at a time, at most.
    package var leasedConnections = 8
    /// Large results that are read at the same time, at most; each holds a leased connection for as long as its reader
    /// takes.
    package var streams = 2
    /// Prepared statements that each connection keeps.
    package var statementCacheSize = 256

    package init(keywords: [(String, String)]) {
        self.keywords = keywords
    }

    /// Reads `postgres://user:password@host:port/database?sslmode=…`; several hosts, Unix sockets (`?host=/directory`)
    /// and every keyword of libpq are understood, because libpq reads it.
    /// - Throws: `PostgresError` of kind `connection` when it is no such URL; the error does not repeat it.
    package init(url: String) throws {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else { throw Self.invalidURL }
        guard let options = PQconninfoParse(url, nil) else { throw Self.invalidURL }
        defer { PQconninfoFree(options) }
        var keywords: [(String, String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                keywords.append((String(cString: keyword), String(cString: value)))
            }
            option += 1
        }
        self.init(keywords: keywords)
    }

    private static var invalidURL: PostgresError {
        PostgresError(.connection, "The database URL is not of the form postgres://user:password@host:port/database.")
    }

    func value(of keyword: String) -> String? {
        keywords.last { $0.0 == keyword && !$0.1.isEmpty }?.1
    }
}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private static let safeKeywords: Set<String> = [
        "host", "hostaddr", "port", "dbname", "user", "sslmode", "application_name", "target_session_attrs",
    ]

    /// Host, port, database, role and the like; never a password, nor any keyword that might hold a secret.
    package var description: String {
        let shown = keywords.filter { Self.safeKeywords.contains($0.0) }.map { "\($0.0)=\($0.1)" }
        return "PostgresConfiguration(\(shown.joined(separator: " ")))"
    }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: ["keywords": description]) }
}
