import Contract
import Foundation

/// `profiles.json` in the user's configuration directory, readable by its owner alone, for it holds tokens.
struct ProfileFile: Sendable {
    let path: String

    /// `$XDG_CONFIG_HOME/koers/profiles.json`, or the same below `~/.config`.
    init(environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        path = (configured ?? home + "/.config") + "/koers/profiles.json"
    }

    /// The profiles; none when there is no file yet.
    ///
    /// - Throws: a failure that names the file when it cannot be read or is not JSON.
    func read() throws(Failure) -> Profiles {
        guard FileManager.default.fileExists(atPath: path) else { return Profiles() }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .usage("\(path) cannot be read; check its permissions.\n")
        }
        do {
            return Profiles(try JSON(parsing: Array(data)))
        } catch {
            throw .usage("\(path) is damaged (\(error.detail)); remove it and log in again.\n")
        }
    }

    /// Replaces the file in one step: a reader sees the old one or the new one.
    func write(_ profiles: Profiles) throws(Failure) {
        let directory = (path as NSString).deletingLastPathComponent
        let temporary = path + ".\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .usage("\(directory) cannot be made; check its permissions.\n")
        }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            throw .usage("\(path) cannot be written: \(String(cString: strerror(errno))).\n")
        }
        defer { close(descriptor) }
        let text = JSONLayout.pretty(profiles.json.bytes)
        do {
            try StandardStreams.write(text, to: descriptor)
        } catch {
            unlink(temporary)
            throw .usage("\(path) cannot be written.\n")
        }
        guard rename(temporary, path) == 0 else {
            unlink(temporary)
            throw .usage("\(path) cannot be replaced: \(String(cString: strerror(errno))).\n")
        }
    }
}
