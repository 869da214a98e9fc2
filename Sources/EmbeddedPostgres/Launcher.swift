import Foundation

/// Starts the server of a cluster on which none runs.
struct Launcher {
    let layout: Layout
    let account: Account
    let installation: Installation
    let options: EmbeddedPostgres.Options

    /// The log file is set aside when it has grown past this.
    private static let logLimit = 16 << 20

    func launch() async throws(EmbeddedPostgresError) -> RunningServer {
        let deadline = Deadline(after: options.startTimeout)
        let socketDirectory = try prepareSocketDirectory()
        try await Leftovers(layout: layout, socketDirectory: socketDirectory).clear(until: deadline)
        let configuration = layout.cluster + "/" + ServerSettings.fileName
        try Files.write(
            ServerSettings.render(
                socketDirectory: socketDirectory,
                buffers: .of(cluster: layout.cluster),
                extra: options.settings
            ),
            to: configuration,
            owner: account
        )
        let log = try Files.openLog(layout.serverLog, limit: Self.logLimit)
        defer { close(log) }
        let logStart = lseek(log, 0, SEEK_END)
        let arguments = Self.arguments(cluster: layout.cluster, socketDirectory: socketDirectory)
        let child = try account.running([installation.program("postgres")] + arguments).start(output: log)
        do throws(EmbeddedPostgresError) {
            let process = try await waitUntilReady(child, logStart: logStart, deadline: deadline)
            return RunningServer(
                process: process,
                socketDirectory: socketDirectory,
                port: Layout.port,
                majorVersion: installation.version.major,
                child: child
            )
        } catch {
            // A server that needs more time to recover keeps it: the next start finds it.
            if case .startTimedOut = error { throw error }
            child.signal(SIGQUIT)
            _ = child.waitForExit()
            throw error
        }
    }

    static func arguments(cluster: String, socketDirectory: String) -> [String] {
        let fixed =
            ServerSettings.listening(socketDirectory: socketDirectory)
            + [("logging_collector", "off"), ("log_destination", "stderr")]
        return ["-D", cluster] + fixed.flatMap { ["-c", "\($0.name)=\($0.value)"] }
    }

    private func prepareSocketDirectory() throws(EmbeddedPostgresError) -> String {
        let directory = layout.socketDirectory(account: account, temporary: "/tmp")
        if directory.hasPrefix(Layout.systemDirectory + "/run/") {
            _ = try Files.makeDirectories(Layout.systemDirectory + "/run", mode: 0o755)
        }
        try Files.makePrivateDirectory(directory, for: account)
        return directory
    }

    private func waitUntilReady(
        _ child: ChildProcess,
        logStart: off_t,
        deadline: Deadline
    ) async throws(EmbeddedPostgresError) -> Int32 {
        let marker = Marker(path: layout.marker)
        while true {
            if let file = ServerProcess.running(cluster: layout.cluster) {
                if !marker.names(process: file.processIdentifier) {
                    try marker.write(process: file.processIdentifier)
                }
                if file.isReady { return file.processIdentifier }
            }
            if child.exitStatus() != nil {
                let said = logTail(from: logStart)
                throw said.contains("No space left on device")
                    ? .diskFull(path: layout.cluster) : .startFailed(log: said)
            }
            guard !deadline.isPast else {
                throw .startTimedOut(cluster: layout.cluster, waited: options.startTimeout)
            }
            try await deadline.pause()
        }
    }

    private func logTail(from start: off_t) -> String {
        guard let file = FileHandle(forReadingAtPath: layout.serverLog) else { return "" }
        defer { try? file.close() }
        guard (try? file.seek(toOffset: UInt64(max(0, start)))) != nil,
            let data = try? file.read(upToCount: 4096)
        else { return "" }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
