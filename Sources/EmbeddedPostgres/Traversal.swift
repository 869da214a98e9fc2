import Foundation

/// What decides whether an account may pass through a directory.
struct DirectoryAccess: Equatable {
    var path: String
    var mode: mode_t
    var owner: uid_t
    var group: gid_t

    func admits(_ account: Account) -> Bool {
        let bit: mode_t =
            if account.user == owner { 0o100 } else if account.groups.contains(group) { 0o010 } else { 0o001 }
        return mode & bit != 0
    }

    /// Reads it from the file system; nil when the path is no directory.
    static func read(_ path: String) -> DirectoryAccess? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return DirectoryAccess(
            path: path,
            mode: status.st_mode & 0o7777,
            owner: status.st_uid,
            group: status.st_gid
        )
    }

    /// The root, and every directory down to this absolute path, the path included.
    static func ancestry(of path: String) -> [String] {
        var current = ""
        return ["/"]
            + path.split(separator: "/").map { name in
                current += "/" + name
                return current
            }
    }

    /// The first directory on the way to `path` that the account may not pass.
    static func barrier(to path: String, for account: Account) -> String? {
        ancestry(of: path).compactMap(read).first { !$0.admits(account) }?.path
    }
}
