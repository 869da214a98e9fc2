import ArgumentParser

struct OpenAPI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi",
        abstract: "Print the contract.",
        discussion: """
            EXAMPLE
              koers-server openapi --json > openapi.json
            """
    )

    @Flag(help: "Print it as JSON instead of YAML.")
    var json = false

    func run() async throws {
        try await reportingFailures { print(try Installation.openAPI(asJSON: json)) }
    }
}
