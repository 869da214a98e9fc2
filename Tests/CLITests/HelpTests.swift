import Testing

@testable import KoersCLI

@Suite("Help shows how, for every command")
struct HelpTests {
    private func subcommands(of path: [String]) async -> [[String]] {
        await CommandLineUser().tab(path + [""]).map { path + [$0] }
    }

    @Test("every command has examples, and its page fits 80 columns")
    func pages() async {
        var pages: [[String]] = [[]]
        for command in await subcommands(of: []) {
            pages.append(command)
            let isLeaf = ["api", "completions"].contains(command.last)
            if !isLeaf { pages += await subcommands(of: command) }
        }
        #expect(pages.count > 45)
        for page in pages {
            let help = await CommandLineUser().run(page + ["--help"])
            #expect(help.outcome == .done, "\(page)")
            #expect(help.output.contains("  koers "), "\(page)")
            for line in help.output.split(separator: "\n") { #expect(line.count <= 80, "\(page): \(line)") }
        }
    }

    @Test("an example fits on its line and knows only commands and options that there are")
    func examples() {
        let all = Resources.all.flatMap { $0.examples } + Journal.examples + Rules.examples
        for example in all {
            for line in example.split(separator: "\n") { #expect(line.count <= 72, "\(line)") }
            let line = CommandLineSoFar(Self.words(example))
            #expect(line.pending == nil, "\(example)")
            #expect(line.positionals.count <= 1, "\(example)")
            for name in line.given.keys {
                let negated = line.fields.contains { "--no-" + $0.flag.dropFirst(2) == name }
                #expect(line.option(name) != nil || line.field(name) != nil || negated, "\(example): \(name)")
            }
        }
    }

    /// The words as a shell would split them.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quoted = false
        for character in text.replacing("\\\n", with: " ") {
            switch character {
            case "'":
                quoted.toggle()
                word = word ?? ""
            case " " where !quoted:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }
}
