import Contract
import Foundation
import Testing

@Suite("A list is walked page by page", .koers)
struct PagingTests {
    private func makeSeven() async throws -> (target: String, rows: [JSON]) {
        let client = try Koers.current.client
        let challenge = try await client.makeChallenge()
        let starts: [JSON] = [.null, "2026-01-01", "2026-01-01", .null, "2026-05-01", "2026-03-01", "2026-05-01"]
        let names = ["zee", "Een", "één", "Zee", "aap", "Één", "noot mies"]
        var rows: [JSON] = []
        for (start, name) in zip(starts, names) {
            let body = Body.programme(challenge: challenge).with(["startDate": start, "name": .string(name)])
            rows.append(try await client.make("programmes", body).json)
        }
        let middle = try #require(rows[3]["id"]?.string)
        rows[3] = try await client.patch("/v1/programmes/\(middle)", ["description": "later"]).expect(200).json
        return ("/v1/programmes?challengeId=\(challenge.text)", rows)
    }

    /// All rows by following `next`, two at a time.
    private func walk(_ target: String) async throws -> [JSON] {
        let client = try Koers.current.client
        var rows: [JSON] = []
        var next: String? = target + "&limit=2"
        var pages = 0
        while let address = next, pages < 10 {
            let page = try await client.get(address).expect(200)
            rows += page.results
            next = page["next"]?.string
            #expect(page.field("Link") == next.map { "<\($0)>; rel=\"next\"" })
            #expect(page.results.count == 2 || next == nil)
            pages += 1
        }
        #expect(pages == 4)
        return rows
    }

    @Test("Every order, in both directions and mixed, gives every row once")
    func walks() async throws {
        let client = try Koers.current.client
        let (target, rows) = try await makeSeven()
        let keys = ["code", "name", "startDate", "createdAt", "updatedAt"]
        let sorts =
            keys + keys.map { "-" + $0 } + [
                "-startDate,code", "startDate,-code", "startDate,name,-createdAt", "-name,-startDate",
                "name,-startDate,code",
                "-updatedAt,startDate",
            ]
        for sort in sorts {
            let whole = try await client.get("\(target)&sort=\(sort)&limit=7").expect(200)
            #expect(whole["next"] == nil)
            #expect(whole.field("Link") == nil)
            #expect(Set(whole.results) == Set(rows), "\(sort)")
            #expect(try await walk("\(target)&sort=\(sort)") == whole.results, "\(sort)")
        }
        #expect(try await walk(target) == rows, "without sort: the order of creation")
        func indices(_ sort: String) async throws -> [Int] {
            try await client.get("\(target)&sort=\(sort)").results.compactMap { rows.firstIndex(of: $0) }
        }
        #expect(try await indices("startDate,createdAt") == [1, 2, 5, 4, 6, 0, 3], "no date comes last")
        #expect(try await indices("-startDate,createdAt") == [0, 3, 4, 6, 5, 1, 2])
        #expect(try await indices("-startDate,-createdAt") == [3, 0, 6, 4, 5, 2, 1])
        #expect(try await indices("-updatedAt").first == 3)
    }

