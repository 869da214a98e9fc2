import Foundation

/// How much memory of its own PostgreSQL has for pages of tables and indexes (`shared_buffers`): as much as the database
/// takes at the start of the server, within bounds.
///
/// What does not fit is read from the system's cache, page by page: a list of a million programmes costs PostgreSQL a fifth
/// more with 128 MB than with 1 GB. The memory is used up only as it fills, but starting with 1 GB takes some 60 ms longer, so
/// a small database keeps the least.
struct SharedBuffers {
    /// In MB, as PostgreSQL counts them: 2²⁰ bytes.
    let megabytes: Int

    static let least = SharedBuffers(megabytes: 128)
    private static let most = SharedBuffers(megabytes: 2048)
}

extension SharedBuffers {
    /// - Parameters:
    ///   - database: The size of all tables and indexes, in bytes.
    ///   - memory: What the machine has, in bytes. An eighth of it is the bound, because other programs use it too.
    init(database: UInt64, memory: UInt64) {
        let unit = UInt64(Self.least.megabytes) << 20
        let needed = (database + unit - 1) / unit
        let allowed = min(memory / 8 / unit, UInt64(Self.most.megabytes / Self.least.megabytes))
        megabytes = Self.least.megabytes * Int(max(1, min(needed, allowed)))
    }

    /// What a cluster needs on this machine.
    static func of(cluster: String) -> SharedBuffers {
        SharedBuffers(database: Files.size(below: cluster + "/base"), memory: memory)
    }

    /// The memory of the machine, or of the container where that has less (`cgroups(7)`).
    private static var memory: UInt64 {
        ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
            .compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
            .compactMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
            .reduce(ProcessInfo.processInfo.physicalMemory, min)
    }
}
