import Foundation
package import Logging

/// A private PostgreSQL server in a data directory of its own, reachable through one Unix socket and nothing else.
///
/// Several servers may use one data directory: the first starts PostgreSQL, the others attach, and the last to stop
/// stops it. A PostgreSQL that somebody else started there is used and left running. One that is let go of without
/// `stop()`, or by a kill, runs on until the next start attaches to it.
package actor EmbeddedPostgres {
    /// The directory of the Unix socket; the `host` of a connection.
    package nonisolated let socketDirectory: String
    package nonisolated let port: Int
    package nonisolated let majorVersion: Int
    /// Whether the server ran already when this one came.
    package nonisolated let wasAdopted: Bool
    /// The process id of PostgreSQL's first process.
    package nonisolated let processIdentifier: Int32
    /// The directory that the user chose, absolute and without symbolic links.
    package nonisolated let dataDirectory: String
    /// PostgreSQL's own data directory.
    package nonisolated let clusterDirectory: String
    /// The directory with the cluster, its log and its socket: the data directory, or its place elsewhere.
    package nonisolated let homeDirectory: String
    /// The superuser that `initdb` made; everybody who reaches the socket may connect as any role.
    package static let superuser = "postgres"

    private let layout: Layout
    private let users: FileLock
    private let child: ChildProcess?
    private let logger: Logger
    private var hasStopped = false

    init(_ server: RunningServer, layout: Layout, users: FileLock, logger: Logger) {
        socketDirectory = server.socketDirectory
        port = server.port
        majorVersion = server.majorVersion
        wasAdopted = server.child == nil
        processIdentifier = server.process
        dataDirectory = layout.dataDirectory
        clusterDirectory = layout.cluster
        homeDirectory = layout.home
        child = server.child
        self.layout = layout
        self.users = users
        self.logger = logger
    }

    /// Starts the server of a data directory, or attaches to the one that runs there. Makes the cluster when there
    /// is none. Returns when the server accepts connections.
    package static func start(
        _ options: Options,
        logger: Logger
    ) async throws(EmbeddedPostgresError) -> EmbeddedPostgres {
        try await Starter(options: options, logger: logger).start()
    }

    /// Where data lies when the user names no directory: `/var/lib/koers` for root, else `$XDG_DATA_HOME/koers`.
    package static func defaultDataDirectory() -> String {
        Layout.defaultDataDirectory(
            isRoot: geteuid() == 0,
            environment: ProcessInfo.processInfo.environment,
            home: NSHomeDirectory()
        )
    }

    /// The URL by which a client connects, in the form that libpq reads.
    package nonisolated func connectionURL(database: String, user: String) -> String {
        "postgres:///\(escaped(database))?host=\(escaped(socketDirectory))&port=\(port)&user=\(escaped(user))"
    }

    /// Stops using the server, and stops it when a Koers server started it and no other one uses it. Returns when it
    /// has ended. Runs to its end in a cancelled task too; a second call does nothing.
    package func stop() async {
        guard !hasStopped else { return }
        hasStopped = true
        let stopper = Stopper(layout: layout, users: users, child: child, logger: logger)
        // A task of its own, because a cancelled one cannot wait, and stopping often is what cancelled tasks do.
        await Task { await stopper.stop() }.value
    }

    private nonisolated func escaped(_ text: String) -> String {
        var allowed = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7f}"))
        allowed.insert(charactersIn: "-._~/")
        return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text
    }
}

extension EmbeddedPostgres {
    /// What a caller may choose.
    package struct Options: Sendable {
        /// The directory for all data; made when it does not exist.
        package var dataDirectory: String
        /// Settings of PostgreSQL that replace or extend those of `ServerSettings`.
        package var settings: [String: String]
        /// How long to wait for the server to accept connections, recovery from a crash included.
        package var startTimeout: Duration

        package init(
            dataDirectory: String = EmbeddedPostgres.defaultDataDirectory(),
            settings: [String: String] = [:],
            startTimeout: Duration = .seconds(60)
        ) {
            self.dataDirectory = dataDirectory
            self.settings = settings
            self.startTimeout = startTimeout
        }
    }
}

/// A server that accepts connections.
struct RunningServer {
    var process: Int32
    var socketDirectory: String
    var port: Int
    var majorVersion: Int
    /// The process, when it is this one's child.
    var child: ChildProcess?
}
