import EmbeddedPostgres
import Foundation
import TestSupport
import Testing

/// What docker/ stands on; no engine is needed to see it.
@Suite struct `The container` {
    private struct Token: Decodable { let token: String }

    @Test func `serves as koers_app what koers_owner migrated, in the roles that compose makes`() async throws {
        let cluster = try TestCluster(postgres: try await TestCluster.own())
        for statement in try rolesStatements() { try await cluster.execute(statement) }
        let owner = cluster.url(database: "koers", user: "koers_owner")
        let migrated = try await administer(owner, ["migrate"])
        #expect(migrated.status == 0, "\(migrated.text)")
        let organisation = ["organisation", "create", "--name", "Voorbeeld", "--oin", "00000001999990019002"]
        #expect(try await administer(owner, organisation).status == 0)
        let made = try await administer(
            owner,
            ["token", "create", "--organisation", "Voorbeeld", "--scopes", "course:read", "--json"]
        )
        let token = try JSONDecoder().decode(Token.self, from: Data(made.text.utf8)).token

        let app = cluster.url(database: "koers", user: "koers_app")
        let server = try ServerUnderTest(dataDirectory: TestDirectories.make(), ["--database-url", app])
        #expect(await server.isReady(), "\(server.log)")
        #expect(try await HTTP.get("\(server.url)/v1/programmes", token: token).status == 200)
        #expect(try await administer(app, organisation).status != 0)
        #expect(await server.stop() == 0)
        await cluster.postgres.stop()
    }

    @Test(arguments: ["Dockerfile", "compose.yaml"])
    func `gives the server only variables that it reads`(file: String) async throws {
        let help = try await Program.run(Program.server, ["help", "serve"]).text
        let flags = help.matches(of: /--([a-z-]+)/).map { "KOERS_" + variable($0.output.1) }
        let given = try text(of: file).matches(of: /(KOERS_[A-Z_]+)(?:: |=)/).map { String($0.output.1) }
        // The two passwords are PostgreSQL's.
        let passwords = ["KOERS_OWNER_PASSWORD", "KOERS_APP_PASSWORD"]
        #expect(!given.isEmpty)
        #expect(Set(given).subtracting(flags + passwords + ["KOERS_ALLOWED_ORIGINS"]).isEmpty)
    }

    private func variable(_ flag: Substring) -> String {
        flag.replacing("-", with: "_").uppercased()
    }

    /// docker/roles.sql without what only psql understands.
    private func rolesStatements() throws -> [String] {
        try text(of: "roles.sql")
            .split(separator: "\n").filter { !$0.hasPrefix("\\") && !$0.hasPrefix("--") }.joined(separator: "\n")
            .replacing(":'owner_password'", with: "'o'").replacing(":'app_password'", with: "'a'")
            .split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    private func text(of file: String) throws -> String {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: repository.appending(path: "docker/\(file)"), encoding: .utf8)
    }

    private func administer(_ url: String, _ words: [String]) async throws -> (status: Int32, text: String) {
        let output = try await Program.run(Program.server, words + ["--database-url", url])
        return (output.status, output.text)
    }
}
