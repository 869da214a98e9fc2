import Contract
import Testing

@testable import KoersCLI

@Suite("Commands that change something, over a real connection", .timeLimit(.minutes(1)))
struct ChangingTests {
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
}
