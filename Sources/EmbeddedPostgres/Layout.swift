import Foundation

/// Where everything of one data directory lies. Pure: it looks at nothing, it only names.
struct Layout: Equatable, Sendable {
    /// The data directory that the user chose, absolute and without symbolic links.
    let dataDirectory: String
    /// The directory that holds the cluster and what belongs to it: the data directory, or its place elsewhere.
    let home: String

    /// PostgreSQL's own data directory.
    var cluster: String { home + "/postgres" }
    /// Where `initdb` works; it becomes `cluster` when all is well, so that there is never half a cluster.
    var unfinishedCluster: String { home + "/postgres.unfinished" }
    /// What the server writes to its standard error.
    var serverLog: String { home + "/postgres.log" }
    /// Held while a server initialises, starts or stops the cluster.
    var turnLock: String { dataDirectory + "/koers.lock" }
    /// Held, shared, by every server that uses the cluster, for as long as it does.
    var usersLock: String { dataDirectory + "/koers.users" }
    /// Says which PostgreSQL process was started by a Koers server.
    var marker: String { dataDirectory + "/koers.started" }

    /// The path of a Unix socket is at most this long, and PostgreSQL adds a name to the directory.
    static let longestSocketPath = 107

    /// The socket's port is only a part of its name: the directory is private, so it can always be the same.
    static let port = 5432

    static func socket(in directory: String, port: Int = port) -> String { "\(directory)/.s.PGSQL.\(port)" }

    /// Inside the data directory.
    static func inside(_ dataDirectory: String) -> Layout {
        Layout(dataDirectory: dataDirectory, home: dataDirectory)
    }

    /// In root's own place, for a data directory that the account of PostgreSQL cannot reach. The name is derived
    /// from the path, so that it is found again, and ends in its last component, so that a person can tell it.
    static func elsewhere(_ dataDirectory: String) -> Layout {
        let name = (dataDirectory as NSString).lastPathComponent
            .filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(24)
        let fingerprint = Self.fingerprint(dataDirectory)
        return Layout(dataDirectory: dataDirectory, home: "\(systemDirectory)/elsewhere/\(fingerprint)-\(name)")
    }

    static let systemDirectory = "/var/lib/koers"

    /// The directory of the socket: in the home where that will do, else in a short named place.
    /// - Parameter temporary: the parent of short places for an ordinary user, such as `/tmp`.
    func socketDirectory(account: Account, temporary: String) -> String {
        let nearby = home + "/run"
        // libpq reads a comma as the end of one host and the start of another.
        let isFit = Self.socket(in: nearby).utf8.count <= Self.longestSocketPath && !nearby.contains(",")
        if isFit { return nearby }
        let fingerprint = Self.fingerprint(home)
        return account.isAnother
            ? "\(Self.systemDirectory)/run/\(fingerprint)" : "\(temporary)/koers-\(account.user)-\(fingerprint)"
    }

    /// FNV-1a, 64 bits, as 16 hexadecimal digits: stable between runs, which Swift's own hash is not.
    static func fingerprint(_ text: String) -> String {
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// `/var/lib/koers` for root, else `$XDG_DATA_HOME/koers`, which is `~/.local/share/koers` when not set.
    static func defaultDataDirectory(isRoot: Bool, environment: [String: String], home: String) -> String {
        guard !isRoot else { return systemDirectory }
        // The specification of XDG says to ignore a relative path.
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/koers" }
        return home + "/.local/share/koers"
    }
}
