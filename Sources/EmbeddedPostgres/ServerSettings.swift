import Foundation

/// The settings of the private server, and who may connect.
///
/// They stand in `koers.conf`, which is written anew at each start and included by `postgresql.conf`. What an
/// administrator sets with `ALTER SYSTEM` lies in `postgresql.auto.conf`, is read later, and therefore wins.
enum ServerSettings {
    static let fileName = "koers.conf"

    /// Modest: one small server beside the process that uses it.
    static func defaults(_ buffers: SharedBuffers) -> [(name: String, value: String, reason: String)] {
        [
            ("shared_buffers", "\(buffers.megabytes)MB", "the database at this start, within bounds"),
            (
                "effective_cache_size", "\(buffers.megabytes * 4)MB",
                "with what the system's file cache is likely to hold"
            ),
        ] + constants
    }

    private static let constants: [(name: String, value: String, reason: String)] = [
        ("max_connections", "60", "the server's pools stay far below it; leaves room for psql and pg_dump"),
        ("work_mem", "8MB", "sorting and hashing of one page stays in memory"),
        ("maintenance_work_mem", "64MB", "index builds in migrations"),
        ("random_page_cost", "1.1", "solid state disks"),
        ("min_wal_size", "80MB", "as PostgreSQL's own default"),
        ("max_wal_size", "512MB", "bounds the disk space and the time of recovery"),
        ("wal_compression", "on", "full page images are most of the log of small transactions"),
        ("checkpoint_completion_target", "0.9", "spreads writes"),
        ("max_worker_processes", "4", "few cores"),
        ("max_parallel_workers_per_gather", "0", "requests are small; parallel plans cost more than they win"),
        ("autovacuum_naptime", "10s", "tables that fill are soon planned for as full ones"),
        ("jit", "off", "compiling costs more than these queries take"),
        ("timezone", "UTC", "all times are UTC"),
        ("log_timezone", "UTC", "all times are UTC"),
        ("log_min_messages", "log", "no messages of statements: they may hold personal data, and the client gets them"),
        ("log_checkpoints", "off", "routine"),
        ("cluster_name", "koers", "shows in the process list"),
    ]

    /// Where the server listens. Stands in `koers.conf`, so that one who starts the cluster by hand opens no other
    /// door, and again on the command line, which `ALTER SYSTEM` does not override.
    static func listening(socketDirectory: String) -> [(name: String, value: String)] {
        let quoted = "\"" + socketDirectory.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        return [
            ("listen_addresses", ""), ("port", String(Layout.port)), ("unix_socket_directories", quoted),
            ("unix_socket_permissions", "0700"),
        ]
    }

    /// The text of `koers.conf`.
    /// - Parameter extra: settings that replace or extend the defaults; they are written in order of name.
    static func render(
        socketDirectory: String,
        buffers: SharedBuffers = .least,
        extra: [String: String] = [:]
    ) -> String {
        let places = listening(socketDirectory: socketDirectory)
        let kept = defaults(buffers).filter { extra[$0.name] == nil }
            .map { "\($0.name) = \(quoted($0.value))  # \($0.reason)" }
        let added = extra.sorted { $0.key < $1.key }.map { "\($0.key) = \(quoted($0.value))" }
        return
            (["# Written by Koers at each start. Use ALTER SYSTEM to set something else."]
            + kept + added + places.map { "\($0.name) = \(quoted($0.value))" })
            .joined(separator: "\n") + "\n"
    }

    /// A value in quotes of the configuration file. Line ends would start another setting, so they become spaces.
    static func quoted(_ value: String) -> String {
        let text = value.map { character -> String in
            switch character {
            case "'": "''"
            case "\\": "\\\\"
            case let other where other.isNewline: " "
            case let other: String(other)
            }
        }
        return "'" + text.joined() + "'"
    }

    /// Who may connect: whoever reaches the socket, as any role.
    static let access = """
        # Written by Koers when the data directory was made.
        # "trust" is safe for one reason only: the server listens on no network, and its one socket has mode 0700
        # and lies in a directory of mode 0700, which admits its own account and root, and nobody else. Koers itself may run as root
        # while PostgreSQL runs as postgres, so "peer" would refuse the one client that must get in.
        local all all trust

        """
}
