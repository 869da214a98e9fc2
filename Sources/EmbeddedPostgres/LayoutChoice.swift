import Foundation

extension Layout {
    /// Chooses where the cluster of a data directory lies. A cluster that exists is never passed over for a new one:
    /// permissions that changed since would otherwise make all data seem to be gone.
    static func choose(dataDirectory: String, account: Account) throws(EmbeddedPostgresError) -> Layout {
        let inside = Layout.inside(dataDirectory)
        guard account.isAnother else { return inside }
        let elsewhere = Layout.elsewhere(dataDirectory)
        let barrier = DirectoryAccess.barrier(to: dataDirectory, for: account)
        switch (inside.hasCluster, elsewhere.hasCluster, barrier) {
        case (true, _, let barrier?):
            throw .unreachable(cluster: inside.cluster, barrier: barrier, account: account.name)
        case (true, _, nil), (false, false, nil): return inside
        case (false, true, _), (false, false, _?): return elsewhere
        }
    }

    var hasCluster: Bool { access(cluster + "/PG_VERSION", F_OK) == 0 }

    /// The major version of the cluster; nil when there is none yet.
    func clusterVersion() throws(EmbeddedPostgresError) -> Int? {
        if let content = try? String(contentsOfFile: cluster + "/PG_VERSION", encoding: .utf8) {
            guard let major = ServerVersion.major(ofVersionFile: content) else { throw .notACluster(path: cluster) }
            return major
        }
        let content = (try? FileManager.default.contentsOfDirectory(atPath: cluster)) ?? []
        guard content.isEmpty else { throw .notACluster(path: cluster) }
        return nil
    }
}
