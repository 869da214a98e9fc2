import Contract
import Testing

@testable import KoersCLI

@Suite(
    "What lies in a programme or in the organisation itself is found in the place that is named",
    .timeLimit(.minutes(1))
)
struct TwoPlacesTests {
    private static let role = "019b9c20-51c8-7b52-8e61-7b2a4d6f8c31"

    @Test("a list without a programme is that of the organisation")
    func lists() async throws {
        let roles = Examples.page([try Examples.answer("getRole")])
        try await StubServer.run([
            .reply(200, body: roles), .reply(200, body: roles), .reply(200, body: try Course.programmes()),
            .reply(200, body: roles),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            for place in [[], ["--programme", Course.programme], ["ITMDM-26"]] {
                let result = await user.run(["roles", "list", "--critical", "-o", "csv"] + place)
                #expect(result.outcome == .done, "\(result.notes)")
            }
            #expect(
                server.asked.map(\.target) == [
                    "/v1/roles?critical=true", "/v1/programmes/\(Course.programme)/roles?critical=true",
                    "/v1/programmes?code=ITMDM-26&limit=1", "/v1/programmes/\(Course.programme)/roles?critical=true",
                ]
            )
            #expect(server.faults == [])
        }
    }

    @Test("a role is shown and changed where it lies, by its name")
    func items() async throws {
        let role = try Examples.answer("getRole")
        let roles = Examples.page([role])
        try await StubServer.run([
            .reply(200, body: roles), .reply(200, body: role), .reply(200, body: roles), .reply(200, body: role),
            .reply(200, body: roles), .reply(200, headers: ["ETag": "\"4\""], body: role), .reply(200, body: role),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let inProgramme = ["--programme", Course.programme]
            #expect(await user.run("roles", "show", "manager", "-o", "json").outcome == .done)
            #expect(await user.run(["roles", "show", "manager", "-o", "json"] + inProgramme).outcome == .done)
            #expect(await user.run("roles", "update", "manager", "--no-critical").outcome == .done)
            let path = "/v1/programmes/\(Course.programme)/roles"
            #expect(
                server.asked.map(\.target) == [
                    "/v1/roles?limit=500", "/v1/roles/\(Self.role)", "\(path)?limit=500", "\(path)/\(Self.role)",
                    "/v1/roles?limit=500", "/v1/roles/\(Self.role)", "/v1/roles/\(Self.role)",
                ]
            )
            #expect(server.asked.last?.headers["if-match"] == "\"4\"")
            #expect(server.faults == [])
        }
    }

    @Test("an assignment names a role of its own place, and takes its steps there")
    func assignments() async throws {
        let assignment = try Examples.answer("createAssignment", status: 201)
        let roles = Examples.page([try Examples.answer("getRole")])
        let created = StubServer.Answer.reply(201, headers: ["Location": "/v1/assignments/x"], body: assignment)
        try await StubServer.run([
            .reply(200, body: roles), created, .reply(200, body: roles), created, .reply(200, body: assignment),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let words = [
                "assignments", "create", "--role", "manager", "--person", Course.oeverwijs, "--hours-per-week", "8",
                "--from-date", "2026-01-01",
            ]
            for place in [[], ["--programme", Course.programme]] {
                let result = await user.run(words + place)
                #expect(result.outcome == .done, "\(result.notes)")
            }
            let step = await user.run("assignments", "transition", Self.role, "--to", "active")
            #expect(step.outcome == .done, "\(step.notes)")
            let path = "/v1/programmes/\(Course.programme)"
            #expect(
                server.asked.map(\.target) == [
                    "/v1/roles?limit=500", "/v1/assignments", "\(path)/roles?limit=500", "\(path)/assignments",
                    "/v1/assignments/\(Self.role)/transitions",
                ]
            )
            let sent = try JSON(parsing: server.asked[1].body)
            #expect(sent["roleId"]?.string == Self.role)
            #expect(server.faults == [])
        }
    }

    @Test("Tab offers the names of the place that was named so far")
    func completion() async throws {
        let roles = Examples.page([try Examples.answer("getRole")])
        try await StubServer.run(Array(repeating: .reply(200, body: roles), count: 2)) { server in
            let user = CommandLineUser(url: server.url)
            #expect(await user.tab(["roles", "show", ""]) == ["Programmamanager"])
            #expect(await user.tab(["roles", "show", "--programme", Course.programme, ""]) == ["Programmamanager"])
            #expect(
                server.asked.map(\.target) == [
                    "/v1/roles?limit=100", "/v1/programmes/\(Course.programme)/roles?limit=100",
                ]
            )
        }
    }
}
