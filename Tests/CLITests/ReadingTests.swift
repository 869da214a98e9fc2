import Contract
import Testing

@testable import KoersCLI

@Suite("Commands that read, over a real connection", .timeLimit(.minutes(1)))
struct ReadingTests {
    private let id = Examples.programmeID

    @Test("--all follows next to the last page")
    func allPages() async throws {
        let first = try Examples.answer("getTeam", changing: ["name": "Welzijn"])
        let second = try Examples.answer("getTeam", changing: ["name": "Jeugd"])
        let next = "/v1/teams?limit=500&cursor=AZ2r%2BWhHgd3g"
        try await StubServer.run([
            .reply(200, body: Examples.page([first], next: next)), .reply(200, body: Examples.page([second])),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("teams", "list", "--all", "--sort", "-createdAt", "-o", "csv")
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(server.faults == [])
            #expect(
                server.asked.map(\.target) == [
                    "/v1/teams?sort=-createdAt&limit=500",
                    "/v1/teams?sort=-createdAt&limit=500&cursor=AZ2r%2BWhHgd3g",
                ]
            )
            let lines = result.output.split(separator: "\r\n")
            #expect(lines.count == 3)
            #expect(lines.first?.hasPrefix("id,version,createdAt,updatedAt,") == true)
            #expect(lines.last?.contains(",Jeugd,") == true)
        }
    }

