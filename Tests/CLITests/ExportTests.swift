import Contract
import Testing

@testable import KoersCLI

@Suite("An export is passed on line by line")
struct ExportTests {
    private let lines = ["Content-Type": "application/x-ndjson"]

    @Test("its filters are those of the contract, its lines what the server sent")
    func lines() async throws {
        let entry = try Examples.answer("exportJournal")
        let body = entry + "\n" + entry + "\n"
        try await StubServer.run([
            .reply(200, headers: lines, body: body), .reply(200, headers: lines, body: ""),
            .reply(200, headers: lines, body: body),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("journal", "export", "--type", "programme.formation", "-o", "csv")
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(result.output == body)
            #expect(server.asked.last?.target == "/v1/journal/_export?type=programme.formation")
            #expect(await user.run("journal", "export").output.isEmpty)
            #expect(await user.run("api", "exportJournal").output == body)
            #expect(server.faults == [])
        }
    }

    @Test("what the server refuses ends it with the problem and its exit code")
    func refused() async throws {
        try await StubServer.run([
            .reply(403, body: Examples.problem("forbidden", 403)),
            .reply(503, headers: ["Retry-After": "1"], body: Examples.problem("unavailable", 503)), .hangUp,
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let forbidden = await user.run("journal", "export")
            #expect(forbidden.outcome == .credentials)
            #expect(forbidden.notes.contains("Title of forbidden"))
            #expect(await user.run("journal", "export").outcome == .server)
            #expect(await user.run("journal", "export").outcome == .server)
        }
    }

    @Test("an answer that breaks off is said to be incomplete, and only whole lines are written")
    func brokenOff() async throws {
        let entry = try Examples.answer("exportJournal")
        try await StubServer.run([.broken(headers: lines, body: entry + "\n" + entry.prefix(20))]) { server in
            let result = await CommandLineUser(url: server.url).run("journal", "export")
            #expect(result.outcome == .server)
            #expect(result.output == entry + "\n")
            #expect(result.notes == "The answer broke off: what was written is not all of it.\n")
        }
    }

    @Test("journal alone still lists, and both are offered to Tab")
    func words() async {
        #expect(await CommandLineUser().tab(["journal", ""]) == ["list", "export"])
        #expect(await CommandLineUser().tab(["journal", "--ty"]) == ["--type"])
        #expect(await CommandLineUser().tab(["journal", "export", "--pro"]) == ["--programme", "--profile"])
        #expect(await !CommandLineUser().tab(["journal", "export", "--"]).contains("--limit"))
    }
}
