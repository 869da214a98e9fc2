import Foundation

/// Questions about processes that may belong to a cluster.
package enum ServerProcess {
    /// The server that runs on a cluster, or nil: a file whose process died, or was replaced by a foreign one that
    /// got the same id, is stale.
    package static func running(cluster: String) -> PostmasterFile? {
        guard let file = PostmasterFile.read(cluster: cluster), works(file.processIdentifier, cluster: cluster) else {
            return nil
        }
        return file
    }

    /// Whether a live process works in this cluster. Every server process changes to its data directory, and a
    /// process that has ended but was not yet collected has no working directory.
    static func works(_ process: Int32, cluster: String) -> Bool {
        guard isAlive(process) else { return false }
        #if os(Linux)
            return workingDirectory(of: process) == resolved(cluster)
        #else
            return true
        #endif
    }

    /// Whether a process with this id exists, whoever owns it.
    static func isAlive(_ process: Int32) -> Bool {
        kill(process, 0) == 0 || errno == EPERM
    }

    /// Server processes that work in the cluster; once its first process is gone, those that outlived it. They still
    /// write, so a new server must wait for their end. Only Linux can tell; elsewhere the server's own check of shared
    /// memory has to do.
    package static func orphans(cluster: String) -> [Int32] {
        #if os(Linux)
            let directory = resolved(cluster)
            let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return processes.compactMap { Int32($0) }
                .filter { $0 != getpid() && workingDirectory(of: $0) == directory && isServer($0) }
        #else
            return []
        #endif
    }

    #if os(Linux)
        private static func workingDirectory(of process: Int32) -> String? {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
        }

        /// A shell whose user stands in the directory is no server process.
        private static func isServer(_ process: Int32) -> Bool {
            let name = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
            return name?.hasPrefix("postgres") == true
        }
    #endif

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
