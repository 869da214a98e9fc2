import ArgumentParser

/// `koers logout`: forgets a profile and its token.
struct Logout: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: "Forget a profile and its token.",
            discussion: """
                The token itself stays valid; an administrator revokes it with
                  koers-server token revoke ID

                Examples:
                  koers logout
                  koers logout --profile test
                """
        )
    }

    @OptionGroup var session: SessionOptions

    func run() async throws {
        let environment = Console.current.environment
        let words = session.words
        let file = ProfileFile(environment: environment)
        var profiles = try file.read()
        guard let name = session.profile ?? profiles.current else {
            throw Failure(words.notLoggedIn + "\n", .credentials)
        }
        guard profiles[name] != nil else { throw Failure(words.noSuchProfile(name) + "\n", .credentials) }
        profiles.remove(name)
        try file.write(profiles)
        try Console.current.write(words.loggedOut(profile: name) + "\n")
    }
}
