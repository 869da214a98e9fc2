import Foundation

/// Remembers on disk that a PostgreSQL process was started by a Koers server, so that a later one, after the first
/// was killed, knows that it may stop it.
struct Marker {
    let path: String

    func write(process: Int32) throws(EmbeddedPostgresError) {
        try Files.write("\(process)\n", to: path, owner: nil)
    }

    func names(process: Int32) -> Bool {
        guard let content = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
        return Int32(content.trimmingCharacters(in: .whitespacesAndNewlines)) == process
    }

    func remove() { unlink(path) }
}
