import EmbeddedPostgres
import Foundation
import TestSupport
import Testing

@Suite struct `After a kill` {
    @Test func `of PostgreSQL, the next start recovers what was committed`() async throws {
        let killed = try await TestCluster.own(settings: ["synchronous_commit": "on"])
        try await TestCluster(postgres: killed).execute("CREATE TABLE kept AS SELECT 7 AS a")
        try await end(killed)
        let next = try await TestCluster.start(in: killed.dataDirectory)
        #expect(!next.wasAdopted)
        #expect(next.processIdentifier != killed.processIdentifier)
        #expect(try await TestCluster(postgres: next).execute("SELECT a FROM kept") == "7")
        await next.stop()
        await killed.stop()
    }

    @Test func `of PostgreSQL in the middle of a statement, the next start ends that statement first`() async throws {
        let killed = try await TestCluster.own()
        let cluster = try TestCluster(postgres: killed)
        // A loop that never waits does not notice that its first process is gone.
        let loop = "DO $$ DECLARE n bigint := 0; BEGIN LOOP n := n + 1; END LOOP; END $$"
        let statement = Task { try await cluster.execute(loop) }
        #expect(
            await eventually {
                try await cluster.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO %'") == "1"
            }
        )
        try await end(killed)
        let next = try await TestCluster.start(in: killed.dataDirectory)
        await #expect(throws: TestClusterError.self) { try await statement.value }
        #expect(try await TestCluster(postgres: next).execute("SELECT 1") == "1")
        await next.stop()
        await killed.stop()
    }

    @Test func `of the server that started it, the next one attaches and stops it at its end`() async throws {
        // Letting go of it without stopping does to its locks what a kill does.
        let directory = try await {
            let killed = try await TestCluster.own()
            return killed.dataDirectory
        }()
        let next = try await TestCluster.start(in: directory)
        #expect(next.wasAdopted)
        await next.stop()
        #expect(ServerProcess.running(cluster: next.clusterDirectory) == nil)
    }

    @Test func `a file that names a process of somebody else is stale`() async throws {
        let stopped = try await TestCluster.own()
        await stopped.stop()
        let file = stopped.clusterDirectory + "/postmaster.pid"
        let content =
            "\(getpid())\n\(stopped.clusterDirectory)\n1\n5432\n\(stopped.socketDirectory)\n\n 1 1\nready   \n"
        try content.write(toFile: file, atomically: false, encoding: .utf8)
        let next = try await TestCluster.start(in: stopped.dataDirectory)
        #expect(!next.wasAdopted)
        await next.stop()
    }

    @Test func `a half-made cluster is made anew`() async throws {
        let directory = try TestDirectories.make()
        let draft = directory + "/postgres.unfinished/base"
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
        let server = try await TestCluster.start(in: directory)
        #expect(!exists(directory + "/postgres.unfinished"))
        await server.stop()
    }

    @Test func `a server that somebody else started is used and left running`() async throws {
        let server = try await TestCluster.own()
        // Without the mark that a Koers server made, it is anybody's.
        try FileManager.default.removeItem(atPath: server.dataDirectory + "/koers.started")
        let visitor = try await TestCluster.start(in: server.dataDirectory)
        #expect(visitor.wasAdopted)
        await server.stop()
        await visitor.stop()
        #expect(ServerProcess.running(cluster: server.clusterDirectory)?.isReady == true)
    }

    /// A killed process takes a moment to be gone.
    private func end(_ server: EmbeddedPostgres) async throws {
        kill(server.processIdentifier, SIGKILL)
        #expect(await eventually { ServerProcess.running(cluster: server.clusterDirectory) == nil })
    }
}
