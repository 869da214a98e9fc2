import ArgumentParser

struct Rules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the rulebook: every rule with its source.",
        discussion: """
            EXAMPLE
              koers-server rules
            """
    )

    @Flag(help: "Print JSON, for scripts.")
    var json = false

    func run() async throws {
        try await reportingFailures { print(try Installation.rules(asJSON: json)) }
    }
}
