import Contract
import Foundation
import Testing

@testable import KoersCLI

@Suite("Profiles and credentials", .timeLimit(.minutes(1)))
struct ProfileTests {
    private let secret = "koers_019b8d47_s3cr3ts3cr3t"

    @Test("login verifies the token, keeps it for its owner alone and never shows it")
    func login() async throws {
        let organisation = try Examples.answer("getOrganisation")
        try await StubServer.run([.reply(200, body: organisation), .reply(200, body: Examples.page([]))]) { server in
            var user = CommandLineUser()
            user.input = secret + "\n"
            let result = await user.run("login", "--url", server.url + "/v1/", "--token", "-")
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(result.output == "Logged in to Lindemeer (profile default).\n")
            #expect(!(result.output + result.notes).contains(secret))

            let path = user.directory + "/koers/profiles.json"
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: user.directory + "/koers") == ["profiles.json"])

            let listed = await user.run("profiles")
            #expect(listed.output == "current  profile  url\n*        default  \(server.url)\n")
            #expect(await user.run("teams", "list").outcome == .done)
            #expect(server.asked.map { $0.headers["authorization"] } == ["Bearer " + secret, "Bearer " + secret])
            #expect(server.asked.map(\.target) == ["/v1/organisation", "/v1/teams"])

            #expect(await user.run("logout").outcome == .done)
            #expect(await user.run("teams", "list").outcome == .credentials)
            let file = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!file.contains(secret))
        }
    }

    @Test("a token that the server does not know is not kept")
    func refusedLogin() async throws {
        try await StubServer.run([.reply(401, body: Examples.problem("unauthenticated", 401))]) { server in
            let user = CommandLineUser()
            let result = await user.run("login", "--url", server.url, "--token", secret)
            #expect(result.outcome == .credentials)
            #expect(!FileManager.default.fileExists(atPath: user.directory + "/koers/profiles.json"))
        }
    }

    @Test("several profiles live side by side")
    func several() async throws {
        let organisation = try Examples.answer("getOrganisation")
        try await StubServer.run(Array(repeating: .reply(200, body: organisation), count: 2)) { server in
            let user = CommandLineUser()
            _ = await user.run("login", "--url", server.url, "--token", secret, "--profile", "productie")
            _ = await user.run("login", "--url", server.url, "--token", secret, "--profile", "test")
            #expect(await user.run("profiles").output.contains("\n*        test"))
            #expect(await user.run("profiles", "--use", "productie").output.contains("\n*        productie"))
            #expect(await user.run("profiles", "--use", "niets").outcome == .credentials)
            #expect(await user.run("teams", "list", "--profile", "niets").outcome == .credentials)
        }
    }

    @Test("KOERS_URL and KOERS_TOKEN go before the profile, and a stored token goes nowhere else")
    func environment() throws {
        let words = Words(language: .english)
        var profiles = Profiles()
        profiles.store(.init(name: "default", url: "https://a.example", token: "stored"))
        func find(_ environment: [String: String]) throws -> Credentials {
            try Credentials.find(profile: nil, environment: environment, profiles: profiles, words: words)
        }
        let own = try ServerURL("https://a.example")
        let other = try ServerURL("https://b.example")
        #expect(try find([:]) == Credentials(server: own, token: "stored"))
        #expect(try find(["KOERS_TOKEN": "t"]) == Credentials(server: own, token: "t"))
        #expect(
            try find(["KOERS_URL": "https://b.example", "KOERS_TOKEN": "t"]) == Credentials(server: other, token: "t")
        )
        #expect(try find(["KOERS_URL": "https://a.example/v1"]) == Credentials(server: own, token: "stored"))
        #expect(throws: Failure.self) { try find(["KOERS_URL": "https://b.example"]) }
    }

    @Test("a damaged file is named, not overwritten")
    func damaged() async throws {
        let user = CommandLineUser()
        let path = user.directory + "/koers/profiles.json"
        try FileManager.default.createDirectory(atPath: user.directory + "/koers", withIntermediateDirectories: true)
        try "{".write(toFile: path, atomically: true, encoding: .utf8)
        let result = await user.run("profiles")
        #expect(result.outcome == .usage)
        #expect(result.notes.contains(path))
    }

    @Test(
        "an address is read with or without /v1 and a slash",
        arguments: ["http://h:8080", "http://h:8080/", "http://h:8080/v1", "HTTP://h:8080/v1/"]
    )
    func addresses(text: String) throws {
        #expect(try ServerURL(text).description == "http://h:8080")
    }

    @Test("an address keeps its path", arguments: ["h:8080", "ftp://h", "http://u:p@h", "http://h?x=1", "http://", ""])
    func wrongAddresses(text: String) throws {
        #expect(try ServerURL("https://gw.example/koers/v1").description == "https://gw.example/koers")
        #expect(throws: Failure.self) { try ServerURL(text) }
    }

    @Test("a token in the clear to another machine is warned about")
    func exposure() throws {
        #expect(try ServerURL("http://koers.example").exposesToken)
        #expect(try !ServerURL("https://koers.example").exposesToken)
        #expect(try !ServerURL("http://127.0.0.1:8080").exposesToken)
        #expect(try !ServerURL("http://localhost:8080").exposesToken)
    }

    @Test("pauses grow, and Retry-After goes first but not without end")
    func pauses() {
        let policy = RetryPolicy()
        #expect(
            (1...3).map { policy.delay(after: $0, retryAfter: nil) } == [
                .milliseconds(250), .milliseconds(500), .seconds(1),
            ]
        )
        #expect(policy.delay(after: 1, retryAfter: "7") == .seconds(7))
        #expect(policy.delay(after: 1, retryAfter: "86400") == .seconds(60))
        #expect(policy.delay(after: 1, retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT") == .milliseconds(250))
    }
}
