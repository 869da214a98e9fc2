import ArgumentParser
import Contract

/// `koers profiles`: the servers that were logged in to, or the choice of another one.
struct ProfilesCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "profiles",
            abstract: "The servers you logged in to; * marks the one in use.",
            usage: "koers profiles [--use <name>] [options]",
            discussion: "Examples:\n  koers profiles\n  koers profiles --use test"
        )
    }

    @Option(help: ArgumentHelp("Make this profile the one in use.", valueName: "name"))
    var use: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let environment = Console.current.environment
        let words = common.session.words
        let file = ProfileFile(environment: environment)
        var profiles = try file.read()
        if let use {
            guard profiles[use] != nil else { throw Failure(words.noSuchProfile(use) + "\n", .credentials) }
            profiles.current = use
            try file.write(profiles)
        }
        guard !profiles.all.isEmpty else { return Console.current.warn(words.noProfiles + "\n") }
        let rows: [JSON] = profiles.all.map { profile in
            [
                "current": .string(profile.name == profiles.current ? "*" : ""),
                "profile": .string(profile.name),
                "url": .string(profile.url),
            ]
        }
        try common.output.printer(words).rows(
            rows,
            columns: ["current", "profile", "url"],
            json: JSON.array(rows).bytes
        )
    }
}
