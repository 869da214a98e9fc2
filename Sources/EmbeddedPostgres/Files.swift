import Foundation

/// The few changes to the file system that are made here, each with errors that name the path.
enum Files {
    /// Makes a directory with all that lead to it, and gives back its path without symbolic links. What is made gets
    /// this mode whatever the umask is; what exists stays as it is.
    static func makeDirectories(_ path: String, mode: mode_t) throws(EmbeddedPostgresError) -> String {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        for directory in DirectoryAccess.ancestry(of: absolute) where DirectoryAccess.read(directory) == nil {
            if mkdir(directory, mode) == 0 {
                guard chmod(directory, mode) == 0 else { throw failure(directory) }
            } else if errno != EEXIST || DirectoryAccess.read(directory) == nil {
                throw failure(directory)
            }
        }
        guard let real = realpath(absolute, nil) else { throw failure(absolute) }
        defer { free(real) }
        return String(cString: real)
    }

    /// Makes a directory that only this account can enter, or checks and mends the one that is there. A symbolic
    /// link or another's directory is refused: somebody may have laid it in a public place.
    static func makePrivateDirectory(_ path: String, for account: Account) throws(EmbeddedPostgresError) {
        if mkdir(path, 0o700) == 0 {
            guard !account.isAnother || lchown(path, account.user, account.group) == 0 else { throw failure(path) }
        } else if errno != EEXIST {
            throw failure(path)
        }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == account.user else {
            throw .unwritable(path: path, reason: "it exists and is not a directory of the account PostgreSQL runs as")
        }
        guard status.st_mode & 0o7777 == 0o700 || chmod(path, 0o700) == 0 else { throw failure(path) }
    }

    /// Replaces a file as a whole and durably. A symbolic link in its place is replaced, not followed.
    /// - Parameter account: who gets the file; nil leaves it ours.
    static func write(_ content: String, to path: String, owner account: Account?) throws(EmbeddedPostgresError) {
        let draft = path + ".draft"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let bytes = Array(content.utf8)
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count,
            give(descriptor, to: account),
            fsync(descriptor) == 0, rename(draft, path) == 0
        else {
            let error = failure(path)
            unlink(draft)
            throw error
        }
    }

    private static func give(_ descriptor: Int32, to account: Account?) -> Bool {
        guard let account, account.isAnother else { return true }
        return fchown(descriptor, account.user, account.group) == 0
    }

    /// Opens a file to append to; when it has grown past `limit` bytes it is first set aside as `.old`.
    static func openLog(_ path: String, limit: Int) throws(EmbeddedPostgresError) -> Int32 {
        var status = stat()
        if stat(path, &status) == 0, Int(status.st_size) > limit { rename(path, path + ".old") }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    /// The bytes of all files below a directory; what cannot be read counts for nothing.
    static func size(below directory: String) -> UInt64 {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: directory)) ?? []
        return paths.reduce(0) { sum, path in
            var status = stat()
            guard lstat(directory + "/" + path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return sum }
            return sum + UInt64(status.st_size)
        }
    }

    /// Makes the names in a directory durable.
    static func syncDirectory(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// The error that `errno` now tells.
    static func failure(_ path: String) -> EmbeddedPostgresError {
        let code = errno
        guard code != ENOSPC, code != EDQUOT else { return .diskFull(path: path) }
        return .unwritable(path: path, reason: String(cString: strerror(code)))
    }
}