    @Test("Every sort key of every list is walked")
    func everySortKey() async throws {
        let koers = try Koers.current
        _ = try await koers.client.makeWorld()
        let world = try await koers.client.makeWorld()
        for operation in koers.contract.operations where operation.id.hasPrefix("list") {
            guard let parameter = operation.parameter(named: "sort", in: .query),
                let items = koers.contract[parameter.schema].items,
                let keys = koers.contract[items].allowedValues?.compactMap(\.string)
            else { continue }
            for key in keys {
                let target = try #require(world.request(operation)).target + "?sort=\(key)"
                let whole = try await koers.client.get(target + "&limit=100").expect(200)
                var next: String? = target + "&limit=1"
                var walked: [JSON] = []
                while let address = next, walked.count < 4 {
                    let page = try await koers.client.get(address).expect(200)
                    walked += page.results
                    next = page["next"]?.string
                }
                if operation.id != "listJournal" { #expect(walked == Array(whole.results.prefix(4)), "\(target)") }
                #expect(Set(walked).count == walked.count)
            }
        }
    }

    @Test("count=exact tells how many there are on all pages together")
    func count() async throws {
        let client = try Koers.current.client
        let (target, _) = try await makeSeven()
        let page = try await client.get("\(target)&limit=2&count=exact").expect(200)
        #expect(page["totalCount"] == 7)
        let next = try #require(page["next"]?.string)
        #expect(try await client.get(next).expect(200)["totalCount"] == 7)
        #expect(try await client.get("\(target)&phase=closed&count=exact")["totalCount"] == 0)
        #expect(try await client.get("\(target)&limit=2")["totalCount"] == nil)
    }

    @Test("A row that is added while walking neither repeats nor hides another")
    func additions() async throws {
        let client = try Koers.current.client
        let (target, rows) = try await makeSeven()
        let first = try await client.get("\(target)&sort=-createdAt&limit=3").expect(200)
        let challenge = try #require(rows[0]["challengeId"]?.string.flatMap { UUID(uuidString: $0) })
        _ = try await client.make("programmes", Body.programme(challenge: challenge))
        let rest = try await client.get(try #require(first["next"]?.string)).expect(200)
        #expect(rest.results == Array(rows.reversed()[3..<6]))
    }

    @Test("A bound may be in any offset that RFC 3339 knows", arguments: ["+23:59", "-23:59", "+16:00", "Z"])
    func offsets(offset: String) async throws {
        let client = try Koers.current.client
        let encoded = offset.replacing("+", with: "%2B")
        try await client.get("/v1/programmes?createdAtFrom=0001-01-02T00:00:00\(encoded)").expect(200)
        try await client.get("/v1/programmes?createdAtUntil=9999-12-30T23:59:59\(encoded)").expect(200)
        try await client.get("/v1/journal?from=2026-01-01T00:00:00\(encoded)&limit=1").expect(200)
    }

    @Test("A cursor of another order, or of no list, is refused")
    func cursors() async throws {
        let client = try Koers.current.client
        let (target, rows) = try await makeSeven()
        let next = try #require(try await client.get("\(target)&sort=name&limit=2")["next"]?.string)
        let cursor = try #require(next.split(separator: "cursor=").last)
        for sort in ["sort=-name&", "sort=code&", "", "sort=name,code&"] {
            let refused = try await client.get("\(target)&\(sort)cursor=\(cursor)").expect(400, "invalid-request")
            #expect(refused.errors == ["cursor format"])
        }
        let id = try #require(rows[0]["id"]?.string)
        let forged = [
            ["startDate", "no date", id], ["startDate", "2026-02-30", id], ["startDate", id], ["startDate"],
            ["startDate", "2026-01-01", "no id"], ["startDate", "2026-01-01", id, id], ["startDate", "", ""],
            ["startDate", "2026-01-01", "\0"], ["startDate", "2026-01-01\0", id], [],
            ["startDate", "'; drop table koers.programme; --", id],
        ].map { parts in JSON.array(parts.map { .string($0) }).text }
        let texts =
            forged + [
                "{}", "[1,2,3]", "\"x\"", "[null]", #"["startDate",null,"x"]"#, "[[\"startDate\"]]", "\0", "\u{1}",
            ]
        let tokens = texts.map {
            Data($0.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
                "=",
                with: ""
            )
        }
        for token in tokens + [
            "garbage", "%21%21", "%F0%9F%98%80", "a", "====", "_-_-", String(repeating: "A", count: 4000),
        ] {
            try await client.get("\(target)&sort=startDate&cursor=\(token)").expect(400, "invalid-request")
        }
        try await client.get("\(target)&cursor=").expect(400)
        try await client.get("\(target)&cursor=\(String(repeating: "A", count: 4001))").expect(400)
        for value in ["99999999999999999999", "x", "-1.5", ""] {
            let token = Data(#"["sequence","\#(value)"]"#.utf8).base64EncodedString().replacing("=", with: "")
            try await client.get("/v1/journal?sort=sequence&cursor=\(token)").expect(400, "invalid-request")
        }
    }
}
