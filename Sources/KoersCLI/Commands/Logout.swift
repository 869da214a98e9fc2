import ArgumentParser

/// `koers logout`: forgets a profile and its token.
struct Logout: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: "Forget a profile and its token.",
            discussion: "The token itself stays valid; an administrator revokes it with: koers-server token revoke ID"
        )
    }

    @Option(help: ArgumentHelp("The profile to forget (default: the current one).", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("The language of messages (default: from LANG).", valueName: "language"))
    var language: Language?

    func run() async throws {
        let environment = Console.current.environment
        let words = Words(language: language ?? Language(environment: environment))
        let file = ProfileFile(environment: environment)
        var profiles = try file.read()
        guard let name = profile ?? profiles.current else { throw Failure(words.notLoggedIn + "\n", .credentials) }
        guard profiles[name] != nil else { throw Failure(words.noSuchProfile(name) + "\n", .credentials) }
        profiles.remove(name)
        try file.write(profiles)
        try Console.current.write(words.loggedOut(profile: name) + "\n")
    }
}
