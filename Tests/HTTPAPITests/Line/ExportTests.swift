import AsyncHTTPClient
import Contract
import Foundation
import NIOCore
import NIOHTTP1
import Postgres
import TestSupport
import Testing

@Suite("The export of the journal is the whole of it, a line an entry")
struct ExportTests {
    private let path = "/v1/journal/_export"

    private func lines(_ answer: Answer) throws -> [JSON] {
        try answer.text.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }
    }

    @Test("Its lines are the entries of the list, oldest first, under the same filters", .koers)
    func entries() async throws {
        let koers = try Koers.current
        let client = koers.client
        for _ in 0..<2 { _ = try await client.makeWorld() }
        try await client.post("/v1/challenges", Body.challenge.with(["chosenMethod": "routine"])).expect(409)
        let entries = try await client.journal()
        let answer = try await client.get(path).expect(200)
        #expect(answer.field("Content-Type") == "application/x-ndjson")
        #expect(answer.field("Transfer-Encoding") == "chunked")
        #expect(try lines(answer) == entries)
        #expect(answer.bytes.last == UInt8(ascii: "\n"))
        let from = try #require(entries[4]["occurredAt"]?.string)
        let until = try #require(entries[8]["occurredAt"]?.string)
        #expect(try await lines(client.get("\(path)?from=\(from)&until=\(until)")) == Array(entries[4...8]))
        for query in ["type=team.created,challenge.refused", "actorId=\(try #require(koers.home.person).text)"] {
            #expect(try await lines(client.get("\(path)?\(query)")) == client.journal("&\(query)"))
        }
        let english = try await client.get(path, ["Accept-Language": "en"])
        #expect(try lines(english).last?["findings"] != entries.last?["findings"])
        #expect(try lines(english).last?["hash"] == entries.last?["hash"])
    }

    @Test("It may be empty, and HEAD and OPTIONS are answered", .koers)
    func withoutLines() async throws {
        let client = try Koers.current.client
        let answer = try await client.get("\(path)?until=1990-01-01T00:00:00Z").expect(200)
        #expect(answer.bytes.isEmpty)
        try await client.send("HEAD", path).expect(200)
        #expect(try await client.send("OPTIONS", path).expect(204).field("Allow") == "GET, HEAD, OPTIONS")
    }

    @Test("What is wrong with the request is said before the first line", .koers)
    func refusals() async throws {
        let koers = try Koers.current
        #expect(
            try await koers.client.get("\(path)?limit=5&sort=sequence").expect(400).errors == [
                "limit unknown", "sort unknown",
            ]
        )
        try await koers.client.get("\(path)?from=yesterday").expect(400, "invalid-request")
        try await koers.anyone.get(path).expect(401)
        try await koers.client(["course:read"]).get(path).expect(403, "forbidden")
        try await koers.client.get(path, ["Accept": "application/json"]).expect(406)
        try await koers.client.get(path, ["Accept": "application/x-ndjson"]).expect(200)
        try await koers.client.send("POST", path).expect(405)
    }

    @Test("It holds one organisation's entries only", .koers)
    func tenant() async throws {
        let koers = try Koers.current
        _ = try await koers.client.makeWorld()
        let own = try await lines(koers.client.get(path))
        let other = try await lines(koers.stranger.get(path))
        #expect(try await other == koers.stranger.journal())
        #expect(Set(own.map { $0["hash"] }).isDisjoint(with: other.map { $0["hash"] }))
    }

    @Test("When as many run as may, the next is told to come back", .koers)
    func bound() async throws {
        let koers = try Koers.current
        let one = Statement("one", "SELECT 1")
        try await koers.app.withStream(of: one, rowsAtATime: 1) { first in
            _ = try await first.next()
            try await koers.app.withStream(of: one, rowsAtATime: 1) { second in
                _ = try await second.next()
                let answer = try await koers.client.get(path).expect(503, "unavailable")
                #expect(answer.field("Retry-After") != nil)
                try await koers.client.post("/v1/teams", Body.team).expect(201)
            }
        }
        try await koers.client.get(path).expect(200)
    }

    @Test("When the database goes in the middle, the client sees that the answer is incomplete", .koers)
    func interrupted() async throws {
        let koers = try Koers.current
        try await koers.growJournal(by: 20_000)
        var request = HTTPClientRequest(url: koers.address + path)
        request.headers.add(name: "Authorization", value: "Bearer \(try #require(koers.client.token))")
        let response = try await koers.http.execute(request, timeout: .seconds(30))
        #expect(response.status == .ok)
        var body = response.body.makeAsyncIterator()
        _ = try await body.next()
        try await koers.sql(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'FETCH%' and datname = current_database()"
        )
        await #expect(throws: (any Error).self) {
            while try await body.next() != nil {}
        }
        #expect(await eventually { koers.app.statistics.leasedConnections == 0 })
    }

    @Test("A client that stops reading holds up the database, and not the memory, until it reads on", .koers)
    func backPressure() async throws {
        let koers = try Koers.current
        let entries = 20_000
        try await koers.growJournal(by: entries)
        var request = HTTPClientRequest(url: koers.address + path)
        request.headers.add(name: "Authorization", value: "Bearer \(try #require(koers.client.token))")
        let response = try await koers.http.execute(request, timeout: .seconds(60))
        var body = response.body.makeAsyncIterator()
        var bytes = try await body.next()?.readableBytes ?? 0
        // What fits between the two is taken, and no more.
        var fetched = 0
        let stands = await eventually {
            let before = koers.app.statistics.roundTrips
            // Long enough to fetch more, also on a busy machine.
            try await Task.sleep(for: .seconds(2))
            fetched = koers.app.statistics.roundTrips
            return fetched == before
        }
        #expect(stands)
        #expect(koers.app.statistics.leasedConnections == 1)
        while let part = try await body.next() { bytes += part.readableBytes }
        #expect(bytes > entries * 2400)
        // A hundred entries came with each of 200; what the sockets hold are a few megabytes.
        let later = koers.app.statistics.roundTrips - fetched
        #expect(later > 150, "\(later) of 200")
    }

    @Test("A client that goes away in the middle frees its connection to the database", .koers)
    func abandoned() async throws {
        let koers = try Koers.current
        try await koers.growJournal(by: 20_000)
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        var request = HTTPClientRequest(url: koers.address + path)
        request.headers.add(name: "Authorization", value: "Bearer \(try #require(koers.client.token))")
        let response = try await client.execute(request, timeout: .seconds(30))
        var body = response.body.makeAsyncIterator()
        _ = try await body.next()
        #expect(koers.app.statistics.leasedConnections >= 1)
        try await client.shutdown()
        #expect(await eventually { koers.app.statistics.leasedConnections == 0 })
        try await koers.client.get("\(path)?until=1990-01-01T00:00:00Z").expect(200)
    }
}

extension Koers {
    /// Adds entries of about three kilobytes, past the rules: for size alone.
    func growJournal(by count: Int) async throws {
        let after =
            "select organisation_id, max(sequence) as last from koers.journal where organisation_id = '\(home.id)' group by 1"
        try await sql(
            """
            insert into koers.journal_data (organisation_id, sequence, data)
            select h.organisation_id, h.last + i, json_build_object('id', gen_random_uuid(), 'text', repeat('x', 2400))
            from (\(after)) h, generate_series(1, \(count)) i;
            insert into koers.journal (organisation_id, sequence, occurred_at, type, subject, operation_id, request_id,
                findings_nl, findings_en, previous_hash, hash)
            select h.organisation_id, h.last + i, '2026-04-01T00:00:00Z', 'team.updated', '/v1/teams/' || i, 'updateTeam',
                gen_random_uuid(), '[]', '[]', sha256('a'), sha256('b')
            from (\(after)) h, generate_series(1, \(count)) i
            """
        )
    }
}