    @Test("a list becomes a table of the columns that matter, and says when there is more")
    func table() async throws {
        let team = try Examples.answer("getTeam")
        try await StubServer.run([.reply(200, body: Examples.page([team], next: "/v1/teams?cursor=x"))]) { server in
            var user = CommandLineUser(url: server.url)
            user.isTerminal = true
            user.width = 80
            let result = await user.run("teams", "list", "--search", "wel zijn", "--limit", "1")
            #expect(
                result.output == """
                    \u{1B}[1mname     policyField  id\u{1B}[0m
                    Welzijn  welzijn      019b8d47-0340-7a11-8b01-3f5e7d9c2a01

                    """
            )
            #expect(result.notes == "There is more; --all shows everything.\n")
            #expect(server.asked.first?.target == "/v1/teams?search=wel%20zijn&limit=1")
            #expect(server.faults == [])
        }
    }

    @Test("no format lets a server's text steer a terminal", arguments: ["table", "json", "csv"])
    func hostileTexts(format: String) async throws {
        let team = try Examples.answer("getTeam", changing: ["name": "a\u{1B}]0;x\u{7}\u{9B}2J\u{202E}b"])
        try await StubServer.run(Array(repeating: .reply(200, body: team), count: 2)) { server in
            var user = CommandLineUser(url: server.url)
            user.isTerminal = true
            for more in [[], ["--compact"]] {
                let output = await user.run(["teams", "show", id, "-o", format] + more).output
                #expect(!output.unicodeScalars.contains { $0 != "\n" && TerminalText.isUnsafe($0) })
                #expect(output.contains("2J"))
            }
        }
    }

    @Test("NO_COLOR leaves the header plain on a terminal")
    func noColour() async throws {
        let team = try Examples.answer("getTeam")
        try await StubServer.run([.reply(200, body: Examples.page([team]))]) { server in
            var user = CommandLineUser(url: server.url)
            user.isTerminal = true
            user.environment["NO_COLOR"] = "1"
            #expect(await user.run("teams", "list").output.hasPrefix("name     policyField"))
        }
    }

    @Test(
        "colour is for a terminal that wants it, or for whoever asks",
        arguments: [
            ([], [:], false, false), ([], [:], true, true), ([], ["TERM": "dumb"], true, false),
            ([], ["NO_COLOR": ""], true, true), (["--color", "never"], [:], true, false),
            (["--color", "always"], ["NO_COLOR": "1"], false, true),
        ] as [([String], [String: String], Bool, Bool)]
    )
    func colour(words: [String], environment: [String: String], isTerminal: Bool, isColoured: Bool) async throws {
        let answers: [StubServer.Answer] = [
            .reply(200, body: Examples.readiness), .reply(409, body: Examples.refusal),
        ]
        try await StubServer.run(answers) { server in
            var user = CommandLineUser(url: server.url)
            user.isTerminal = isTerminal
            user.noteWidth = isTerminal ? 200 : nil
            user.environment.merge(environment) { $1 }
            let shown = await user.run(["programmes", "readiness", id, "--to", "execution"] + words)
            #expect(shown.output.contains("\u{1B}[32m✓\u{1B}[0m STA-01  Every") == isColoured)
            #expect(shown.output.contains("\u{1B}") == isColoured)
            let refused = await user.run(["programmes", "transition", id, "--to", "formation"] + words)
            #expect(refused.notes.contains("\u{1B}[31m✗\u{1B}[0m STA-04") == isColoured)
            #expect(refused.notes.contains("\u{1B}") == isColoured)
        }
    }

    @Test("long texts are broken to the terminal, below what they explain")
    func broken() async throws {
        try await StubServer.run([.reply(200, body: Examples.readiness)]) { server in
            var user = CommandLineUser(url: server.url)
            user.isTerminal = true
            user.width = 34
            user.environment["NO_COLOR"] = "1"
            let shown = await user.run("programmes", "readiness", id, "--to", "execution")
            #expect(
                shown.output.hasPrefix(
                    """
                    Not allowed.

                    ✗ STA-04  Two sponsors.
                        Reason: There is one.
                        What would make it possible:
                          Appoint the other.
                        Source: positie (principle)

                    """
                )
            )
        }
    }

    @Test("--all says how far it is where that is in nobody's way, and leaves no trace")
    func progress() async throws {
        let team = try Examples.answer("getTeam")
        let pages: [StubServer.Answer] = [
            .reply(200, body: Examples.page([team, team], next: "/v1/teams?cursor=x")),
            .reply(200, body: Examples.page([team])),
        ]
        let quiet: [(inout CommandLineUser) -> Void] = [
            { $0.noteWidth = nil }, { $0.isPiped = true }, { $0.environment["TERM"] = "dumb" },
        ]
        try await StubServer.run(Array(repeating: pages, count: 1 + quiet.count).flatMap(\.self)) { server in
            var user = CommandLineUser(url: server.url)
            user.noteWidth = 80
            let result = await user.run("teams", "list", "--all", "-o", "csv")
            #expect(result.notes == "\r2 fetched …\u{1B}[K\r\u{1B}[K")
            for change in quiet {
                var other = CommandLineUser(url: server.url)
                other.noteWidth = 80
                change(&other)
                #expect(await other.run("teams", "list", "--all", "-o", "csv").notes == "")
            }
        }
    }

    @Test("a programme is found by its code")
    func byCode() async throws {
        let programme = try Examples.answer("getProgramme")
        try await StubServer.run([
            .reply(200, body: Examples.page([programme])), .reply(200, body: programme),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("programmes", "show", "itmdm-26", "-o", "json", "--compact")
            #expect(result.output == programme + "\n", "small letters mean the same code")
            #expect(server.asked.map(\.target) == ["/v1/programmes?code=ITMDM-26&limit=1", "/v1/programmes/\(id)"])
            #expect(server.faults == [])
        }
    }

    @Test("an unknown code is not found, and an endorsement has no name")
    func unknownCode() async throws {
        try await StubServer.run([.reply(200, body: Examples.page([]))]) { server in
            let user = CommandLineUser(url: server.url)
            let missing = await user.run("programmes", "show", "NIETS-1", "--language", "nl")
            #expect(missing.outcome == .notFound)
            #expect(missing.notes == "Er is geen programma NIETS-1. Zie: koers programmes list\n")
            let name = await user.run("programmes", "show", "Wonen dat werkt")
            #expect(name.outcome == .notFound, "no code, so not asked of the server")
            let entry = await user.run("endorsements", "show", "Griffier", "--programme", id, "--vision", id)
            #expect(entry.outcome == .usage)
            #expect(entry.notes.hasPrefix("Name the endorsement by its ID; Griffier is none."))
            #expect(server.asked.count == 1)
        }
    }

    @Test("readiness shows every rule, what stands in the way first, and ends with 1 when the step is not allowed")
    func readiness() async throws {
        try await StubServer.run([.reply(200, body: Examples.readiness)]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("programmes", "readiness", id, "--to", "execution")
            #expect(result.outcome == .refused)
            #expect(result.notes == "")
            #expect(
                result.output == """
                    Not allowed.

                    ✗ STA-04  Two sponsors.
                        Reason: There is one.
                        What would make it possible: Appoint the other.
                        Source: positie (principle)

                    ✓ STA-01  Every team pledges hours.
                        Reason: Six teams pledged.
                        Source: inzet (principle)

                    """
            )
            #expect(server.faults == [])
        }
    }

    @Test("method advice refuses nothing")
    func advice() async throws {
        let advice = try Examples.answer("getChallengeMethodAdvice")
        try await StubServer.run([.reply(200, body: advice)]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("challenges", "advice", id)
            #expect(result.outcome == .done)
            #expect(result.output.hasPrefix("Advice: routine\nA programme is not possible.\n\n✗ MTH-01  Alleen"))
            #expect(server.faults == [])
        }
    }

    @Test("rules are shown in the reader's language, the journal with its filters")
    func rulesAndJournal() async throws {
        let rules = try Examples.answer("listGovernanceRules")
        let journal = try Examples.answer("listJournal")
        try await StubServer.run([.reply(200, body: rules), .reply(200, body: journal)]) { server in
            let user = CommandLineUser(url: server.url)
            let shown = await user.run("rules")
            let rule = try #require(JSON(parsing: rules)["results"]?.array?.first)
            let line = try #require(rule["id"]?.string) + "  " + #require(rule["title"]?["en"]?.string)
            #expect(shown.output.contains("\n" + line))
            let entries = await user.run("journal", "--type", "programme.formation", "--limit", "5")
            #expect(entries.output.contains("     128  2026-04-21 11:12  programme.formation"))
            #expect(server.asked.last?.target == "/v1/journal?type=programme.formation&limit=5")
            #expect(server.faults == [])
        }
    }

    @Test("koers api calls any operation, its body typed by the contract")
    func anyOperation() async throws {
        let team = try Examples.answer("createTeam", status: 201)
        try await StubServer.run([
            .reply(201, headers: ["Location": "/v1/teams/x"], body: team),
            .reply(
                200,
                headers: ["Content-Type": "application/yaml", "Access-Control-Allow-Origin": "*"],
                body: "openapi: 3.0.3\n"
            ),
        ]) { server in
            var user = CommandLineUser(url: server.url)
            user.input = #"{"name": "Zorg", "policyField": "zorg"}"#
            let result = await user.run("api", "createTeam", "name=Welzijn", "--body", "@-", "-o", "json")
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(server.asked.first?.body == #"{"name":"Welzijn","policyField":"zorg"}"#)
            #expect(server.asked.first?.headers["idempotency-key"] != nil)
            #expect(await user.run("api", "getOpenAPIYAML").output == "openapi: 3.0.3\n")
            #expect(server.faults == [])
            #expect(
                await user.run("api", "listTeam").notes == "There is no operation listTeam; did you mean listTeams?\n"
            )
        }
    }

    @Test("every operation of the contract is listed and described")
    func listing() async throws {
        let user = CommandLineUser(url: "http://127.0.0.1:1")
        let listed = await user.run("api", "--list")
        let one = await user.run("api", "--list", "createTeam")
        #expect(one.output.hasPrefix("createTeam  POST /v1/teams\n"))
        for endpoint in Catalogue.current.endpoints {
            #expect(listed.output.contains(endpoint.id))
            let described = EndpointHelp.rendered(endpoint)
            #expect(described.hasPrefix("\(endpoint.id)  \(endpoint.method) \(endpoint.path)\n"))
        }
    }
}
