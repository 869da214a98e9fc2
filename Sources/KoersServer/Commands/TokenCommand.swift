import ArgumentParser

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Keep the keys by which clients are known.",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self]
    )
}
