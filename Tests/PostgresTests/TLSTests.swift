import Testing

import enum TestSupport.FreePort
import class TestSupport.Gate

@testable import Postgres

/// One server whose certificate changes, so one after another.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct TLSTests {
    private static let server = Result { try TLSServer() }

    @Test func `With verify-full, a CA and a client certificate the session is encrypted and known`() async throws {
        let server = try Self.server.get()
        try server.present("server")
        try await withClient(server.url()) { client in
            let sql = "SELECT ssl AND client_dn = '/CN=koers' FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            let isKnown = try await client.read([Statement("known", sql)])[0][0].decode(0, as: Bool.self)
            #expect(isKnown)
            let large = Statement("large", "SELECT repeat('x', 10000) FROM generate_series(1, 1000)")
            for _ in 0..<3 {
                let rows = try await client.read([large])[0]
                #expect(rows.count == 1000)
            }
        }
    }

    @Test func `What OpenSSL has read and libpq had no room for is taken in, although the socket is silent`()
        async throws
    {
        let made = try Self.server.get().certificates
        let server = try RecordServer(
            certificate: made.file("server", "crt"),
            key: made.file("server", "key"),
            // The first record ends in the middle of a row.
            rows: 185
        )
        try await withClient(
            "postgres://koers@127.0.0.1:\(server.port)/postgres?sslmode=require&target_session_attrs=any",
            configure: {
                $0.readConnections = 1
                $0.leasedConnections = 0
                $0.answerTimeout = .seconds(2)
            }
        ) { client in
            let rows = try await client.read([Statement("rows", "SELECT x")])[0]
            #expect(rows.count == 185)
        }
    }

    @Test func `A connection that is cut while it is encrypted is made again, and nobody is told of certificates`()
        async throws
    {
        let server = try Self.server.get()
        try server.present("server")
        let approach = Approach(
            gate: { try Gate(to: .port(UInt16(server.port)), isRecording: $0) },
            url: { server.url(gate: $0) }
        )
        let cuts = try await CutTests.cutFirst(by: approach, every: 61, slack: 64)
        #expect(cuts > 40)
    }

    @Test(arguments: [
        ("expired", "has expired"), ("untrusted", "is not signed by a CA that is trusted here: look at sslrootcert /"),
        ("elsewhere", "is for another host name: look at the host in the database URL"),
    ])
    func `A server's certificate that is wrong is said so`(name: String, sentence: String) async throws {
        let server = try Self.server.get()
        let made = server.certificates
        switch name {
        case "expired": try made.make(name, for: "localhost", hosts: "DNS:localhost", days: 0)
        case "untrusted": try made.make(name, for: "localhost", hosts: "DNS:localhost", by: "other-ca")
        default: try made.make(name, for: "db.example", hosts: "DNS:db.example")
        }
        try server.present(name)
        try await expect(server.url(), "The certificate of the server at localhost, port \(server.port)", sentence)
        try server.present("server")
    }

    @Test func `Files that are missing or do not fit are named`() async throws {
        let server = try Self.server.get()
        let made = server.certificates
        try await expect(server.url(root: "nowhere"), "cannot be checked", made.file("nowhere", "crt"))
        try await expect(server.url(key: "nowhere"), "The key of the client certificate is missing", "nowhere.key")
        try await expect(server.url(key: "ca"), "The key does not fit the client certificate", "ca.key")
        try made.make("open", for: "koers")
        try ScratchCluster.run(["chmod", "644", made.file("open", "key")])
        try await expect(server.url(client: "open"), "may be read by others", "chmod 600 \(made.file("open", "key"))")
    }

    @Test func `A client certificate that is missing, expired, untrusted or another's is said so`() async throws {
        let server = try Self.server.get()
        let made = server.certificates
        try made.make("late", for: "koers", days: 0)
        try made.make("foreign", for: "koers", by: "other-ca")
        try made.make("somebody", for: "somebody")
        try await expect(server.url(client: nil), "asks for a client certificate, and was given none", "sslcert")
        try await expect(server.url(client: "late"), "The client certificate has expired", "late.crt")
        try await expect(server.url(client: "foreign"), "is not signed by a CA that the server", "foreign.crt")
        try await expect(server.url(client: "somebody"), "is not one of role \"koers\"", "pg_ident.conf")
    }

    @Test func `A server without encryption is not talked to`() async throws {
        let port = try FreePort.take()
        let plain = try await blocking { try ScratchCluster(options: "-c listen_addresses=localhost -c port=\(port)") }
        defer { plain.remove() }
        let url = "postgres://koers@localhost:\(port)/postgres?sslmode=require"
        try await expect(url, "offers no encrypted connection", "sslmode")
    }

    @Test func `What OpenSSL found is told when it is known, and only of a certificate that was refused`() {
        let refused = "connection failed: SSL error: certificate verify failed"
        #expect(TLSTrouble(refused, certificateError: 10) == .serverExpired)
        #expect(TLSTrouble(refused, certificateError: 9) == .serverNotYetValid)
        #expect(TLSTrouble(refused, certificateError: 23) == .serverRevoked)
        #expect(TLSTrouble(refused, certificateError: nil) == .serverRefused)
        #expect(TLSTrouble("FATAL:  28000: no pg_hba.conf entry", certificateError: 20) == nil)
    }

    /// That nobody gets in, and the client says why: what it observed, and what to look at.
    private func expect(
        _ url: String,
        _ observed: String,
        _ remedy: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await withClient(url) { client in
            let error = await #expect(throws: PostgresError.self, sourceLocation: sourceLocation) {
                try await client.read([Statement("one", "SELECT 1")])
            }
            #expect(error?.isUnavailable == true, sourceLocation: sourceLocation)
            // The server may cut the connection before its word on a client certificate arrives; then the next attempt
            // tells.
            let isSaid = try await eventually {
                client.state.sentence.contains(observed) && client.state.sentence.contains(remedy)
            }
            #expect(isSaid, "\(client.state.sentence)", sourceLocation: sourceLocation)
            guard case .circuitOpen(let reason) = client.state else {
                Issue.record("waits for what does not come: \(client.state)", sourceLocation: sourceLocation)
                return
            }
            #expect(reason.needsPerson, sourceLocation: sourceLocation)
        }
    }
}
