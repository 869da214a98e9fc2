import Contract
import Foundation
import Testing

@Suite("Several records are read in one request", .koers)
struct BatchTests {
    @Test("Keys give records or null, filters give lists, in the order of the requests")
    func batch() async throws {
        let client = try Koers.current.client
        let world = try await client.makeWorld()
        for path in world.paths {
            let parts = path.split(separator: "/").map(String.init)
            let record = try await client.get(path).expect(200).json
            let id = record["id"] ?? .null
            let upper: JSON = .string(parts[2].uppercased())
            let answer = try await client.post(
                "/v1/\(parts[1])/_batch",
                [
                    "requests": [
                        ["key": id], ["key": .string(UUID().text)],
                        ["filter": ["createdAtFrom": "2999-01-01T00:00:00Z"]],
                        ["key": upper],
                        [
                            "filter": [
                                "createdAtFrom": record["createdAt"] ?? .null,
                                "createdAtUntil": record["createdAt"] ?? .null,
                            ]
                        ],
                    ]
                ]
            ).expect(200)
            #expect(answer.results == [record, .null, [], record, [record]], "\(path)")
            #expect(answer.etag == nil)
        }
    }

    @Test("The filters of a batch are those of the list")
    func filters() async throws {
        let client = try Koers.current.client
        let number = nextNumber()
        let partner = try await client.make(
            "partners",
            Body.partner.with(["kvkNumber": "11112222", "externalIds": ["crm": .string("b:\(number)")]])
        )
        let answer = try await client.post(
            "/v1/partners/_batch",
            [
                "requests": [
                    ["filter": ["externalId": .string("crm:b:\(number)")]],
                    ["filter": ["kvkNumber": ["11112222"], "active": true, "kind": ["care", "welfare"]]],
                    ["filter": ["kvkNumber": ["11112222"], "active": false]],
                ]
            ]
        ).expect(200)
        #expect(answer.results == [[partner.json], [partner.json], []])
    }

    @Test("A request with both, with neither, or with anything else is refused at its place")
    func refusals() async throws {
        let client = try Koers.current.client
        let key: JSON = .string(UUID().text)
        let both: JSON = ["requests": [["key": key], ["key": key, "filter": [:]]]]
        #expect(try await client.post("/v1/teams/_batch", both).expect(400).errors == ["/requests/1 required"])
        #expect(
            try await client.post("/v1/teams/_batch", ["requests": [[:]]]).expect(400).errors == [
                "/requests/0 required"
            ]
        )
        let wrong: JSON = ["requests": [["key": "x"], ["filter": ["bogus": 1]], 3]]
        #expect(
            try await client.post("/v1/teams/_batch", wrong).expect(400).errors == [
                "/requests/0/key format", "/requests/1/filter/bogus unknown", "/requests/2 type",
            ]
        )
        try await client.post("/v1/teams/_batch", ["requests": []]).expect(400)
        try await client.post("/v1/teams/_batch", ["requests": .array(Array(repeating: ["key": key], count: 101))])
            .expect(400)
        let most = try await client.post(
            "/v1/teams/_batch",
            ["requests": .array(Array(repeating: ["key": key], count: 100))]
        )
        #expect(most.expect(200).results.count == 100)
        try await client.get("/v1/teams/_batch").expect(405)
    }
}
