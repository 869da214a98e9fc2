import ArgumentParser

/// Which server a command speaks to, and in which language.
struct SessionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The profile to use, as made by koers login.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("The language of messages (default: from LANG).", valueName: "language"))
    var language: Language?

    /// Words in the language that was asked for, else in that of the environment.
    var words: Words {
        Words(language: language ?? Language(environment: Console.current.environment))
    }
}

/// How a command writes what it got.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "How to write data; csv holds every member, its texts as they are.",
            valueName: "format"
        )
    )
    var output: OutputFormat = .table

    @Flag(help: "Json as the server sent it, without layout.")
    var compact = false

    @Flag(help: "Show tables whole, however narrow the terminal.")
    var wide = false

    @Option(help: ArgumentHelp("When to use colour: auto is on a terminal, unless NO_COLOR is set.", valueName: "when"))
    var color: ColorChoice = .auto

    func printer(_ words: Words) -> Printer {
        let console = Console.current
        let paint = color.paint(console.environment, isTerminal: console.isTerminal)
        return Printer(
            format: output,
            compact: compact,
            page: Page(words, width: wide ? nil : console.width, paint: paint)
        )
    }

    /// What is written to standard error.
    func notes(_ words: Words) -> Page {
        let console = Console.current
        let paint = color.paint(console.environment, isTerminal: console.noteWidth != nil)
        return Page(words, width: wide ? nil : console.noteWidth, paint: paint)
    }
}

/// What every command that speaks to a server understands, before its name or after it.
struct CommonOptions: ParsableArguments {
    @OptionGroup var session: SessionOptions
    @OptionGroup var output: OutputOptions

    /// The options by name, for guessing at what a mistyped one was meant to be.
    static let flags = ["--profile", "--language", "--output", "--compact", "--wide", "--color", "--help"]
}

extension Language: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

/// What every command that changes something understands.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Ask what the rules say, and change nothing. Exit code 1 when it would be refused.")
    var dryRun = false

    @Option(help: ArgumentHelp("Why, for the journal.", valueName: "text"))
    var reason: String?

    static let flags = ["--dry-run", "--reason"]
}

/// Other ways to give a body than by options.
struct BodyOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Fields as a JSON object; options go first.", valueName: "json")
    )
    var json: String?

    @Option(help: ArgumentHelp("The same from a file; - is standard input.", valueName: "path"))
    var file: String?

    static let flags = ["--json", "--file"]
}
