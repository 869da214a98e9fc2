import Foundation
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite struct `Place and permission` {
    @Test func `the socket's directory admits nobody else`() async throws {
        let server = try await TestCluster.shared().postgres
        let access = try #require(DirectoryAccess.read(server.socketDirectory))
        #expect(access.mode == 0o700)
        #expect(try access.owner == Account.forServer().user)
    }

    @Test(.enabled(if: geteuid() == 0)) func `root connects, and another account cannot`() async throws {
        let cluster = try await TestCluster.shared()
        #expect(try await cluster.execute("SELECT 1") == "1")
        let psql = try #require(Command.find("psql", path: "/usr/bin"))
        let arguments = [psql, "--no-psqlrc", "--command=SELECT 1", cluster.url(database: "postgres")]
        let output = try await Account.named("nobody").running(arguments).run()
        #expect(output.status != 0)
        #expect(output.text.contains("Permission denied"))
    }

    @Test(arguments: [String(repeating: "long", count: 30), "a,b"])
    func `a data directory that suits no socket gets one elsewhere`(name: String) async throws {
        let directory = try TestDirectories.make() + "/" + name
        let server = try await TestCluster.start(in: directory)
        #expect(server.clusterDirectory.hasPrefix(directory))
        #expect(!server.socketDirectory.hasPrefix(directory))
        #expect(try await TestCluster(postgres: server).execute("SELECT 1") == "1")
        await server.stop()
        rmdir(server.socketDirectory)
    }

    @Test func `any name will do for a data directory`() async throws {
        let directory = try TestDirectories.make() + "/it's a \"data\" #dir é"
        let server = try await TestCluster.start(in: directory)
        #expect(try await TestCluster(postgres: server).execute("SELECT 1") == "1")
        let second = try await TestCluster.start(in: directory)
        #expect(second.wasAdopted && second.socketDirectory == server.socketDirectory)
        await second.stop()
        await server.stop()
    }

    @Test(.enabled(if: geteuid() == 0)) func `what PostgreSQL cannot enter has its cluster elsewhere, always`()
        async throws
    {
        let directory = try TestDirectories.make() + "/closed"
        mkdir(directory, 0o700)
        let server = try await TestCluster.start(in: directory)
        #expect(server.homeDirectory.hasPrefix("/var/lib/koers/elsewhere/"))
        #expect(try await TestCluster(postgres: server).execute("SELECT 1") == "1")
        await server.stop()

        chmod(directory, 0o755)
        let again = try await TestCluster.start(in: directory)
        #expect(again.clusterDirectory == server.clusterDirectory)
        await again.stop()
        try FileManager.default.removeItem(atPath: server.homeDirectory)
    }

    @Test(.enabled(if: geteuid() == 0)) func `a cluster that became unreachable is not replaced by a new one`()
        async throws
    {
        let server = try await TestCluster.own()
        await server.stop()
        chmod(server.dataDirectory, 0o700)
        let error = try await #require(throws: EmbeddedPostgresError.self) {
            try await TestCluster.start(in: server.dataDirectory)
        }
        let account = "postgres"
        let expected = EmbeddedPostgresError.unreachable(
            cluster: server.clusterDirectory,
            barrier: server.dataDirectory,
            account: account
        )
        #expect(error == expected)
    }
}
