import Contract
import Foundation
import Testing

@Suite("A request is refused for the first thing that is wrong, in one order", .koers)
struct RefusalOrderTests {
    @Test("Route, method, credentials, scope, media types, shape, resource, precondition, rules")
    func order() async throws {
        let koers = try Koers.current
        let client = koers.client
        let challenge = try await client.makeChallenge()
        let programme = try await client.make("programmes", Body.programme(challenge: challenge)).id
        try await client.step(programme, to: "formation").expect(200)
        let path = "/v1/challenges/\(challenge.text)"
        let nowhere = "/v1/challenges/\(UUID().text)"
        let bad: [UInt8] = Array(#"{"bogus":1}"#.utf8)
        let frozen: [UInt8] = Array(#"{"predictability":77}"#.utf8)
        let text = ["Accept": "text/html", "Content-Type": "text/plain"]
        let plain = ["Content-Type": "text/plain"]
        let json = ["Content-Type": "application/json"]
        func refused(
            _ caller: Caller,
            _ method: String,
            _ target: String,
            _ body: [UInt8],
            _ fields: [String: String],
            _ status: Int,
            _ problem: String,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            try await caller.send(method, target, body: body, fields: fields, sourceLocation: sourceLocation)
                .expect(status, problem, sourceLocation: sourceLocation)
        }
        try await refused(koers.anyone, "DELETE", "/v1/nothing?x=1", bad, text, 404, "not-found")
        try await refused(koers.anyone, "DELETE", nowhere + "?x=1", bad, text, 405, "method-not-allowed")
        try await refused(koers.anyone, "PATCH", nowhere + "?x=1", bad, text, 401, "unauthenticated")
        try await refused(koers.client(["course:read"]), "PATCH", nowhere + "?x=1", bad, text, 403, "forbidden")
        try await refused(client, "PATCH", nowhere + "?x=1", bad, text, 406, "not-acceptable")
        try await refused(client, "PATCH", nowhere + "?x=1", bad, plain, 415, "unsupported-media-type")
        try await refused(client, "PATCH", nowhere + "?x=1", bad, json, 400, "invalid-request")
        try await refused(client, "PATCH", nowhere, frozen, json, 404, "not-found")
        try await refused(client, "PATCH", path, frozen, json, 428, "precondition-required")
        try await refused(
            client,
            "PATCH",
            path,
            frozen,
            json.merging(["If-Match": "\"99\""]) { $1 },
            412,
            "precondition-failed"
        )
        try await refused(
            client,
            "PATCH",
            path,
            frozen,
            json.merging(["If-Match": "\"1\""]) { $1 },
            409,
            "governance-refused"
        )
    }

    @Test("An unknown reference in the body comes before the resource that is not there")
    func referenceBeforeResource() async throws {
        try await Koers.current.client.patch(
            "/v1/persons/\(UUID().text)",
            ["teamId": .string(UUID().text)],
            ifMatch: nil
        ).expect(400, "invalid-request")
    }

    @Test("A path that is no route is not found, and is never redirected")
    func unknownPaths() async throws {
        let koers = try Koers.current
        let id = UUID().text
        for path in [
            "/", "/v1", "/v2/", "/v1/teams/", "/v1//teams", "/v1/Teams", "/v1/team", "/v1/teams/\(id)/",
            "/v1/teams/../teams",
            "/v1/teams/\(id)/members", "/v1/programmes/\(id)/transitions/", "/v1/teams%2F", "/v1/%", "/v1/teams/%00",
            "/V1/teams", "/v1/openapi.json/",
        ] {
            for method in ["GET", "POST", "OPTIONS", "PROPFIND"] {
                try await koers.client.send(method, path).expect(404, "not-found")
            }
        }
    }

    @Test("An id that is no UUID is a malformed request")
    func malformedID() async throws {
        for id in ["1", "_batc", "%C3%A9", "00000000-0000-0000-0000-00000000000g", "*"] {
            let answer = try await Koers.current.client.get("/v1/teams/\(id)").expect(400, "invalid-request")
            #expect(answer.errors == ["teamId format"])
        }
    }

    @Test("Every path tells exactly its methods, on OPTIONS and on a method that it does not have")
    func allow() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        var methods: [String: [Contract.Operation]] = [:]
        for operation in koers.contract.operations { methods[operation.path, default: []].append(operation) }
        for (_, operations) in methods {
            let known = Set(operations.map(\.method.name))
            var expected: [String] = []
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] where known.contains(method) {
                expected += method == "GET" ? ["GET", "HEAD"] : [method]
            }
            let allow = (expected + ["OPTIONS"]).joined(separator: ", ")
            let target = try #require(world.request(operations[0])).target
            let options = try await koers.anyone.send("OPTIONS", target)
            #expect(options.expect(204).field("Allow") == allow, "\(target)")
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "QUERY"]
            where !expected.contains(method) {
                let refused = try await koers.anyone.send(method, target)
                #expect(refused.status == 405, "\(refused)")
                #expect(refused.field("Allow") == allow, "\(method) \(target)")
            }
        }
    }

    @Test("A method that HTTP does not know is a malformed request, also of an unknown path")
    func unknownMethod() async throws {
        for method in ["BREW", "get", "GETX"] {
            for path in ["/v1/teams", "/v1/nothing"] {
                try await Koers.current.anyone.send(method, path).expect(400, "invalid-request")
            }
        }
    }

    @Test("What is too large is refused before anything else")
    func tooLarge() async throws {
        let koers = try Koers.current
        let fields = ["Content-Type": "application/json"]
        let body = [UInt8](repeating: UInt8(ascii: " "), count: 1024 * 1024 + 1)
        try await koers.anyone.send("POST", "/v1/teams", body: body, fields: fields).expect(413, "payload-too-large")
        let long = String(repeating: "a", count: 9000)
        try await koers.anyone.get("/v1/teams?search=\(long)").expect(414, "uri-too-long")
        try await koers.anyone.get("/v1/teams", ["X-Long": long + long]).expect(431, "header-too-large")
        let description: JSON = .string(String(repeating: "é", count: 20_000))
        _ = try await koers.client.make("teams", Body.team.with(["description": description]))
    }

    @Test("HEAD is GET without its body")
    func head() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        for operation in koers.contract.operations where operation.method == .get && operation.id != "listJournal" {
            let target = try #require(world.request(operation)).target
            let get = try await koers.client.get(target).expect(200)
            let head = try await koers.client.send("HEAD", target)
            #expect(head.status == 200)
            #expect(head.bytes.isEmpty)
            if operation.method == .get, !operation.id.hasPrefix("list") || operation.access == .public {
                for name in ["Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary", "API-Version"] {
                    #expect(head.field(name) == get.field(name), "\(name) of \(target)")
                }
            }
        }
        #expect(try await koers.anyone.send("HEAD", "/v1/teams").status == 401)
        #expect(try await koers.client.send("HEAD", "/v1/teams/\(UUID().text)").status == 404)
    }

    @Test("Media types are negotiated")
    func mediaTypes() async throws {
        let client = try Koers.current.client
        for accept in [
            "text/html", "application/xml", "application/json;q=0", "image/*",
            "application/problem+json;q=0.5, text/csv",
        ] {
            try await client.get("/v1/teams", ["Accept": accept]).expect(406, "not-acceptable")
        }
        for accept in ["*/*", "application/*", "application/json; charset=utf-8", "text/html, application/json;q=0.1"] {
            try await client.get("/v1/teams", ["Accept": accept]).expect(200)
        }
        let body = Body.team.bytes
        for type in ["text/plain", "application/merge-patch+json", "application/x-www-form-urlencoded", "json"] {
            try await client.send("POST", "/v1/teams", body: body, fields: ["Content-Type": type])
                .expect(415, "unsupported-media-type")
        }
        let team = try await client.send(
            "POST",
            "/v1/teams",
            body: body,
            fields: ["Content-Type": "Application/JSON; charset=\"utf-8\""]
        ).expect(201)
        for type in ["application/json", "application/merge-patch+json"] {
            try await client.send(
                "PATCH",
                try team.location,
                body: Array(#"{"name":"\#(type)"}"#.utf8),
                fields: ["Content-Type": type, "If-Match": "*"]
            ).expect(200)
        }
    }
}
