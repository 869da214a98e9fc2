import ArgumentParser

struct TokenList: AdministrationCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List tokens; their secrets are not kept.",
        discussion: """
            EXAMPLE
              koers-server token list --organisation Lindemeer --json
            """
    )

    @OptionGroup var shared: AdministrationFlags

    @Option(help: ArgumentHelp("Only those of one organisation.", valueName: "name|id"))
    var organisation: String?

    func work(in database: any RunningDatabase, output: CommandOutput) async throws {
        let tokens = try await database.tokens(organisation: organisation)
        let text = tokens.isEmpty ? "There are no tokens." : tokens.map(Self.line).joined(separator: "\n")
        try output.write(tokens, text: text)
    }

    private static func line(_ token: TokenListed) -> String {
        let state =
            token.revokedAt.map { "revoked \($0)" } ?? token.expiresAt.map { "expires \($0)" } ?? "does not expire"
        let scopes = token.scopes.joined(separator: ",")
        return "\(token.id)  \(token.organisation)  \(token.person ?? "no person")  \(scopes)  \(state)"
    }
}
