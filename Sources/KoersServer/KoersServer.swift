import ArgumentParser

@main
struct KoersServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "koers-server",
        abstract: "The server of Koers, and the tools to keep it.",
        discussion: """
            Without a database URL the server starts its own PostgreSQL in the data directory and stops it on exit. \
            Each flag can also be given in the environment: --database-url is KOERS_DATABASE_URL.

            EXAMPLES
              koers-server --demo
              koers-server serve --host 0.0.0.0 --database-url postgres://koers@db/koers
              koers-server organisation create --name Lindemeer --oin 00000001999990019000
              koers-server token create --organisation Lindemeer --scopes course:read,course:write --expires 30d
            """,
        subcommands: [
            Serve.self, Migrate.self, OrganisationCommand.self, TokenCommand.self, VerifyJournal.self,
            VerifyLedger.self, OpenAPI.self,
            Rules.self,
        ],
        defaultSubcommand: Serve.self
    )
}
