import EmbeddedPostgres
import Foundation
import Synchronization

/// The directories of this test process, removed when it exits.
package enum TestDirectories {
    private struct State {
        var root: String?
        var lock: Int32 = -1
        /// Clusters to end at exit.
        var clusters: Set<String> = []
        /// Directories to remove at exit, beside the root.
        var homes: Set<String> = []
    }

    private static let state = Mutex(State())

    /// A new empty directory, which the account of PostgreSQL can enter.
    package static func make() throws -> String {
        let directory = try root() + "/" + String(UUID().uuidString.prefix(8))
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o755]
        )
        return directory
    }

    static func remember(_ directory: String, cluster: String, home: String) {
        state.withLock { state in
            state.clusters.insert(cluster)
            if home != directory { state.homes.insert(home) }
        }
    }

    private static func root() throws -> String {
        try state.withLock { state in
            if let root = state.root { return root }
            reap()
            let root = "\(parent)/koers-tests-\(geteuid())-\(getpid())"
            let draft = "\(parent)/koers-making-\(geteuid())-\(getpid())"
            for leftover in [root, draft] { try? FileManager.default.removeItem(atPath: leftover) }
            try FileManager.default.createDirectory(
                atPath: draft,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o755]
            )
            // Held until the process ends, however it ends: then the directory may be reaped. It gets its name when
            // the lock is held, so that no other process takes it for a leftover.
            state.lock = open(draft + "/alive", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            _ = flock(state.lock, LOCK_EX | LOCK_NB)
            try FileManager.default.moveItem(atPath: draft, toPath: root)
            state.root = root
            atexit { TestDirectories.clearAtExit() }
            return root
        }
    }

    /// Short, so that a socket's path fits, and open to the account of PostgreSQL.
    private static let parent = "/tmp"

    /// Ends and removes what processes that were killed left behind.
    private static func reap() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix("koers-tests-\(geteuid())-") {
            let root = parent + "/" + name
            let lock = open(root + "/alive", O_RDWR | O_CLOEXEC)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { continue }
            let clusters = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
            end(clusters.map { "\(root)/\($0)/postgres" })
            try? FileManager.default.removeItem(atPath: root)
        }
    }

    private static func clearAtExit() {
        let (root, clusters, homes) = state.withLock { ($0.root, $0.clusters, $0.homes) }
        end(Array(clusters))
        for directory in [root].compactMap({ $0 }) + homes {
            try? FileManager.default.removeItem(atPath: directory)
        }
    }

    /// Ends servers without writing anything back, and waits for it: at exit nothing can be awaited.
    private static func end(_ clusters: [String]) {
        let running = clusters.filter { cluster in
            guard let file = ServerProcess.running(cluster: cluster) else { return false }
            return kill(file.processIdentifier, SIGQUIT) == 0
        }
        let deadline = ContinuousClock.now + .seconds(6)
        while running.contains(where: { ServerProcess.running(cluster: $0) != nil }), ContinuousClock.now < deadline {
            usleep(5000)
        }
        for orphan in clusters.flatMap(ServerProcess.orphans) { kill(orphan, SIGKILL) }
    }
}
