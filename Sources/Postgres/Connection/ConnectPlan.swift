/// The attempts that one new connection takes: each host in turn, with everything libpq must know about it.
struct ConnectPlan: Sendable {
    struct Attempt: Sendable {
        var keywords: [(String, String)]
        /// A name that is still to be looked up; nil for an address or a socket.
        var name: String?
        /// What the name was looked up to.
        var resolved: String?
        /// Host and port in words.
        let host: String
        let role: String
        let database: String

        /// What libpq checks before it calls the session open (`target_session_attrs`).
        var wanted: String? { value(of: "target_session_attrs") }

        func value(of keyword: String) -> String? {
            keywords.last { $0.0 == keyword && !$0.1.isEmpty }?.1
        }

        /// The same at one address of the name.
        func at(_ address: String) -> Attempt {
            var attempt = self
            attempt.name = nil
            attempt.resolved = address
            attempt.keywords.append(("hostaddr", address))
            return attempt
        }
    }

    /// The hosts, once for each kind of session that will do; the next round begins when the one before it failed.
    let rounds: [[Attempt]]

    /// libpq tries several hosts by itself, but leaves deadlines between them to blocking calls and looks at one address
    /// of a name only when the session is not of the wanted kind; so the plan names one host an attempt.
    init(_ configuration: PostgresConfiguration, purpose: PoolMachine.Purpose) {
        func list(_ keyword: String) -> [String] {
            configuration.value(of: keyword)?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                ?? []
        }
        let hosts = list("host")
        let addresses = list("hostaddr")
        let ports = list("port")
        let role = configuration.value(of: "user") ?? "(default)"
        let database = configuration.value(of: "dbname") ?? role
        let perHost: Set<String> = ["host", "hostaddr", "port", "target_session_attrs", "options"]
        let common =
            Self.session + configuration.keywords.filter { !perHost.contains($0.0) }
            + [("options", Self.options(configuration, purpose))] + Self.fixed
        rounds = Self.kinds(configuration, purpose).map { wanted in
            (0..<max(1, hosts.count, addresses.count)).map { index in
                var keywords = common + [("target_session_attrs", wanted)]
                let host = hosts[safe: index].flatMap { $0.isEmpty ? nil : $0 }
                let address = addresses[safe: index].flatMap { $0.isEmpty ? nil : $0 }
                if let host { keywords.append(("host", host)) }
                if let address { keywords.append(("hostaddr", address)) }
                // One port serves all hosts, otherwise each has its own.
                let port = ports.count == 1 ? ports[0] : ports[safe: index]
                if let port { keywords.append(("port", port)) }
                let isName = address == nil && host.map { !$0.hasPrefix("/") && !$0.hasPrefix("@") } ?? false
                return Attempt(
                    keywords: keywords,
                    name: isName ? host : nil,
                    host: "\(host ?? address ?? "the default socket"), port \(port ?? "5432")",
                    role: role,
                    database: database
                )
            }
        }
    }

    /// What a URL may overrule.
    ///
    /// A host that lost its power says no goodbye. The system of one that lives acknowledges what it gets, however long
    /// its statement takes: five seconds without that, or nine without an answer to a keepalive, end the connection.
    private static let session = [
        ("application_name", "koers"), ("keepalives_idle", "5"), ("keepalives_interval", "2"),
        ("keepalives_count", "2"), ("tcp_user_timeout", "5000"),
    ]

    /// What the driver relies on.
    private static let fixed = [("client_encoding", "UTF8"), ("gssencmode", "disable")]

    /// The kinds of session that will do, the best first.
    ///
    /// Readers set `default_transaction_read_only`, which is all that libpq looks at for `read-write`; so they ask for
    /// the primary instead.
    private static func kinds(_ configuration: PostgresConfiguration, _ purpose: PoolMachine.Purpose) -> [String] {
        switch configuration.value(of: "target_session_attrs") ?? configuration.server.rawValue {
        case "prefer-standby": ["standby", "any"]
        case "read-write" where purpose == .reading: ["primary"]
        case let wanted: [wanted]
        }
    }

    private static func options(_ configuration: PostgresConfiguration, _ purpose: PoolMachine.Purpose) -> String {
        var settings = [
            "TimeZone": "UTC", "DateStyle": "ISO", "IntervalStyle": "iso_8601",
            // A statement whose client is gone ends, also when that client was killed and cancelled nothing.
            "client_connection_check_interval": "1s",
        ]
        settings.merge(configuration.sessionParameters) { $1 }
        if purpose == .reading { settings.merge(configuration.readSessionParameters) { $1 } }
        let given = configuration.value(of: "options").map { [$0] } ?? []
        let own = settings.sorted { $0.key < $1.key }.map { "-c \(escaped($0.key))=\(escaped($0.value))" }
        return (given + own).joined(separator: " ")
    }

    /// The server splits `options` at white space, unless a backslash stands before it.
    private static func escaped(_ text: String) -> String {
        text.map { $0 == "\\" || $0.isWhitespace ? "\\\($0)" : String($0) }.joined()
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
