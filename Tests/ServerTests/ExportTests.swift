import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import EmbeddedPostgres

/// The audit trail of years.
@Suite struct `A large export` {
    @Test func `leaves the memory of server and client flat`() async throws {
        let cluster = try await TestCluster.shared()
        let database = try await cluster.createDatabase()
        let owner = "o\(UUID().uuidString.prefix(8).lowercased())"
        try await cluster.execute("CREATE ROLE \(owner) LOGIN SUPERUSER")
        let directory = try TestDirectories.make()
        let url = cluster.url(database: database, user: owner)
        let server = try ServerUnderTest(dataDirectory: directory, ["--demo", "--database-url", url])
        #expect(await server.isReady(), "\(server.log)")
        let token = try #require(try server.demoTokens()["beheerder"])
        let first = try await HTTP.get("\(server.url)/v1/journal/_export?until=1990-01-01T00:00:00Z", token: token)
        #expect(first.status == 200)
        try await cluster.execute(Self.growth, database: database)

        let before = server.residentKilobytes
        var peak = before
        var request = HTTPClientRequest(url: server.url + "/v1/journal/_export")
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        let response = try await HTTPClient.shared.execute(request, timeout: .minutes(2))
        var bytes = 0
        for try await part in response.body {
            bytes += part.readableBytes
            peak = max(peak, server.residentKilobytes)
        }
        #expect(bytes > 50_000_000)
        #expect(peak - before < 16 * 1024, "\(bytes) bytes: \(before) kB grew to \(peak) kB")

        let file = directory + "/journal.ndjson"
        let client = try export(to: file, of: server, token)
        var clientPeak = 0
        var status: Int32?
        while status == nil {
            clientPeak = max(clientPeak, residentKilobytes(client.identifier))
            status = client.exitStatus()
            try await Task.sleep(for: .milliseconds(2))
        }
        #expect(status == 0)
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int == bytes)
        #expect(clientPeak > 0 && clientPeak < 64 * 1024, "the client grew to \(clientPeak) kB")
        await server.stop()
        try await cluster.dropDatabase(database)
    }

    private func export(to file: String, of server: ServerUnderTest, _ token: String) throws -> ChildProcess {
        let output = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(output) }
        return try Command(
            [Program.client, "journal", "export", "--language", "nl"],
            environment: ["KOERS_URL": server.url, "KOERS_TOKEN": token]
        ).start(output: output)
    }

    /// 25,000 entries of over two kilobytes, past the rules: for size alone.
    private static let growth = """
        CREATE TEMP TABLE head AS SELECT organisation_id, max(sequence) AS last FROM koers.journal GROUP BY 1 LIMIT 1;
        INSERT INTO koers.journal_data (organisation_id, sequence, data)
        SELECT organisation_id, last + i, json_build_object('text', repeat('x', 2400)) FROM head, generate_series(1, 25000) i;
        INSERT INTO koers.journal (organisation_id, sequence, occurred_at, type, subject, operation_id, request_id,
            findings_nl, findings_en, previous_hash, hash)
        SELECT organisation_id, last + i, '2026-04-01T00:00:00Z', 'team.updated', '/v1/teams/' || i, 'updateTeam',
            gen_random_uuid(), '[]', '[]', sha256('a'), sha256('b') FROM head, generate_series(1, 25000) i
        """
}

extension ServerUnderTest {
    /// What its process holds in memory.
    fileprivate var residentKilobytes: Int { ServerTests.residentKilobytes(processIdentifier) }
}

private func residentKilobytes(_ process: pid_t) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
}
