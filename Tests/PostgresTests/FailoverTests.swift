import EmbeddedPostgres
import Foundation
import Synchronization
import Testing

// Not all of it: this module has words of its own.
import class TestSupport.Gate
import struct TestSupport.ServerPair
import struct TestSupport.TestCluster

@testable import Postgres

@Suite(.serialized, .timeLimit(.minutes(2)))
struct FailoverTests {
    private let one: Batch = [Statement("one", "SELECT 1")]

    @Test func `When the primary is killed and the standby promoted, the pool finds it, and nothing is lost`()
        async throws
    {
        let pair = try await ServerPair.make { try await $0.execute("CREATE TABLE written (id int8)") }
        try await failOver(pair, pair.url(database: "postgres"), saying: "is a standby") {
            try await pair.killPrimary()
        }
        await pair.stop()
    }

    @Test func `When the primary falls silent with work under way, the same, once it is given up`() async throws {
        let pair = try await ServerPair.make { try await $0.execute("CREATE TABLE written (id int8)") }
        let gate = try TestCluster(postgres: pair.primary).gate()
        defer { gate.close() }
        let url = ServerPair.url(port: Int(gate.port), before: pair.standby)
        try await failOver(pair, url, saying: "did not answer in time") { gate.set(.silent) }
        await pair.stop()
    }

    /// Lets a primary end under load and promotes its standby: meanwhile everyone is told in time that it is away, work goes
    /// on within five seconds, and what was acknowledged is kept.
    /// - Parameters:
    ///   - sentence: what the state says while there is no primary.
    ///   - end: how the primary ends.
    private func failOver(
        _ pair: ServerPair,
        _ url: String,
        saying sentence: String,
        _ end: () async throws -> Void
    ) async throws {
        try await withClient(
            url,
            configure: {
                $0.acquireTimeout = .seconds(1)
                $0.connectTimeout = .seconds(5)
                $0.answerTimeout = .seconds(1)
            }
        ) { client in
            let load = Load(client)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await load.write() } }
                for _ in 0..<2 { group.addTask { try await load.read() } }
                #expect(try await eventually { load.acknowledged.count > 20 })
                try await end()
                #expect(try await eventually { load.refusals > 10 })
                #expect(try await eventually { client.state.sentence.contains(sentence) }, "\(client.state.sentence)")
                #expect(!client.state.isReady)
                try await pair.promote()
                let before = load.acknowledged.count
                #expect(try await eventually(within: .seconds(5)) { load.acknowledged.count > before + 5 })
                #expect(client.state.isReady)
                group.cancelAll()
                try await group.waitForAll()
            }
            let rows = try await client.execute(
                "SELECT count(*) FROM written WHERE id = ANY ($1)",
                [.int8Array(load.acknowledged)]
            )
            #expect(try rows[0].decode(0, as: Int64.self) == Int64(load.acknowledged.count))
            #expect(load.strange.isEmpty, "\(load.strange.prefix(3))")
            #expect(load.longest < .seconds(10), "someone waited \(load.longest)")
        }
    }

    @Test func `While the old primary is silent, the standby is asked again, and found when it is promoted`()
        async throws
    {
        let pair = try await ServerPair.make()
        let silent = try SilentServer()
        let url = ServerPair.url(port: silent.port, before: pair.standby)
        try await withClient(url, configure: { $0.acquireTimeout = .milliseconds(300) }) { client in
            let error = await #expect(throws: PostgresError.self) { try await client.read(one) }
            #expect(error?.isUnavailable == true)
            try await pair.promote()
            // Long before the attempt on the silent one is given up.
            let isFound = try await eventually(within: .seconds(5)) { (try? await client.read(one)) != nil }
            #expect(isFound)
        }
        await pair.stop()
    }

    @Test func `A change on a session that became read-only is an unavailability, and the session is dropped`()
        async throws
    {
        let standby = try await ServerPair.shared().standby
        let url = ServerPair.url([standby], database: "postgres") + "&target_session_attrs=any"
        try await withClient(url) { client in
            let error = await #expect(throws: PostgresError.self) {
                try await client.execute("CREATE TABLE nowhere (id int8)")
            }
            #expect(error?.sqlState == .readOnlySqlTransaction)
            #expect(error?.isUnavailable == true)
            let isDropped = try await eventually { client.statistics.connectionsLost == 1 }
            #expect(isDropped)
            // A reader is read-only by its own choice: there it is a mistake.
            let mistake = await #expect(throws: PostgresError.self) {
                try await client.read([Statement("create", "CREATE TABLE nowhere (id int8)")])
            }
            #expect(mistake?.sqlState == .readOnlySqlTransaction)
            #expect(mistake?.isUnavailable == false)
        }
    }

    @Test func `On a server that is set to read-only reads go on, and changes are unavailable until it is set back`()
        async throws
    {
        let server = try await TestCluster.own()
        let cluster = try TestCluster(postgres: server)
        func setReadOnly(_ word: String) async throws {
            try await cluster.execute("ALTER SYSTEM SET default_transaction_read_only = \(word)")
            try await cluster.execute("SELECT pg_reload_conf()")
        }
        try await withClient(cluster.url(database: "postgres"), configure: { $0.acquireTimeout = .seconds(2) }) {
            client in
            try await client.execute("CREATE TABLE changed (id int8)")
            let insert = "INSERT INTO changed VALUES (1)"
            try await setReadOnly("on")
            var refused: PostgresError?
            let isRefused = try await eventually {
                do {
                    try await client.execute(insert)
                } catch {
                    refused = error as? PostgresError
                }
                return refused != nil
            }
            #expect(isRefused)
            #expect(refused?.isUnavailable == true)
            let refusal = await #expect(throws: PostgresError.self) { try await client.execute(insert) }
            #expect(refusal?.description.contains("is set to read-only") == true)
            #expect(try await client.read(one).count == 1)
            try await setReadOnly("off")
            let isBack = try await eventually { (try? await client.execute(insert)) != nil }
            #expect(isBack)
        }
        await server.stop()
    }

    @Test func `A standby is of no use to who writes, and says so`() async throws {
        let standby = try await ServerPair.shared().standby
        try await withClient(ServerPair.url([standby], database: "postgres")) { client in
            let error = await #expect(throws: PostgresError.self) { try await client.read(one) }
            #expect(error?.isUnavailable == true)
            let sentence =
                "The server at \(standby.socketDirectory), port \(standby.port) is a standby, and accepts no changes."
            #expect(client.state.sentence == sentence)
        }
    }

    @Test func `Who wants a standby gets it, and any server when there is none`() async throws {
        let pair = try await ServerPair.shared()
        let isStandby: Batch = [Statement("is standby", "SELECT pg_is_in_recovery()")]
        for (servers, expected) in [([pair.primary, pair.standby], true), ([pair.primary], false)] {
            let url = ServerPair.url(servers, database: "postgres")
            try await withClient(url, configure: { $0.server = .standby }) { client in
                let answer = try await client.read(isStandby)[0][0].decode(0, as: Bool.self)
                #expect(answer == expected)
            }
        }
    }

    @Test func `A host that stays silent costs the first connection a moment, and the next ones nothing`() async throws
    {
        let silent = try SilentServer()
        let primary = try await ServerPair.shared().primary
        let url = ServerPair.url(port: silent.port, before: primary)
        try await withClient(url, configure: { $0.readConnections = 1 }) { client in
            let start = ContinuousClock.now
            _ = try await client.read(one)
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(try await eventually { client.statistics.idleConnections == 1 })
            #expect(silent.takeVisitors() > 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await client.execute("SELECT pg_sleep(0.2)") } }
                try await group.waitForAll()
            }
            #expect(client.statistics.connectionsOpened >= 4)
            #expect(silent.takeVisitors() == 0)
        }
    }

    @Test func `All addresses of a name are asked`() throws {
        let addresses = try NameLookup.addresses(of: "localhost")
        #expect(addresses.contains("127.0.0.1") || addresses.contains("::1"))
        #expect(try NameLookup.addresses(of: "127.0.0.1") == ["127.0.0.1"])
        #expect(throws: NameLookup.Failed.self) { try NameLookup.addresses(of: "no-such-host.invalid") }
    }
}

