import Foundation
import Logging
import Postgres

@testable import EmbeddedPostgres

/// A PostgreSQL of the tests' own, on a Unix socket in a temporary directory; gone when the process exits.
final class ScratchCluster: Sendable {
    /// One for the whole run, for tests that leave it as they found it.
    static let shared = Result { try ScratchCluster() }

    let directory: String
    private let options: String

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameters:
    ///   - options: more of PostgreSQL's own, which win.
    ///   - prepare: what to do before the server starts.
    init(options: String = "", prepare: (ScratchCluster) throws -> Void = { _ in }) throws {
        self.options = options
        var template = Array("/tmp/koers-pg-XXXXXX".utf8CString)
        guard let path = mkdtemp(&template) else { throw Failed(description: "no temporary directory") }
        directory = String(cString: path)
        ScratchClusters.add(self)
        if Self.isRoot { try Self.run(["chown", "postgres", directory]) }
        try asServerUser([
            "initdb", "-D", data, "-U", "koers", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8",
        ])
        try asServerUser(["sed", "-i", "1i local all locked_out scram-sha-256", "\(data)/pg_hba.conf"])
        try prepare(self)
        try start()
    }

    /// Puts a line at the top of `pg_hba.conf`.
    func admit(_ line: String) throws {
        try asServerUser(["sed", "-i", "1i \(line)", "\(data)/pg_hba.conf"])
    }

    /// Reads configuration, certificates and keys again.
    func reload() throws {
        try asServerUser(["pg_ctl", "-D", data, "-s", "reload"])
    }

    /// Takes in a file that belongs to the server and nobody else may read.
    func take(_ file: String, as name: String) throws {
        try Self.run(["install", "-m", "600", file, "\(directory)/\(name)"])
        if Self.isRoot { try Self.run(["chown", "postgres", "\(directory)/\(name)"]) }
    }

    private var data: String { directory + "/data" }

    func url(database: String = "postgres", role: String = "koers", password: String? = nil) -> String {
        let secret = password.map { ":\($0)" } ?? ""
        return "postgres://\(role)\(secret)@/\(database)?host=\(directory)"
    }

    func start() throws {
        let options = "-k \(directory) -c listen_addresses= -c fsync=off -c max_connections=300 \(self.options)"
        try asServerUser(["pg_ctl", "-D", data, "-w", "-s", "-l", directory + "/log", "-o", options, "start"])
    }

    /// Starts the stopped server as a standby, of nobody: it answers reads and refuses writes.
    func becomeStandby() throws {
        try asServerUser(["touch", "\(data)/standby.signal"])
        try start()
    }

    func stop() throws {
        try asServerUser(["pg_ctl", "-D", data, "-w", "-s", "-m", "immediate", "stop"])
    }

    /// At once, and without another process: the test process may be at its end.
    func remove() {
        let pidFile = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
        if let line = pidFile?.split(separator: "\n").first, let server = pid_t(line) {
            kill(server, SIGQUIT)
            // It still removes files of its own; give it two seconds to end.
            for _ in 0..<200 where kill(server, 0) == 0 { usleep(10_000) }
        }
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static let isRoot = geteuid() == 0

    private func asServerUser(_ command: [String]) throws {
        let asUser = Self.isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        try Self.run(asUser + command)
    }

    /// Runs a program to its end. It inherits no file: what another test opens meanwhile would be open for as long as the
    /// server lives, and a client that was cut off would not hear of it.
    static func run(_ command: [String]) throws {
        let path = ["PATH": "/usr/lib/postgresql/15/bin:/usr/sbin:/usr/bin:/bin"]
        let status = try Command(["/usr/bin/env"] + command, environment: path).start(output: 2).waitForExit()
        guard status == 0 else { throw Failed(description: "\(command.joined(separator: " ")): \(status)") }
    }
}

/// The clusters to remove at the end of the process.
private enum ScratchClusters {
    private static let lock = NSLock()
    /// Guarded by `lock`.
    private nonisolated(unsafe) static var all: [ScratchCluster] = []
    private static let removeAtExit: Void = {
        atexit { ScratchClusters.lock.withLock { ScratchClusters.all }.forEach { $0.remove() } }
    }()

    static func add(_ cluster: ScratchCluster) {
        _ = removeAtExit
        lock.withLock { all.append(cluster) }
    }
}

/// A role that the shared cluster lets in with the password `right` only, over SCRAM.
let lockedOut = Task {
    _ = try await withClient { try await $0.execute("CREATE ROLE locked_out LOGIN PASSWORD 'right'") }
}

let quiet: Logger = {
    var logger = Logger(label: "koers.postgres.tests")
    logger.logLevel = .critical
    return logger
}()

/// For tests that run side by side on few cores; those about waiting say their own time.
/// - Parameter url: nil for the shared cluster.
func patientConfiguration(_ url: String? = nil) throws -> PostgresConfiguration {
    var configuration = try PostgresConfiguration(url: url ?? ScratchCluster.shared.get().url())
    configuration.readConnections = 2
    configuration.leasedConnections = 4
    configuration.acquireTimeout = .seconds(20)
    configuration.connectTimeout = .seconds(20)
    return configuration
}

/// Runs the body with a client of its own, and stops the client afterwards.
/// - Parameter inTurn: waits for a place of the turnstile; a test that bounds its clients itself need not.
func withClient<R: Sendable>(
    _ url: String? = nil,
    inTurn: Bool = true,
    configure: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient) async throws -> R
) async throws -> R {
    var configuration = try patientConfiguration(url)
    configure(&configuration)
    guard inTurn else { return try await use(PostgresClient(configuration, logger: quiet), body) }
    await Turnstile.clients.enter()
    do {
        let result = try await use(PostgresClient(configuration, logger: quiet), body)
        await Turnstile.clients.leave()
        return result
    } catch {
        await Turnstile.clients.leave()
        throw error
    }
}

/// Runs the body with a client that takes no place of the turnstile: for one beside another.
func use<R: Sendable>(_ client: PostgresClient, _ body: (PostgresClient) async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await client.run() }
        let result: R
        do {
            result = try await body(client)
        } catch {
            group.cancelAll()
            throw error
        }
        group.cancelAll()
        return result
    }
}

/// Runs what blocks on a thread of its own, so that it holds up no other test.
func blocking<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

/// Asks again until the condition holds, or the time is over.
func eventually(within limit: Duration = .seconds(20), _ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

extension PostgresClient {
    /// One statement on a leased connection.
    @discardableResult
    func execute(_ sql: String, _ parameters: [PostgresValue] = []) async throws -> Rows {
        try await withConnection { try await $0.send([Statement("test", sql, parameters)])[0] }
    }
}

/// How many sessions other than the asking one run a statement that holds this text.
func running(_ mark: String, _ watcher: PostgresClient) async throws -> Int64 {
    try await watcher.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() "
            + "AND query LIKE '%' || $1::text || '%'",
        [.text(mark)]
    )[0].decode(0)
}
