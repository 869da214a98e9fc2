import Contract
import Testing

@testable import KoersCLI

@Suite("What goes wrong between koers and its server", .timeLimit(.minutes(1)))
struct FailureTests {
    private let id = Examples.programmeID

    @Test("reading is not repeated")
    func readsOnce() async throws {
        try await StubServer.run([.hangUp]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("teams", "list")
            #expect(result.outcome == .server)
            #expect(result.notes.contains(server.url))
            #expect(result.pauses == [])
        }
    }

    @Test("pages that run in a circle are left")
    func circle() async throws {
        let page = StubServer.Answer.reply(200, body: Examples.page([], next: "/v1/teams?cursor=x"))
        try await StubServer.run([page, page, page]) { server in
            let result = await CommandLineUser(url: server.url).run("teams", "list", "--all")
            #expect(result.outcome == .server)
            #expect(server.asked.count == 2)
        }
    }

    @Test(
        "every kind of problem ends with its own status",
        arguments: [
            (400, "invalid-request", Outcome.usage), (401, "unauthenticated", .credentials),
            (403, "forbidden", .credentials), (404, "not-found", .notFound), (500, "internal", .server),
        ]
    )
    func problems(status: Int, slug: String, expected: Outcome) async throws {
        try await StubServer.run([.reply(status, body: Examples.problem(slug, status))]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("teams", "show", id)
            #expect(result.outcome == expected)
            #expect(result.output == "")
            #expect(result.notes.hasPrefix("Title of \(slug)\nWhat happened.\n"))
        }
    }

    @Test("an answer that is not from Koers is said to be so")
    func notKoers() async throws {
        try await StubServer.run([
            .reply(502, headers: ["Content-Type": "text/html"], body: "<h1>Bad gateway</h1>"),
            .reply(200, body: "<html>"),
            .reply(404, headers: ["Content-Type": "text/html"], body: "nothing here"),
            .reply(200, headers: ["Content-Type": "text/html; charset=utf-8"], body: "Log in to the network"),
            .reply(301, headers: ["Location": "https://elsewhere.example"], body: ""),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            for _ in 0..<5 {
                let result = await user.run("teams", "show", id)
                #expect(result.outcome == .server)
                #expect(result.notes.contains("does not come from Koers"))
            }
        }
    }

    @Test("a server that is not there is named, with what to check")
    func unreachable() async throws {
        let url = try await StubServer.run([]) { $0.url }
        let user = CommandLineUser(url: url)
        let result = await user.run("teams", "list")
        #expect(result.outcome == .server)
        #expect(
            result.notes
                == "Cannot reach \(url) (connection refused). Is the server running, and is the address right? "
                + "See: koers profiles\n"
        )
    }
}
