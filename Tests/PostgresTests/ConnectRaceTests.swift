import Foundation
import Testing

@testable import Postgres

/// Hosts that are asked at the same time, and some of them never answer.
@Suite(.timeLimit(.minutes(1)))
struct ConnectRaceTests {
    @Test func `Silent hosts do not keep each other alive: when each has had its time, the attempt has failed`()
        async throws
    {
        let servers = try (0..<4).map { _ in try SilentServer() }
        let hosts = servers.map { _ in "127.0.0.1" }.joined(separator: ",")
        let ports = servers.map { "\($0.port)" }.joined(separator: ",")
        try await withClient(
            "postgres://koers@/postgres?host=\(hosts)&port=\(ports)",
            configure: {
                $0.connectTimeout = .milliseconds(500)
                $0.readConnections = 1
                $0.leasedConnections = 0
            }
        ) { client in
            let hasFailed = try await eventually { client.statistics.connectionsFailed > 0 }
            #expect(hasFailed)
            #expect(client.state.sentence.contains("did not answer in time"))
        }
    }

    /// A race between these hosts, of which a name is looked up until the body's end.
    private func race(
        _ hosts: String,
        timeout: Duration
    ) async throws -> (outcome: Result<EstablishedSession, ConnectFailure>, time: Duration) {
        let url = "postgres://koers@/postgres?host=\(hosts)&target_session_attrs=any"
        let attempts = ConnectPlan(try PostgresConfiguration(url: url), purpose: .leasing).rounds[0]
        let end = DispatchSemaphore(value: 0)
        defer { end.signal() }
        return try await blocking {
            var race = ConnectRace(
                attempts,
                timeout: timeout,
                notices: NoticeSink(logger: quiet),
                memory: HostMemory(),
                resolve: { _ in
                    end.wait()
                    return ["127.0.0.1"]
                }
            )
            let start = ContinuousClock.now
            return (Result { () throws(ConnectFailure) in try race.run() }, ContinuousClock.now - start)
        }
    }

    @Test func `A name whose look-up takes long costs the host behind it a moment`() async throws {
        let directory = try ScratchCluster.shared.get().directory
        let (outcome, time) = try await race("slow.example,\(directory)", timeout: .seconds(20))
        #expect((try? outcome.get()) != nil)
        #expect(time < .seconds(5))
    }

    @Test func `A look-up takes no longer than a connection may`() async throws {
        let (outcome, time) = try await race("slow.example", timeout: .milliseconds(200))
        guard case .failure(let failure) = outcome else {
            Issue.record("a name without an address let a session in")
            return
        }
        #expect(failure.reason.sentence.contains("cannot be looked up"))
        #expect(time >= .milliseconds(200) && time < .seconds(5))
    }
}
