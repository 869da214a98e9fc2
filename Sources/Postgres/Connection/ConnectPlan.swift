/// The attempts that one new connection takes: each host in turn, with everything libpq must know about it.
struct ConnectPlan: Sendable {
    struct Attempt: Sendable {
        let keywords: [(String, String)]
        /// Host and port in words.
        let address: String
        let role: String
        let database: String
    }

    let attempts: [Attempt]

    /// libpq tries several hosts by itself, but leaves deadlines between them to blocking calls; so the plan names one
    /// host an attempt, and each has the whole `connectTimeout`.
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
        var attempts: [Attempt] = []
        for wanted in Self.passes(configuration.value(of: "target_session_attrs")) {
            for index in 0..<max(1, hosts.count, addresses.count) {
                var keywords = common
                if hosts.indices.contains(index) { keywords.append(("host", hosts[index])) }
                if addresses.indices.contains(index) { keywords.append(("hostaddr", addresses[index])) }
                // One port serves all hosts, otherwise each has its own.
                let port = ports.indices.contains(index) ? ports[index] : ports.count == 1 ? ports[0] : nil
                if let port { keywords.append(("port", port)) }
                if let wanted { keywords.append(("target_session_attrs", wanted)) }
                let host = hosts.indices.contains(index) ? hosts[index] : addresses[safe: index] ?? "the default socket"
                let address = "\(host), port \(port ?? "5432")"
                attempts.append(Attempt(keywords: keywords, address: address, role: role, database: database))
            }
        }
        self.attempts = attempts
    }

    /// What a URL may overrule.
    private static let session = [
        ("application_name", "koers"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
        ("keepalives_count", "3"), ("tcp_user_timeout", "15000"),
    ]

    /// What the driver relies on.
    private static let fixed = [("client_encoding", "UTF8"), ("gssencmode", "disable")]

    /// `prefer-standby` is: each host as a standby, then each as anything.
    private static func passes(_ wanted: String?) -> [String?] {
        wanted == "prefer-standby" ? ["standby", "any"] : [wanted]
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
