import Contract
import Foundation
import Testing

@testable import KoersCLI

@Suite("Commands over a real connection", .timeLimit(.minutes(1)))
struct CommandTests {
    private let id = Examples.programmeID

    @Test("update reads the ETag first and sends it along, as a merge patch")
    func updateSendsIfMatch() async throws {
        let programme = try Examples.answer("getProgramme")
        try await StubServer.run([
            .reply(200, headers: ["ETag": "\"7\""], body: programme), .reply(200, body: programme),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run(
                "programmes",
                "update",
                id,
                "--name",
                "Wonen",
                "--set-null",
                "end-date",
                "--reason",
                "Besluit B-012"
            )
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(server.faults == [])
            #expect(server.asked.map(\.method) == ["GET", "PATCH"])
            let patch = try #require(server.asked.last)
            #expect(patch.headers["if-match"] == "\"7\"")
            #expect(patch.headers["content-type"] == "application/merge-patch+json")
            #expect(patch.headers["audit-reason"] == "Besluit B-012")
            #expect(patch.headers["authorization"] == "Bearer koers_abc_secretsecret")
            #expect(patch.body == #"{"name":"Wonen","endDate":null}"#)
        }
    }

    @Test("update with an ETag given does not read first, and a stale one is a refusal")
    func staleUpdate() async throws {
        try await StubServer.run([.reply(412, body: Examples.problem("precondition-failed", 412))]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("teams", "update", id, "--name", "Zorg", "--if-match", "2")
            #expect(result.outcome == .refused)
            #expect(result.output == "")
            #expect(result.notes == "Title of precondition-failed\nWhat happened.\n")
            #expect(server.asked.first?.headers["if-match"] == "\"2\"")
            #expect(server.faults == [])
        }
    }

    @Test("create is sent again with the same key when the server asks to come back or hangs up")
    func retry() async throws {
        let created = try Examples.answer("createProgramme", status: 201)
        try await StubServer.run([
            .reply(503, headers: ["Retry-After": "2"], body: Examples.problem("unavailable", 503)), .hangUp,
            .reply(201, headers: ["Location": "/v1/programmes/\(id)"], body: created),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run(
                "programmes",
                "create",
                "--code",
                "ITMDM-26",
                "--name",
                "Iedereen telt mee",
                "--challenge-id",
                id,
                "--decision-kinds",
                "grant_subsidy,award_contract",
                "--external-ids",
                #"{"zaaksysteem": "Z-1"}"#
            )
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(result.output.hasPrefix("id:"))
            #expect(result.pauses == [.seconds(2), .milliseconds(500)])
            #expect(server.faults == [])
            #expect(server.asked.count == 3)
            #expect(Set(server.asked.map { $0.headers["idempotency-key"] }).count == 1)
            #expect(server.asked.first?.headers["idempotency-key"] != nil)
            let expected: JSON = [
                "code": "ITMDM-26", "name": "Iedereen telt mee", "challengeId": .string(id),
                "decisionKinds": ["grant_subsidy", "award_contract"], "externalIds": ["zaaksysteem": "Z-1"],
            ]
            let sent = try JSON(parsing: server.asked.last?.body ?? "")
            #expect(sent == expected)
        }
    }

    @Test("after three more attempts koers gives up, and says that the server failed")
    func givesUp() async throws {
        let unavailable = StubServer.Answer.reply(
            503,
            headers: ["Retry-After": "1"],
            body: Examples.problem("unavailable", 503)
        )
        try await StubServer.run(Array(repeating: unavailable, count: 5)) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("teams", "create", "--name", "Welzijn", "--policy-field", "welzijn")
            #expect(result.outcome == .server)
            #expect(server.asked.count == 4)
            #expect(result.notes.contains("Title of unavailable\n"))
        }
    }

    @Test("an attempt that is still under way is waited for")
    func underWay() async throws {
        let created = try Examples.answer("createTeam", status: 201)
        try await StubServer.run([
            .hangUp, .reply(409, body: Examples.problem("idempotency-conflict", 409)),
            .reply(201, headers: ["Location": "/v1/teams/x"], body: created),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("teams", "create", "--file", "-", "--name", "x", "--policy-field", "y")
            #expect(result.outcome == .usage, "standard input is empty")
            let created = await user.run("teams", "create", "--name", "x", "--policy-field", "y")
            #expect(created.outcome == .done, "\(created.notes)")
            #expect(Set(server.asked.map { $0.headers["idempotency-key"] }).count == 1)
        }
    }

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

    @Test("pages that run in a circle are left")
    func circle() async throws {
        let page = StubServer.Answer.reply(200, body: Examples.page([], next: "/v1/teams?cursor=x"))
        try await StubServer.run([page, page, page]) { server in
            let result = await CommandLineUser(url: server.url).run("teams", "list", "--all")
            #expect(result.outcome == .server)
            #expect(server.asked.count == 2)
        }
    }

    @Test("a reason may be written in any language, but not over several lines")
    func reasons() async throws {
        let team = try Examples.answer("getTeam")
        try await StubServer.run([.reply(200, body: team)]) { server in
            let user = CommandLineUser(url: server.url)
            let words = ["teams", "update", id, "--name", "x", "--if-match", "1", "--reason"]
            #expect(await user.run(words + ["a\r\nX-Evil: 1"]).outcome == .usage)
            #expect(await user.run(words + ["coördinatie 日本"]).outcome == .done)
            #expect(server.asked.map { $0.headers["audit-reason"] } == ["coördinatie 日本"])
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

    @Test("a programme is found by its code")
    func byCode() async throws {
        let programme = try Examples.answer("getProgramme")
        try await StubServer.run([
            .reply(200, body: Examples.page([programme])), .reply(200, body: programme),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("programmes", "show", "ITMDM-26", "-o", "json", "--compact")
            #expect(result.output == programme + "\n")
            #expect(server.asked.map(\.target) == ["/v1/programmes?code=ITMDM-26&limit=1", "/v1/programmes/\(id)"])
            #expect(server.faults == [])
        }
    }

    @Test("an unknown code is not found, and a person has no code")
    func unknownCode() async throws {
        try await StubServer.run([.reply(200, body: Examples.page([]))]) { server in
            let user = CommandLineUser(url: server.url)
            let missing = await user.run("programmes", "show", "NIETS-1", "--language", "nl")
            #expect(missing.outcome == .notFound)
            #expect(missing.notes == "Er is geen programma met code NIETS-1.\n")
            let person = await user.run("persons", "show", "Griffier")
            #expect(person.outcome == .usage)
            #expect(server.asked.count == 1)
        }
    }

    @Test("readiness shows every rule and ends with 1 when the step is not allowed")
    func readiness() async throws {
        try await StubServer.run([.reply(200, body: Examples.readiness)]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("programmes", "readiness", id, "--to", "execution")
            #expect(result.outcome == .refused)
            #expect(result.notes == "")
            #expect(
                result.output == """
                    Not allowed.

                    ✓ STA-01  Every team pledges hours.
                        Reason: Six teams pledged.
                        Source: inzet (principle)

                    ✗ STA-04  Two sponsors.
                        Reason: There is one.
                        What would make it possible: Appoint the other.
                        Source: positie (principle)

                    """
            )
            #expect(server.faults == [])
        }
    }

    @Test("a dry run says what the rules say, without a key")
    func dryRun() async throws {
        let verdict = #"{"allowed": true, "findings": []}"#
        try await StubServer.run([.reply(200, body: verdict)]) { server in
            let user = CommandLineUser(url: server.url)
            let result = await user.run("programmes", "transition", id, "--to", "formation", "--dry-run")
            #expect(result.outcome == .done)
            #expect(result.output == "Allowed.\n")
            #expect(result.notes == "Dry run: nothing was changed.\n")
            #expect(server.asked.first?.target == "/v1/programmes/\(id)/transitions?dryRun=true")
            #expect(server.asked.first?.headers["idempotency-key"] == nil)
            #expect(server.faults == [])
        }
    }

    @Test("a refused transition lists its blockers on standard error, in the language asked for")
    func refusedTransition() async throws {
        try await StubServer.run([.reply(409, body: Examples.refusal)]) { server in
            let user = CommandLineUser(url: server.url, language: "nl_NL.UTF-8")
            let result = await user.run("programmes", "transition", id, "--to", "formation")
            #expect(result.outcome == .refused)
            #expect(result.output == "")
            #expect(result.notes.contains("✗ STA-04"))
            #expect(result.notes.contains("    Wat maakt het mogelijk: De programmamanager vult de opdracht in.\n"))
            #expect(server.asked.first?.headers["accept-language"] == "nl")
            #expect(server.asked.first?.headers["idempotency-key"] != nil)
            #expect(server.asked.first?.body == #"{"to":"formation"}"#)
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
            #expect(entries.output.contains("     128  2026-04-21T09:12:44.087Z  programme.formation"))
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
        for endpoint in Catalogue.current.endpoints {
            #expect(listed.output.contains(endpoint.id))
            let described = await user.run("api", "--list", endpoint.id)
            #expect(described.output.hasPrefix("\(endpoint.id)  \(endpoint.method) \(endpoint.path)\n"))
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
