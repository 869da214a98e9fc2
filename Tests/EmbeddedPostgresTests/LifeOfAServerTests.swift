import EmbeddedPostgres
import Foundation
import Logging
import TestSupport
import Testing

@Suite struct `The life of a private server` {
    @Test func `the shared cluster answers, with databases of one's own`() async throws {
        let cluster = try await TestCluster.shared()
        let database = try await cluster.createDatabase()
        try await cluster.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)", database: database)
        let copy = try await cluster.createDatabase(template: database)
        #expect(try await cluster.execute("SELECT sum(a), current_user FROM t", database: copy) == "3|postgres")
        try await cluster.dropDatabase(copy)
        try await cluster.dropDatabase(database)
    }

    @Test func `a new one is durable, private and knows Unicode's letters`() async throws {
        let options = EmbeddedPostgres.Options(dataDirectory: try TestDirectories.make() + "/made/for it")
        let server = try await EmbeddedPostgres.start(options, logger: quiet)
        let cluster = try TestCluster(postgres: server)
        #expect(!server.wasAdopted)
        #expect(server.majorVersion >= 15)
        let settings = "fsync full_page_writes synchronous_commit data_checksums listen_addresses max_connections"
        let values = try await cluster.execute(
            "SELECT string_agg(current_setting(name), ',') FROM unnest(string_to_array('\(settings)', ' ')) name"
        )
        #expect(values == "on,on,on,on,,60")
        #expect(try await cluster.execute("SELECT lower('ÉËÇ') || ('Z' < 'a')::text") == "éëçtrue")
        #expect(try await cluster.execute("SHOW server_encoding") == "UTF8")
        await server.stop()
    }

    @Test func `stopping leaves nothing running and nothing lying about`() async throws {
        let server = try await TestCluster.own()
        #expect(ServerProcess.running(cluster: server.clusterDirectory) != nil)
        await server.stop()
        await server.stop()
        #expect(ServerProcess.running(cluster: server.clusterDirectory) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: server.socketDirectory).isEmpty)
        #expect(!exists(server.clusterDirectory + "/postmaster.pid"))
        #expect(!exists(server.dataDirectory + "/koers.started"))
        // Collected: not even a zombie has the id.
        #expect(kill(server.processIdentifier, 0) == -1)
    }

    @Test func `stopping works in a cancelled task`() async throws {
        let server = try await TestCluster.own()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            await server.stop()
        }
        task.cancel()
        await task.value
        #expect(ServerProcess.running(cluster: server.clusterDirectory) == nil)
    }

    @Test func `data and changed settings come back at the next start, at once`() async throws {
        let first = try await TestCluster.own(settings: ["work_mem": "1MB"])
        try await TestCluster(postgres: first).execute("CREATE TABLE kept (a int)")
        await first.stop()
        let large = first.clusterDirectory + "/base/large"
        #expect(FileManager.default.createFile(atPath: large, contents: nil) && truncate(large, 200 << 20) == 0)

        let second = try await TestCluster.start(in: first.dataDirectory, settings: ["work_mem": "2MB"])
        let cluster = try TestCluster(postgres: second)
        #expect(!second.wasAdopted)
        #expect(try await cluster.execute("SHOW shared_buffers") == "256MB", "there is room for the database")
        #expect(try await cluster.execute("SELECT count(*) FROM kept") == "0")
        #expect(try await cluster.execute("SHOW work_mem") == "2MB")
        await second.stop()
    }

    @Test func `a second server attaches, and the last to leave stops it`() async throws {
        let first = try await TestCluster.own()
        let second = try await TestCluster.start(in: first.dataDirectory)
        #expect(second.wasAdopted)
        #expect(second.processIdentifier == first.processIdentifier)
        #expect(second.socketDirectory == first.socketDirectory)
        await first.stop()
        #expect(try await TestCluster(postgres: second).execute("SELECT 1") == "1")
        await second.stop()
        #expect(ServerProcess.running(cluster: first.clusterDirectory) == nil)
    }

    @Test func `many starts at the same moment make one server`() async throws {
        let directory = try TestDirectories.make()
        let servers = try await withThrowingTaskGroup(of: EmbeddedPostgres.self) { group in
            for _ in 0..<6 { group.addTask { try await TestCluster.start(in: directory) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(servers.filter { !$0.wasAdopted }.count == 1)
        #expect(Set(servers.map(\.processIdentifier)).count == 1)
        await withTaskGroup(of: Void.self) { group in
            for server in servers { group.addTask { await server.stop() } }
        }
        #expect(ServerProcess.running(cluster: servers[0].clusterDirectory) == nil)
    }

    @Test func `starting and stopping at the same moment never fails`() async throws {
        var server = try await TestCluster.own()
        for _ in 0..<4 {
            let previous = server
            async let stopping: Void = previous.stop()
            let next = try await TestCluster.start(in: previous.dataDirectory)
            await stopping
            #expect(try await TestCluster(postgres: next).execute("SELECT 1") == "1")
            server = next
        }
        await server.stop()
    }

    @Test func `its URL carries names that need escaping`() async throws {
        let server = try await TestCluster.shared().postgres
        let url = server.connectionURL(database: "a b/ü&c", user: "koers_app")
        #expect(url.hasPrefix("postgres:///a%20b/%C3%BC%26c?host=/"))
        #expect(url.hasSuffix("&port=5432&user=koers_app"))
    }
}

let quiet = Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }

func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
