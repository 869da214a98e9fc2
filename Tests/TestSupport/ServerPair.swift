package import EmbeddedPostgres
import Foundation

/// A primary and a standby that streams from it, to kill the one and promote the other.
///
/// Every commit waits until the standby has it, so that nothing acknowledged is lost with the primary. What the caller
/// does not stop is ended at exit.
package struct ServerPair: Sendable {
    package let primary: EmbeddedPostgres
    package let standby: EmbeddedPostgres

    /// - Parameter prepare: what to do with the primary before the standby is made of it.
    package static func make(
        _ prepare: (TestCluster) async throws -> Void = { _ in }
    ) async throws -> ServerPair {
        let primary = try await TestCluster.own(settings: settings)
        let cluster = try TestCluster(postgres: primary)
        try await prepare(cluster)
        try await admitStandbys(cluster)
        let pair = ServerPair(primary: primary, standby: try await makeStandby(of: primary))
        try await cluster.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        try await cluster.execute("SELECT pg_reload_conf()")
        let isSynchronous = await eventually {
            try await cluster.execute("SELECT sync_state FROM pg_stat_replication") == "sync"
        }
        guard isSynchronous else { throw TestClusterError(message: "The standby does not stream.") }
        return pair
    }

    /// The primary's end, in the middle of whatever it does.
    package func killPrimary() async throws {
        try await Self.kill(primary)
    }

    package func killStandby() async throws {
        try await Self.kill(standby)
    }

    /// Ends both.
    package func stop() async {
        await standby.stop()
        await primary.stop()
    }

    /// Makes the standby the primary; returns when it accepts changes.
    package func promote() async throws {
        let answer = try await TestCluster(postgres: standby).execute("SELECT pg_promote(true, 30)")
        guard answer == "t" else { throw TestClusterError(message: "The standby was not promoted.") }
    }

    /// Names both servers, the first primary first, and says nothing of which is wanted.
    package func url(database: String, user: String = EmbeddedPostgres.superuser) -> String {
        Self.url([primary, standby], database: database, user: user)
    }

    package static func url(
        _ servers: [EmbeddedPostgres],
        database: String,
        user: String = EmbeddedPostgres.superuser
    ) -> String {
        let hosts = servers.map(\.socketDirectory).joined(separator: ",")
        let ports = servers.map { "\($0.port)" }.joined(separator: ",")
        return "postgres:///\(database)?host=\(hosts)&port=\(ports)&user=\(user)"
    }

    private static let settings = ["synchronous_commit": "on", "wal_level": "replica", "max_wal_senders": "4"]

    private static func admitStandbys(_ cluster: TestCluster) async throws {
        let file = URL(filePath: cluster.postgres.clusterDirectory + "/pg_hba.conf")
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("local replication all trust\n".utf8))
        try handle.close()
        try await cluster.execute("SELECT pg_reload_conf()")
    }

    private static func makeStandby(of primary: EmbeddedPostgres) async throws -> EmbeddedPostgres {
        let directory = try TestDirectories.make()
        let programs = "/usr/lib/postgresql/\(primary.majorVersion)/bin/pg_basebackup"
        let program = access(programs, X_OK) == 0 ? programs : "/usr/bin/pg_basebackup"
        let cluster = directory + "/postgres"
        let backup = try await Command([
            program, "--pgdata=\(cluster)", "--host=\(primary.socketDirectory)", "--port=\(primary.port)",
            "--username=\(EmbeddedPostgres.superuser)", "--checkpoint=fast", "--write-recovery-conf", "--no-sync",
        ]).run()
        guard backup.status == 0 else { throw TestClusterError(message: backup.text) }
        if geteuid() == 0 {
            // PostgreSQL runs as another account than we do.
            let chown = ["/bin/chown", "-R", "--reference=\(primary.clusterDirectory)", cluster]
            let owner = try await Command(chown).run()
            guard owner.status == 0 else { throw TestClusterError(message: owner.text) }
        }
        return try await TestCluster.start(in: directory, settings: settings)
    }

    private static func kill(_ server: EmbeddedPostgres) async throws {
        #if canImport(Glibc)
            Glibc.kill(server.processIdentifier, SIGKILL)
        #else
            Darwin.kill(server.processIdentifier, SIGKILL)
        #endif
        let isGone = await eventually {
            ServerProcess.running(cluster: server.clusterDirectory) == nil
                && ServerProcess.orphans(cluster: server.clusterDirectory).isEmpty
        }
        guard isGone else { throw TestClusterError(message: "The server runs on after its kill.") }
    }
}
