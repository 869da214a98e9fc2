import Foundation

/// The operating system's account that PostgreSQL runs as.
struct Account: Equatable, Sendable {
    var name: String
    var user: uid_t
    var group: gid_t
    /// All groups of the account, `group` among them.
    var groups: [gid_t]
    /// Whether it is another account than the one we run as; then we are root.
    var isAnother: Bool

    /// PostgreSQL refuses to run as root, so there it runs as `postgres`; otherwise as whoever we are.
    static func forServer() throws(EmbeddedPostgresError) -> Account {
        guard geteuid() == 0 else {
            return Account(name: "", user: geteuid(), group: getegid(), groups: [getegid()], isAnother: false)
        }
        return try named("postgres")
    }

    static func named(_ name: String) throws(EmbeddedPostgresError) -> Account {
        guard let entry = getpwnam(name)?.pointee else { throw .noServiceAccount(name: name) }
        return Account(
            name: name,
            user: entry.pw_uid,
            group: entry.pw_gid,
            groups: memberships(name, entry.pw_gid),
            isAnother: true
        )
    }

    private static func memberships(_ name: String, _ group: gid_t) -> [gid_t] {
        #if canImport(Darwin)
            return [group]
        #else
            var count: Int32 = 256
            var groups = [gid_t](repeating: 0, count: Int(count))
            guard getgrouplist(name, group, &groups, &count) >= 0 else { return [group] }
            return Array(groups.prefix(Int(count)))
        #endif
    }

    /// The command that runs another as this account. The program replaces `setpriv`, so the process id stays.
    func running(_ arguments: [String], environment: [String: String] = [:]) throws(EmbeddedPostgresError) -> Command {
        guard isAnother else { return Command(arguments, environment: environment) }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        if let setpriv = Command.find("setpriv", path: path) {
            let prefix = [setpriv, "--reuid=\(user)", "--regid=\(group)", "--init-groups", "--"]
            return Command(prefix + arguments, environment: environment)
        }
        if let runuser = Command.find("runuser", path: path) {
            return Command([runuser, "-u", name, "--"] + arguments, environment: environment)
        }
        throw .cannotRun(program: "setpriv or runuser", reason: "neither is installed; both belong to util-linux")
    }
}
