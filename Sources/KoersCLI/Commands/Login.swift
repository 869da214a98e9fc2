import ArgumentParser
import Contract

/// `koers login`: verifies a token and keeps it in a profile.
struct Login: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: "Log in to a server and remember it.",
            usage: "koers login --url <url> --token <token|-> [--profile <name>]",
            discussion: """
                The token is verified first and kept in a file that only you can read.
                With --token - it is read from standard input, so that it stays out of the
                shell's history. Without --profile it becomes the profile named default.

                Examples:
                  koers login --url http://127.0.0.1:8080 --token -
                  koers login --url https://koers.lindemeer.example --token - \\
                    --profile test < token.txt
                """
        )
    }

    @Option(help: ArgumentHelp("Address of the server (default: KOERS_URL).", valueName: "url"))
    var url: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The token; - reads it from standard input (default: KOERS_TOKEN).", valueName: "token")
    )
    var token: String?

    @OptionGroup var session: SessionOptions

    func run() async throws {
        let environment = Console.current.environment
        let words = session.words
        guard let address = url ?? environment["KOERS_URL"] else {
            throw Failure.usage("Which server? Give its address: --url http://127.0.0.1:8080\n")
        }
        let server = try ServerURL(address)
        let secret = try readToken(environment)
        if server.exposesToken { Console.current.warn(words.plainHTTP + "\n") }

        let client = Client(server: server, token: secret, notes: Page(words))
        let endpoint = try Catalogue.current.endpoint("GET", Organisation.path)
        let organisation = try await client.send(try endpoint.request(JSON.Object()))
            .json(from: server, words: words)

        let file = ProfileFile(environment: environment)
        var profiles = try file.read()
        let profile = session.profile ?? Profiles.defaultName
        profiles.store(.init(name: profile, url: server.description, token: secret))
        try file.write(profiles)
        let name = TerminalText.line(organisation["name"]?.string ?? "?")
        try Console.current.write(words.loggedIn(organisation: name, profile: profile) + "\n")
    }

    private func readToken(_ environment: [String: String]) throws -> String {
        guard let given = token ?? environment["KOERS_TOKEN"] else {
            throw Failure.usage("Which token? Give it on standard input: --token -\n")
        }
        let text = given == "-" ? String(decoding: try Console.current.readInput(true), as: UTF8.self) : given
        let trimmed = text.filter { !$0.isWhitespace }
        guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw Failure.usage("That is no token: it is empty, or holds characters that no token has.\n")
        }
        return trimmed
    }
}
