import AsyncHTTPClient
import Contract
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Storage
import Testing

@Suite("Only good credentials open the door")
struct CredentialTests {
    @Test("A token that is none, or is almost one, is refused", .koers)
    func badTokens() async throws {
        let koers = try Koers.current
        let good = koers.home[Municipality.everyScope]
        let stranger = koers.other[Municipality.everyScope]
        let parts = good.split(separator: "_").map(String.init)
        let strangers = stranger.split(separator: "_").map(String.init)
        let headers = [
            "Bearer", "Bearer ", "Basic \(good)", good, "Bearer \(good)x", "Bearer x\(good)",
            "Bearer \(good.dropLast())",
            "Bearer \(good) \(good)", "Bearer koers_\(parts[1])_\(strangers[2])",
            "Bearer koers_\(strangers[1])_\(parts[2])",
            "Bearer \(good.uppercased())", "Bearer koers__", "Bearer koers_\(parts[1])_",
            "Bearer \(APIKey(organisationID: koers.home.id, at: TestClock.start).token)",
            "Bearer \(APIKey(organisationID: UUID(), at: TestClock.start).token)",
        ]
        for header in headers {
            let answer = try await koers.anyone.get("/v1/teams", ["Authorization": header]).expect(
                401,
                "unauthenticated"
            )
            #expect(answer.field("WWW-Authenticate")?.hasPrefix("Bearer") == true, "\(header)")
        }
        try await koers.anyone.get("/v1/teams?access_token=\(good)").expect(401)
        for scheme in ["bearer", "BEARER", "Bearer  "] {
            try await koers.anyone.get("/v1/teams", ["Authorization": "\(scheme) \(good)"]).expect(200)
        }
    }

    @Test("Of two tokens in one request neither counts", .koers, arguments: [["", ""], ["", "x"], ["x", ""]])
    func twoTokens(endings: [String]) async throws {
        let koers = try Koers.current
        var request = HTTPClientRequest(url: koers.address + "/v1/teams")
        for ending in endings {
            let token = koers.home[Municipality.everyScope] + ending
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        #expect(try await koers.http.execute(request, timeout: .seconds(30)).status == .unauthorized)
    }

    @Test("A revoked token is refused within a second", .koers)
    func revoked() async throws {
        let koers = try Koers.current
        let caller = koers.caller(koers.home.shortToken)
        try await caller.get("/v1/teams").expect(200)
        #expect(try await koers.registry.revoke(koers.home.shortKeyID, of: koers.home.id, at: koers.clock.now))
        koers.clock.advance(by: .seconds(1))
        try await caller.get("/v1/teams").expect(401, "unauthenticated")
        try await caller.post("/v1/teams", Body.team).expect(401, "unauthenticated")
        try await koers.client.get("/v1/teams").expect(200)
    }

    @Test("A token works until its expiry and not after", .koers)
    func expired() async throws {
        let koers = try Koers.current
        let caller = koers.caller(koers.home.shortToken)
        koers.clock.advance(by: .seconds(3599))
        try await caller.get("/v1/teams").expect(200)
        koers.clock.advance(by: .seconds(1))
        try await caller.get("/v1/teams").expect(401, "unauthenticated")
    }

    @Test("A token without scopes reads its own organisation, and nothing else", .koers)
    func withoutScopes() async throws {
        let koers = try Koers.current
        let nobody = koers.client([])
        #expect(try await nobody.get("/v1/organisation").expect(200)["name"] == .string(koers.home.name))
        try await nobody.get("/v1/teams").expect(403, "forbidden")
        try await nobody.patch("/v1/organisation", ["name": "Anders"]).expect(403, "forbidden")
    }
}
