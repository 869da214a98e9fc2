import ArgumentParser

struct TokenRevoke: AdministrationCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a token; running servers refuse it within a second.",
        discussion: """
            EXAMPLE
              koers-server token revoke 01a20057-3177-7b4d-abf2-dd1cb2c3a7fa
            """
    )

    private struct Revoked: Encodable {
        let id: String
        let revoked: Bool
    }

    @OptionGroup var shared: AdministrationFlags

    @Argument(help: "The id of the token, as `token list` shows it.")
    var id: String

    func work(in database: any RunningDatabase, output: CommandOutput) async throws {
        guard try await database.revokeToken(id: id) else {
            throw CommandFailure(.outcome, "There is no token \(id).")
        }
        try output.write(Revoked(id: id, revoked: true), text: "Revoked token \(id).")
    }
}
