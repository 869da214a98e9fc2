import ArgumentParser

/// A command line up to the word that is being typed: which command it is, and what was said already.
struct CommandLineSoFar {
    private(set) var command: any ParsableCommand.Type = Koers.self
    private(set) var options: [FixedOption] = FixedOption.all(of: Koers.self)
    /// The words by themselves, those that name the command left out.
    private(set) var positionals: [String] = []
    /// Options with their values, by the name that was typed.
    private(set) var given: [String: String] = [:]
    /// The option that waits for its value.
    private(set) var pending: String?

    init(_ words: some Sequence<String>) {
        for word in words where word != "=" { take(word) }
    }

    var fields: [Field] { (meant as? any Completable.Type)?.fields ?? [] }

    /// The command, or the one that is meant where a subcommand is not named.
    private var meant: any ParsableCommand.Type { command.configuration.defaultSubcommand ?? command }

    func field(_ option: String) -> Field? { fields.first { $0.answers(to: option) } }

    func option(_ name: String) -> FixedOption? { options.first { $0.names.contains(name) } }

    private mutating func take(_ word: String) {
        if let option = pending {
            given[option] = word
            pending = nil
        } else if word.hasPrefix("-") {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first else { return }
            given[name] = parts.count == 2 ? parts[1] : ""
            if parts.count == 1, takesValue(name) { pending = name }
        } else if let next = Self.subcommand(word, of: command) {
            command = next
            options = FixedOption.all(of: next)
        } else {
            positionals.append(word)
        }
    }

    private func takesValue(_ name: String) -> Bool {
        if let option = option(name) { return option.takesValue }
        return field(name).map { $0.kind != .boolean } ?? false
    }

    private static func subcommand(
        _ name: String,
        of command: any ParsableCommand.Type
    ) -> (any ParsableCommand.Type)? {
        command.configuration.subcommands.first { $0.configuration.commandName == name }
    }
}
