/// Why the private PostgreSQL could not be started. Each description says what was observed and what to do.
package enum EmbeddedPostgresError: Error, Equatable {
    /// No installation was found that is new enough; `tooOld` are the ones that were found.
    case noServerPrograms(searched: [String], tooOld: [Installation])
    /// Running as root, but the account that PostgreSQL must run as does not exist.
    case noServiceAccount(name: String)
    /// The cluster was made by another major version than any installation that was found.
    case otherMajorVersion(cluster: String, version: Int, found: [Installation])
    /// A file or directory could not be made or written.
    case unwritable(path: String, reason: String)
    /// The file system is full.
    case diskFull(path: String)
    /// Another process is initialising, starting or stopping this cluster and did not finish in time.
    case lockedByAnother(path: String, waited: Duration)
    /// A Koers server on another machine, or in another container, uses the data directory.
    case usedFromElsewhere(path: String)
    /// The directory is not empty and holds no cluster.
    case notACluster(path: String)
    /// The cluster exists, but its account cannot enter a directory above it.
    case unreachable(cluster: String, barrier: String, account: String)
    /// `initdb` failed; `output` is what it printed.
    case initialisationFailed(output: String)
    /// The server stopped while starting; `log` is the end of what it wrote.
    case startFailed(log: String)
    /// The server runs, but was not ready in time: it may still be replaying its log after a crash.
    case startTimedOut(cluster: String, waited: Duration)
    /// A server runs on this cluster, but listens on no Unix socket.
    case noSocket(cluster: String)
    /// A program could not be run.
    case cannotRun(program: String, reason: String)
    /// The waiting task was cancelled.
    case interrupted
}

extension EmbeddedPostgresError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noServerPrograms(let searched, let tooOld):
            let found =
                tooOld.isEmpty
                ? "No PostgreSQL server programs were found in \(searched.joined(separator: ", "))."
                : "Only PostgreSQL \(Self.list(tooOld)) was found."
            return found + " Install PostgreSQL \(ServerVersion.oldestSupported) or newer"
                + " (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql),"
                + " put its bin directory on PATH, or give the URL of a database of your own."
        case .noServiceAccount(let name):
            return "PostgreSQL refuses to run as root, and there is no account \(name) to run it as."
                + " Create it (useradd --system \(name)) or start as an ordinary user."
        case .otherMajorVersion(let cluster, let version, let found):
            return "The data in \(cluster) was made by PostgreSQL \(version), but only"
                + " PostgreSQL \(found.isEmpty ? "none" : Self.list(found)) was found."
                + " Install PostgreSQL \(version), or move the data to the newer version with pg_upgrade."
        case .unwritable(let path, let reason):
            return "Cannot write \(path): \(reason). Make it writable for this user or choose another data directory."
        case .diskFull(let path):
            return "The disk that holds \(path) is full. Free some space and start again."
        case .lockedByAnother(let path, let waited):
            return "Another process has been starting or stopping the database of \(path) for \(waited)."
                + " Wait for it or stop it, then start again."
        case .usedFromElsewhere(let path):
            return "A Koers server on another machine or in another container uses \(path)."
                + " Stop it, or let both use one PostgreSQL by its URL."
        case .notACluster(let path):
            return "\(path) is not empty and holds no PostgreSQL data. Choose another data directory or empty this one."
        case .unreachable(let cluster, let barrier, let account):
            return "There is data in \(cluster), but the account \(account) may not enter \(barrier)."
                + " Allow it (chmod o+x \(barrier)) and start again."
        case .initialisationFailed(let output):
            return "PostgreSQL could not initialise its data directory. It said: \(output)"
        case .startFailed(let log):
            return "PostgreSQL stopped while starting. It said: \(log)"
        case .startTimedOut(let cluster, let waited):
            return "PostgreSQL on \(cluster) was not ready within \(waited)."
                + " It may be recovering from a crash and keeps running; start again later to use it."
        case .noSocket(let cluster):
            return "A PostgreSQL server runs on \(cluster) without a Unix socket."
                + " Stop it, so that it can be started anew, or give its URL as the database."
        case .cannotRun(let program, let reason):
            return "Cannot run \(program): \(reason)."
        case .interrupted:
            return "Waiting for PostgreSQL was interrupted."
        }
    }

    private static func list(_ installations: [Installation]) -> String {
        installations.map { "\($0.version.text) (\($0.directory))" }.joined(separator: ", ")
    }
}