extension ServerPair {
    /// For tests that leave it as they found it.
    private static let first = Task { try await make() }

    fileprivate static func shared() async throws -> ServerPair {
        try await first.value
    }

    /// Names what listens on this port first.
    fileprivate static func url(port: Int, before server: EmbeddedPostgres) -> String {
        "postgres:///postgres?host=127.0.0.1,\(server.socketDirectory)&port=\(port),\(server.port)"
            + "&user=\(EmbeddedPostgres.superuser)"
    }
}

/// Writers and readers, and what they were told.
private final class Load: Sendable {
    private struct Seen {
        var acknowledged: [Int64] = []
        var refusals = 0
        var strange: [String] = []
        var longest = Duration.zero
    }

    private let client: PostgresClient
    private let lastID = Atomic<Int64>(0)
    private let seen = Mutex(Seen())

    init(_ client: PostgresClient) {
        self.client = client
    }

    var acknowledged: [Int64] { seen.withLock { $0.acknowledged } }
    var refusals: Int { seen.withLock { $0.refusals } }
    /// What was no unavailability.
    var strange: [String] { seen.withLock { $0.strange } }
    /// The longest that anyone waited for a word.
    var longest: Duration { seen.withLock { $0.longest } }

    func write() async throws {
        try await again {
            let id = self.lastID.add(1, ordering: .relaxed).newValue
            _ = try await self.client.withConnection { lease in
                try await lease.send([
                    .begin, Statement("insert", "INSERT INTO written VALUES ($1)", [.int8(id)]), .commit,
                ])
            }
            self.seen.withLock { $0.acknowledged.append(id) }
        }
    }

    func read() async throws {
        try await again { _ = try await self.client.read([Statement("count", "SELECT count(*) FROM written")]) }
    }

    private func again(_ body: () async throws -> Void) async throws {
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                try await body()
                note(start)
            } catch let error as PostgresError where error.kind != .cancelled {
                note(start, error)
                try? await Task.sleep(for: .milliseconds(10))
            } catch {}
        }
    }

    private func note(_ start: ContinuousClock.Instant, _ error: PostgresError? = nil) {
        let waited = ContinuousClock.now - start
        seen.withLock { seen in
            seen.longest = max(seen.longest, waited)
            guard let error else { return }
            if error.isUnavailable { seen.refusals += 1 } else { seen.strange.append(error.debugDescription) }
        }
    }
}
