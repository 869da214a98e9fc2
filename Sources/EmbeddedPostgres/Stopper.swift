import Foundation
import Logging

/// Leaves the server, and stops it when that is ours to do.
struct Stopper {
    let layout: Layout
    let users: FileLock
    let child: ChildProcess?
    let logger: Logger

    /// How long clients may take to be disconnected and data to be written, before the server is made to stop.
    private static let fastDeadline = Duration.seconds(10)
    private static let forkDeadline = Duration.milliseconds(500)
    /// PostgreSQL kills what is left of itself after five seconds.
    private static let immediateDeadline = Duration.seconds(8)

    func stop() async {
        defer { users.unlock() }
        guard let turn = try? FileLock(layout.turnLock),
            (try? await turn.lock(.exclusive, path: layout.dataDirectory, wait: Self.fastDeadline)) != nil
        else {
            logger.notice("left PostgreSQL running: another server is starting on it")
            return
        }
        defer { turn.unlock() }
        guard await isLastUser() else {
            logger.info("left PostgreSQL running: another server uses it")
            return
        }
        let marker = Marker(path: layout.marker)
        guard let file = ServerProcess.running(cluster: layout.cluster) else {
            _ = child?.exitStatus()
            marker.remove()
            return
        }
        guard marker.names(process: file.processIdentifier) else {
            logger.info("left PostgreSQL running: it was not started by Koers")
            return
        }
        await end(file.processIdentifier, marker: marker)
    }

    /// A process that is being started holds what its parent had open until it has become another program, for a moment;
    /// that is no other user.
    private func isLastUser() async -> Bool {
        (try? await users.lock(.exclusive, path: layout.dataDirectory, wait: Self.forkDeadline)) != nil
    }

    private func end(_ process: Int32, marker: Marker) async {
        for (signal, wait) in [(SIGINT, Self.fastDeadline), (SIGQUIT, Self.immediateDeadline)] {
            kill(process, signal)
            if await hasEnded(process, within: wait) {
                marker.remove()
                logger.info("stopped PostgreSQL")
                return
            }
            logger.warning("PostgreSQL does not stop", metadata: ["signal": "\(signal)", "waited": "\(wait)"])
        }
    }

    private func hasEnded(_ process: Int32, within wait: Duration) async -> Bool {
        let deadline = Deadline(after: wait)
        while true {
            // It may end between the two questions: only what was collected leaves no zombie.
            let isCollected = child.map { $0.exitStatus() != nil } ?? true
            if isCollected, !ServerProcess.works(process, cluster: layout.cluster) { return true }
            guard !deadline.isPast, (try? await deadline.pause()) != nil else { return false }
        }
    }
}
