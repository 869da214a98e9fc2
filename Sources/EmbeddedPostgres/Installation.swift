import Foundation

/// One set of PostgreSQL server programs.
package struct Installation: Hashable, Sendable {
    /// The directory that holds `postgres` and `initdb`.
    package let directory: String
    package let version: ServerVersion

    package init(directory: String, version: ServerVersion) {
        self.directory = directory
        self.version = version
    }

    func program(_ name: String) -> String { directory + "/" + name }

    /// Whether it can serve a cluster of this major version; with nil, whether it can make a new one.
    func fits(_ clusterVersion: Int?) -> Bool {
        version.major >= ServerVersion.oldestSupported && (clusterVersion ?? version.major) == version.major
    }
}

/// Where PostgreSQL's programs may lie. Pure: the file system and the environment come in as values.
struct InstallationSearch {
    var path: String
    var pgConfigDirectory: String?
    var listing: (_ directory: String) -> [String]
    var isExecutable: (_ file: String) -> Bool

    /// Parents of directories named after a major version, with what follows the number.
    static let versionedPlaces: [(parent: String, prefix: String, suffix: String)] = [
        ("/usr/lib/postgresql", "", "/bin"),
        ("/usr", "pgsql-", "/bin"),
        ("/opt/homebrew/opt", "postgresql@", "/bin"),
        ("/usr/local/opt", "postgresql@", "/bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "/bin"),
    ]

    /// Places that stand whatever is installed; for the message when nothing is found.
    static let searchedPlaces =
        ["PATH", "pg_config --bindir"]
        + versionedPlaces.map { "\($0.parent)/\($0.prefix)*\($0.suffix)" }

    /// Directories that hold both programs, in order of preference, each once.
    func directories() -> [String] {
        var seen: Set<String> = []
        return candidates().filter { directory in
            seen.insert(directory).inserted
                && isExecutable(directory + "/postgres") && isExecutable(directory + "/initdb")
        }
    }

    private func candidates() -> [String] {
        let onPath = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        let versioned = Self.versionedPlaces.flatMap { place in
            Self.newestFirst(listing(place.parent), prefix: place.prefix).map { name in
                "\(place.parent)/\(name)\(place.suffix)"
            }
        }
        return onPath + [pgConfigDirectory].compactMap { $0 } + versioned
    }

    static func newestFirst(_ names: [String], prefix: String) -> [String] {
        names
            .compactMap { name -> (version: Double, name: String)? in
                guard name.hasPrefix(prefix), let version = Double(name.dropFirst(prefix.count)) else { return nil }
                return (version, name)
            }
            .sorted { $0.version > $1.version }
            .map(\.name)
    }
}

/// What was found, and the choice among it.
struct Installations {
    var found: [Installation]

    /// The programs for a cluster of this major version; for a new cluster the first supported ones.
    func choose(clusterVersion: Int?, cluster: String) throws(EmbeddedPostgresError) -> Installation {
        if let fitting = found.first(where: { $0.fits(clusterVersion) }) { return fitting }
        guard let clusterVersion, found.contains(where: { $0.fits(nil) }) else {
            throw .noServerPrograms(searched: InstallationSearch.searchedPlaces, tooOld: found)
        }
        throw .otherMajorVersion(cluster: cluster, version: clusterVersion, found: found)
    }

    /// Searches this machine, no further than needed: each program that is asked for its version costs a start.
    /// - Parameter clusterVersion: stops at the first installation for it; with nil at the first supported one.
    static func onThisMachine(clusterVersion: Int?) async throws(EmbeddedPostgresError) -> Installations {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        var search = InstallationSearch(
            path: path,
            pgConfigDirectory: nil,
            listing: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] },
            isExecutable: { access($0, X_OK) == 0 }
        )
        var found: [Installation] = []
        for directory in search.directories() {
            guard let installation = await installation(in: directory) else { continue }
            found.append(installation)
            if installation.fits(clusterVersion) { return Installations(found: found) }
        }
        // PostgreSQL's own tool knows places that no list has.
        search.pgConfigDirectory = await pgConfigDirectory(path: path)
        for directory in search.directories() where !found.contains(where: { $0.directory == directory }) {
            guard let installation = await installation(in: directory) else { continue }
            found.append(installation)
        }
        return Installations(found: found)
    }

    private static func installation(in directory: String) async -> Installation? {
        guard let output = try? await Command([directory + "/postgres", "--version"]).run(),
            let version = ServerVersion(programOutput: output.text)
        else { return nil }
        return Installation(directory: directory, version: version)
    }

    private static func pgConfigDirectory(path: String) async -> String? {
        guard let program = Command.find("pg_config", path: path),
            let output = try? await Command([program, "--bindir"]).run(), output.status == 0
        else { return nil }
        return output.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
