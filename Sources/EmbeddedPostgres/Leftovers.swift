import Foundation

/// What a server that was killed leaves behind. Cleared only while this process has the turn to start.
struct Leftovers {
    let layout: Layout
    let socketDirectory: String

    /// How long server processes may take to notice by themselves that their first process is gone.
    private static let patience = Duration.milliseconds(500)

    func clear(until deadline: Deadline) async throws(EmbeddedPostgresError) {
        guard let stale = PostmasterFile.read(cluster: layout.cluster) else { return }
        try await endOrphans(until: deadline)
        // PostgreSQL clears its own leftovers, unless another process has the old id by now: it takes that one for
        // the server. No process works in the cluster any more, so the files are nobody's.
        guard ServerProcess.isAlive(stale.processIdentifier) else { return }
        unlink(PostmasterFile.path(cluster: layout.cluster))
        unlink(Layout.socket(in: socketDirectory))
        unlink(Layout.socket(in: socketDirectory) + ".lock")
    }

    /// Processes that run a statement do not notice; a new server beside them would corrupt the data, so they end
    /// first, in the way PostgreSQL itself ends them after a crash.
    private func endOrphans(until deadline: Deadline) async throws(EmbeddedPostgresError) {
        let patience = Deadline(after: Self.patience)
        var asked = false
        while true {
            let orphans = ServerProcess.orphans(cluster: layout.cluster)
            guard !orphans.isEmpty else { return }
            if patience.isPast, !asked {
                for orphan in orphans { kill(orphan, SIGQUIT) }
                asked = true
            }
            guard !deadline.isPast else {
                throw .lockedByAnother(path: layout.cluster, waited: Self.patience)
            }
            try await deadline.pause()
        }
    }
}
