import Foundation

/// The file `postmaster.pid` of a data directory, which a running server keeps there.
///
/// Its lines are: process id, data directory, start time (seconds since 1970), port, first socket directory,
/// listen address, shared memory key and id, status. A server that is still starting has written only the first.
/// Source: `src/include/utils/pidfile.h` of PostgreSQL.
package struct PostmasterFile: Equatable, Sendable {
    package let processIdentifier: Int32
    package let port: Int?
    /// Empty in the file when the server has no Unix socket; then nil here.
    package let socketDirectory: String?
    package let isReady: Bool

    package init?(_ content: String) {
        let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        // A process in single-user mode writes its id as a negative number.
        guard let first = lines.first, let identifier = Int32(first), identifier != 0, identifier > Int32.min else {
            return nil
        }
        processIdentifier = abs(identifier)
        port = lines.count > 3 ? Int(lines[3]) : nil
        socketDirectory = lines.count > 4 && lines[4].hasPrefix("/") ? lines[4] : nil
        isReady = lines.count > 7 && lines[7] == "ready"
    }

    /// Reads the file of a cluster; nil when there is none, or when it is not one.
    package static func read(cluster: String) -> PostmasterFile? {
        guard let content = try? String(contentsOfFile: path(cluster: cluster), encoding: .utf8) else { return nil }
        return PostmasterFile(content)
    }

    static func path(cluster: String) -> String { cluster + "/postmaster.pid" }
}
