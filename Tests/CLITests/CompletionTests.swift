import Contract
import Foundation
import Testing

@testable import KoersCLI

@Suite("Tab completes commands, options and values", .timeLimit(.minutes(1)))
struct CompletionTests {
    private func offered(_ words: String..., by url: String? = nil) async -> [String] {
        await CommandLineUser(url: url).tab(words)
    }

    @Test("commands are offered by their beginning, hidden ones never")
    func commands() async {
        #expect(await offered("") == offered("--language", "nl", ""))
        #expect(await offered("st") == ["stakeholders", "steering-reviews"])
        #expect(await offered("com") == ["competences", "commitments", "completions"])
        #expect(await offered("visions", "") == ["list", "show", "create", "update", "transition"])
        #expect(await offered("completions", "") == ["bash", "zsh", "fish"])
        #expect(await offered("nonsense", "x") == [])
    }

    @Test("options are those of the contract and of the command, each once")
    func options() async {
        #expect(await offered("endorse", "--st") == ["--stakeholder", "--stance"])
        #expect(await offered("endorse", "--stance", "endorsed", "--st") == ["--stakeholder"])
        #expect(await offered("stakeholders", "create", "--no-") == ["--no-required"])
        #expect(await offered("visions", "transition", "1", "--dry") == ["--dry-run"])
        #expect(await offered("programmes", "list", "--so") == ["--sort"])
        let explained = await CommandLineUser().run("complete", "--", "endorse", "--note").output
        #expect(explained == "--note\tWhat the stakeholder adds.\n")
    }

    @Test("values are those that the contract allows")
    func values() async {
        #expect(
            await offered("endorse", "--stance", "") == ["endorsed", "reservation", "refused", "withdrawn"]
        )
        #expect(await offered("visions", "transition", "1", "--to", "se") == ["seeking_support"])
        #expect(await offered("visions", "transition", "1", "--to=se") == ["--to=seeking_support"])
        #expect(await offered("visions", "transition", "1", "--to", "=", "se") == ["seeking_support"])
        #expect(await offered("visions", "list", "--sort", "-n") == ["-number"])
        #expect(await offered("visions", "list", "--sort", "-number,c") == ["-number,createdAt"])
        #expect(await offered("programmes", "list", "--phase", "execution,ex") == ["execution,exploration"])
        #expect(await offered("endorse", "--stance", "'wi") == ["withdrawn"])
        #expect(await offered("teams", "list", "-o", "") == ["table", "json", "csv"])
        #expect(await offered("teams", "list", "--language", "") == ["nl", "en"])
        #expect(await offered("programmes", "update", "X", "--set-null", "end") == ["end-date"])
        #expect(await offered("teams", "create", "--file", "") == [":files"])
        #expect(await offered("api", "listVis") == ["listVisions"])
        #expect(await offered("api", "createTeam", "na") == ["name="])
    }

    @Test("names come from the server, below the programme that was named")
    func names() async throws {
        try await StubServer.run([
            .reply(200, body: try Course.programmes()), .reply(200, body: try Course.stakeholders()),
        ]) { server in
            let words = ["endorse", "--programme", "ITMDM-26", "--stakeholder", "huis"]
            let user = CommandLineUser(url: server.url)
            let result = await user.run(["complete", "--"] + words)
            #expect(result.output == "Huisartsen De Linde\n")
            #expect(result.notes == "")
            #expect(server.faults == [])
        }
    }

    @Test("without a server or credentials Tab stays silent")
    func silent() async {
        let user = CommandLineUser()
        let result = await user.run("complete", "--", "programmes", "show", "")
        #expect(result.outcome == .done)
        #expect(result.output == "")
        #expect(result.notes == "")
        #expect(await offered("programmes", "show", "", by: "http://127.0.0.1:1") == [])
    }

    @Test("each script is one that its shell can read", arguments: ["bash", "zsh", "fish"])
    func scripts(shell: String) async throws {
        let result = await CommandLineUser().run("completions", shell)
        #expect(result.outcome == .done)
        #expect(result.output.contains("complete -- "))
        let places = ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + shell }
        guard let path = places.first(where: FileManager.default.isExecutableFile) else { return }
        let file = FileManager.default.temporaryDirectory.appending(path: "koers-\(UUID().uuidString)")
        try Data(result.output.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["-n", file.path]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }
}
