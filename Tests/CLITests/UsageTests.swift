import Testing

@testable import KoersCLI

@Suite("Mistakes and help, without a server")
struct UsageTests {
    @Test(
        "a wrong command line ends with 2, and nothing on standard output",
        arguments: [
            ["programmes", "lst"], ["programmes", "list", "--phaze", "execution"], ["nonsense"],
            ["teams", "list", "-o", "xml"],
            ["programmes", "create", "--name", "x"], ["programmes", "show"], ["teams", "show", "a", "b"],
            ["teams", "create", "x"],
            ["programmes", "update", "ITMDM-26"], ["programmes", "list", "--phase", "executing"],
            ["programmes", "readiness", "X"],
            ["api", "nothing"], ["api"], ["teams", "create", "--json", "[]"],
            ["teams", "create", "--json", "{", "--name", "x"],
            ["teams", "create", "--file", "/nonexistent"], ["login", "--url", "nonsense", "--token", "x"],
        ]
    )
    func mistakes(words: [String]) async {
        let user = CommandLineUser(url: "http://127.0.0.1:1")
        let result = await user.run(words)
        #expect(result.outcome == .usage)
        #expect(result.output == "")
        #expect(!result.notes.isEmpty)
    }

    @Test("a mistyped option is answered with the right one")
    func suggestion() async {
        let user = CommandLineUser(url: "http://127.0.0.1:1")
        let result = await user.run("programmes", "create", "--nmae", "x")
        #expect(result.notes == "unknown option --nmae; did you mean --name?\n")
        let missing = await user.run("programmes", "create", "--name", "x")
        #expect(missing.notes == "Still needed: --code <text>, --challenge <id|name>\n")
    }

    @Test("help of a command lists the contract's fields and fits 80 columns")
    func help() async {
        let user = CommandLineUser()
        let create = await user.run("programmes", "create", "--help")
        #expect(create.outcome == .done)
        #expect(create.output.contains("  --challenge <id|name>"))
        #expect(create.output.contains("One of:\n                                grant_subsidy"))
        for words in [
            ["--help"], ["programmes"], ["programmes", "list", "--help"], ["programmes", "update", "--help"],
            ["programmes", "transition", "--help"], ["api", "--help"], ["login", "--help"], ["journal", "--help"],
            ["organisation", "update", "-h"], ["rules", "--help"], ["challenges", "--help"],
        ] {
            let result = await user.run(words)
            #expect(result.outcome == .done)
            for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(words): \(line)") }
        }
    }

    @Test("the options that all commands share stand before or after the command", arguments: [0, 1, 2])
    func sharedOptions(position: Int) async {
        let user = CommandLineUser()
        var words = ["teams", "list"]
        words.insert(contentsOf: ["--profile", "nowhere", "--language", "nl"], at: position)
        #expect(await user.run(words).notes == "Profiel nowhere bestaat niet. Zie: koers profiles\n")
    }

    @Test("a reader that goes away is no error")
    func brokenPipe() async {
        let user = CommandLineUser()
        var console = Console.process
        console.environment = user.environment
        console.write = { _ in throw OutputClosed() }
        console.warn = { Issue.record("nothing is to be said: \($0)") }
        let outcome = await Console.$current.withValue(console) { await KoersRun.run(["api", "--list"]) }
        #expect(outcome == .done)
        #expect(await Console.$current.withValue(console) { await KoersRun.run(["--help"]) } == .done)
    }
}
