import EmbeddedPostgres
import Foundation
import TestSupport
import Testing

/// What a newcomer does: start the server with the demo, and walk through the flow with `koers`.
@Suite struct `A server with the demo` {
    @Test func `runs the flow of the README, stops cleanly, and changes nothing when started again`() async throws {
        let directory = try TestDirectories.make()
        let server = try ServerUnderTest(dataDirectory: directory, ["--demo"])
        #expect(await server.isReady(), "\(server.log)")
        let tokens = try server.demoTokens()
        #expect(
            Set(tokens.keys) == [
                "programmamanager", "directeur", "bestuurlijk-opdrachtgever", "controller", "beheerder",
            ]
        )
        let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/demo-tokens.json")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let token = try #require(tokens["programmamanager"])

        let list = try await server.koers("programmes", "list", "-o", "csv", "--fields", "code,phase", token: token)
        #expect(list.status == 0 && list.text.contains(",ITMDM-26,execution"))
        let readiness = try await server.koers("programmes", "readiness", "WDW-26", "--to", "execution", token: token)
        #expect(readiness.status == 1 && readiness.text.contains("STA-04"))
        let refused = try await server.koers("programmes", "transition", "PARK-26", "--to", "formation", token: token)
        #expect(refused.status == 1 && refused.text.contains("MTH-01") && refused.text.contains("routine"))
        let updated = try await server.koers(
            "programmes",
            "update",
            "WDW-26",
            "--commission",
            "Woningen voor wie er zoekt",
            "--reason",
            "overleg",
            token: token
        )
        #expect(updated.status == 0, "\(updated.text)")
        let journal = try await server.koers("journal", "--limit", "2", token: token)
        #expect(journal.text.contains("programme.updated") && journal.text.contains("overleg"))
        let unknown = try await server.koers("programmes", "show", "NIETS-1", token: token)
        #expect(unknown.status == 3)
        let locked = try await server.koers("programmes", "list", token: "koers_a_b")
        #expect(locked.status == 4)

        let entries = try await entries(server, token)
        #expect(await server.stop() == 0, "\(server.log)")
        let again = try ServerUnderTest(dataDirectory: directory, ["--demo"])
        #expect(await again.isReady(), "\(again.log)")
        #expect(try again.demoTokens() == tokens)
        #expect(try await self.entries(again, token) == entries)
        await again.stop()
    }

    @Test func `shows no token in its log`() async throws {
        let directory = try TestDirectories.make()
        let server = try ServerUnderTest(dataDirectory: directory, ["--demo", "--log-level", "trace"])
        #expect(await server.isReady(), "\(server.log)")
        let token = try #require(try server.demoTokens()["controller"])
        _ = try await server.koers("programmes", "list", "--search", "kanarievogel", token: token)
        await server.stop()
        let afterStart = server.log.split(separator: "Try:", maxSplits: 1).last.map(String.init) ?? ""
        #expect(!afterStart.contains(token) && !afterStart.contains("kanarievogel"))
        // A round trip to the database is a span of the request's trace, and its child.
        let spans = server.log.split(separator: "\n").filter { $0.contains("db.query.summary=") }
        let isUnderRequest = spans.contains { line in
            guard let parent = line.firstMatch(of: #/ parent=([0-9a-f]{16})/#)?.1 else { return false }
            return server.log.contains(" span=\(parent) ") && line.contains("enter tenant")
        }
        #expect(isUnderRequest, "\(spans.first ?? "no span")")
    }

    private func entries(_ server: ServerUnderTest, _ token: String) async throws -> String {
        let journal = try await server.koers("journal", "--limit", "1", "-o", "csv", token: token)
        let rows = journal.text.split(separator: "\n")
        return String(try #require(rows.last).prefix { $0 != "," })
    }
}
