import ArgumentParser

/// `koers completions bash`: the script that makes a shell complete koers.
struct CompletionsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "completions",
            abstract: "The script that makes your shell complete koers.",
            discussion: """
                Commands, options and their values come with Tab, and when you are logged
                in the names of programmes, stakeholders and persons as well.

                bash, in ~/.bashrc:
                  source <(koers completions bash)

                zsh, in ~/.zshrc, after compinit:
                  source <(koers completions zsh)

                fish, once:
                  koers completions fish > ~/.config/fish/completions/koers.fish
                """
        )
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        try Console.current.write(shell.script)
    }
}

/// `koers complete -- words`: what may come next, asked by those scripts at every Tab.
struct CompleteCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "complete",
            abstract: "What may come next on a command line.",
            shouldDisplay: false
        )
    }

    @Argument(parsing: .postTerminator)
    var words: [String] = []

    func run() async throws {
        try Console.current.write(await Completing(words).completion().lines)
    }
}

extension Shell: ExpressibleByArgument {}
