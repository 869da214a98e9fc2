import Contract
import Foundation
import Governance
import Testing

@Suite("Everyone may read what is public, in their language", .koers)
struct PublicTests {
    @Test("The entrance, the document, the rulebook and the problems need no token, from every origin")
    func documents() async throws {
        let koers = try Koers.current
        for path in [
            "/v1/", "/v1/openapi.json", "/v1/openapi.yaml", "/v1/governance-rules", "/v1/problems",
            "/v1/problems/not-found",
        ] {
            for caller in [koers.anyone, koers.caller("koers_wrong_token")] {
                let answer = try await caller.get(path, ["Origin": "https://anyone.example"]).expect(200)
                #expect(answer.field("Access-Control-Allow-Origin") == "*", "\(path)")
            }
        }
        #expect(try await koers.anyone.get("/v1/openapi.json").json == koers.contract.document)
        #expect(try await koers.anyone.get("/v1/openapi.yaml").text == Contract.publishedYAML)
        let root = try await koers.anyone.get("/v1/")
        for (_, link) in root["links"]?.object ?? .init() {
            try await koers.anyone.get(try #require(link.string)).expect(200)
        }
        let rules = try await koers.anyone.get("/v1/governance-rules").results
        #expect(rules.compactMap { $0["id"]?.string } == Rulebook.all.map(\.id).sorted())
        let known = Set(koers.contract.operations.map(\.id))
        for rule in rules {
            let operations = (rule["operations"]?.array ?? []).compactMap(\.string)
            #expect(!operations.isEmpty && known.isSuperset(of: operations), "\(rule.text)")
        }
    }

    @Test("Every kind of problem has a page, as data and to read", arguments: Problem.Kind.allCases)
    func problemPages(kind: Problem.Kind) async throws {
        let koers = try Koers.current
        let path = "/v1/problems/\(kind.rawValue)"
        let data = try await koers.anyone.get(path).expect(200)
        #expect(data["slug"] == .string(kind.rawValue))
        #expect(data["status"]?.integer == Int64(kind.status))
        for (language, text) in [("nl", kind.title.nl), ("en", kind.title.en)] {
            let page = try await koers.anyone.get(path, ["Accept": "text/html", "Accept-Language": language]).expect(
                200
            )
            #expect(page.field("Content-Type")?.hasPrefix("text/html") == true)
            #expect(page.text.contains("<html lang=\"\(language)\">") && page.text.contains(text))
        }
    }

    @Test("A kind of problem that does not exist has no page")
    func unknownProblem() async throws {
        let koers = try Koers.current
        try await koers.anyone.get("/v1/problems/no-such-problem").expect(404, "not-found")
        for slug in ["Not-Found", "..%2Fteams", "-", "%3Cscript%3E", String(repeating: "a", count: 65)] {
            try await koers.anyone.get("/v1/problems/\(slug)").expect(400, "invalid-request")
        }
    }

    @Test("Titles, details and findings come in Dutch unless English is preferred")
    func language() async throws {
        let client = try Koers.current.client
        let titles = [
            "Niet gevonden": [
                "", "nl", "fr", "*", "fr, de;q=0.9", "nl-BE, en;q=0.9", "en;q=0", "en;q=0.2, nl;q=0.3", ";;,", "x\"y",
            ],
            "Not found": ["en", "en-GB", "EN", "en;q=0.9, nl;q=0.8", "fr, en;q=0.1"],
        ]
        for (title, headers) in titles {
            for header in headers {
                let answer = try await client.get("/v1/teams/\(UUID().text)", ["Accept-Language": header]).expect(404)
                #expect(answer["title"] == .string(title), "\(header)")
            }
        }
        let challenge = try await client.makeChallenge(["strategicGoalSet": false])
        let path = "/v1/challenges/\(challenge.text)/method-advice"
        let dutch = try await client.get(path).expect(200)
        let english = try await client.get(path, ["Accept-Language": "en"]).expect(200)
        #expect(dutch["findings"]?.array?.first?["reason"]?.string?.contains("strategisch doel") == true)
        #expect(english["findings"]?.array?.first?["reason"]?.string?.contains("strategic goal") == true)
        #expect(dutch.etag != english.etag)
        try await client.get("/v1/teams", ["Accept-Language": String(repeating: "a", count: 501)]).expect(400)
    }

    @Test("Pages of the allowed origins may read the API, others may not")
    func origins() async throws {
        let koers = try Koers.current
        let allowed = Koers.allowedOrigin
        let answer = try await koers.client.get("/v1/teams", ["Origin": allowed]).expect(200)
        #expect(answer.field("Access-Control-Allow-Origin") == allowed)
        #expect(answer.field("Access-Control-Expose-Headers")?.contains("ETag") == true)
        #expect(answer.field("Vary") == "Accept, Accept-Language, Origin")
        #expect(answer.field("Access-Control-Allow-Credentials") == nil)
        let refused = try await koers.anyone.get("/v1/teams", ["Origin": allowed]).expect(401)
        #expect(refused.field("Access-Control-Allow-Origin") == allowed)
        for origin in [
            "https://evil.example", "null", allowed + ".evil.example", allowed.replacing("https", with: "http"),
            allowed.uppercased(), "*",
        ] {
            let other = try await koers.client.get("/v1/teams", ["Origin": origin]).expect(200)
            #expect(other.field("Access-Control-Allow-Origin") == nil, "\(origin)")
        }
        let preflight = try await koers.anyone.send(
            "OPTIONS",
            "/v1/teams",
            fields: [
                "Origin": allowed, "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "if-match",
            ]
        )
        #expect(preflight.expect(204).field("Access-Control-Allow-Methods") == "GET, HEAD, POST, OPTIONS")
        #expect(preflight.field("Access-Control-Allow-Headers")?.contains("If-Match") == true)
        let foreign = try await koers.anyone.send("OPTIONS", "/v1/teams", fields: ["Origin": "https://evil.example"])
        #expect(foreign.field("Access-Control-Allow-Methods") == nil)
    }

    @Test("A traceparent is taken when it is one and ignored when it is none")
    func traceparent() async throws {
        let client = try Koers.current.client
        for header in ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "nonsense", ""] {
            try await client.get("/v1/teams", ["traceparent": header]).expect(200)
        }
        try await client.get("/v1/teams", ["traceparent": String(repeating: "0", count: 513)]).expect(400)
    }
}
