import EmbeddedPostgres
import Foundation
import TestSupport
import Testing

/// What an operator does beside a running server, and without one.
@Suite struct `The operator's commands` {
    private struct Organisation: Decodable { let id: String }
    private struct Token: Decodable { let id, token: String }

    @Test func `register an organisation, hand out a token and take it back, beside a running server`() async throws {
        let directory = try TestDirectories.make()
        let server = try ServerUnderTest(dataDirectory: directory)
        #expect(await server.isReady(), "\(server.log)")
        let created = try await run("organisation", "create", "--name", "Voorbeeld", "--oin", oin, in: directory)
        #expect(created.status == 0, "\(created.text)")
        let twice = try await run("organisation", "create", "--name", "Voorbeeld", "--oin", oin, in: directory)
        #expect(twice.status == 1 && twice.text.contains("registered already"))

        let made = try await run(
            "token",
            "create",
            "--organisation",
            "Voorbeeld",
            "--scopes",
            "course:read",
            in: directory
        )
        let token = try JSONDecoder().decode(Token.self, from: Data(made.text.utf8))
        #expect(try await HTTP.get("\(server.url)/v1/programmes", token: token.token).status == 200)
        let listed = try await run("token", "list", in: directory)
        #expect(listed.text.contains(token.id) && !listed.text.contains(token.token))
        #expect(try await run("token", "revoke", token.id, in: directory).status == 0)
        let isRefused = await eventually(within: .seconds(2)) {
            try await HTTP.get("\(server.url)/v1/programmes", token: token.token).status == 401
        }
        #expect(isRefused)
        #expect(try await run("token", "revoke", token.id, in: directory).status == 1)
        await server.stop()
    }

    @Test func `work without a server, and say what is wrong in a sentence`() async throws {
        let directory = try TestDirectories.make()
        #expect(
            try await run("organisation", "create", "--name", "Voorbeeld", "--oin", oin, in: directory).status == 0
        )
        let scopes = try await run("token", "create", "--organisation", "Voorbeeld", "--scopes", "x:y", in: directory)
        #expect(scopes.status == 64 && scopes.text.contains("there is no x:y"))
        let unknown = try await run(
            "token",
            "create",
            "--organisation",
            "Elders",
            "--scopes",
            "course:read",
            in: directory
        )
        #expect(unknown.status == 1 && unknown.text.contains("There is no organisation Elders. Registered: Voorbeeld."))
        let number = try await run("organisation", "create", "--name", "B", "--oin", "12", in: directory)
        #expect(number.status == 64)
        let whole = try await run("verify-journal", in: directory)
        #expect(whole.status == 0 && whole.text.contains(#""entries":1"#))
        let ledger = try await run("verify-ledger", in: directory)
        #expect(ledger.status == 0 && ledger.text.contains(#""differences":[]"#), "\(ledger.text)")
    }

    private let oin = "00000001999990019002"

    private func run(_ words: String..., in directory: String) async throws -> (status: Int32, text: String) {
        let output = try await Program.run(Program.server, words + ["--json", "--data-dir", directory])
        return (output.status, output.text)
    }
}
