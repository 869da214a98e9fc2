import Foundation

/// Remembers on disk that a PostgreSQL process was started by a Koers server, and where, so that a later one, after
/// the first was killed, knows that it may stop it.
struct Marker {
    let path: String

    func write(process: Int32) throws(EmbeddedPostgresError) {
        try Files.write("\(process)\n\(Self.machine)\n", to: path, owner: nil)
    }

    /// Whether it is about this process.
    func names(process: Int32) -> Bool { lines.first.flatMap { Int32($0) } == process }

    /// Whether it was written where this process cannot see the processes of the writer.
    var isFromAnotherMachine: Bool { lines.count > 1 && lines[1] != Self.machine }

    func remove() { unlink(path) }

    private var lines: [String] {
        guard let content = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        return content.split(separator: "\n").map(String.init)
    }

    /// Differs between machines, between containers that do not share their processes, and after a restart.
    /// Only Linux can tell.
    static let machine: String = {
        let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        let processes = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
        return (boot ?? "").trimmingCharacters(in: .whitespacesAndNewlines) + " " + (processes ?? "")
    }()
}
