import Contract
import Domain
import Foundation
import Testing

@Suite("A record is shown as it was")
struct AsOfTests {
    @Test("Every state is found back at its moment and until the next", .koers)
    func states() async throws {
        let koers = try Koers.current
        let client = koers.client
        let team = try await client.make("teams", Body.team)
        let path = try team.location
        koers.clock.advance(by: .seconds(60))
        let second = try await client.patch(path, ["name": "Twee", "description": "x"]).expect(200)
        koers.clock.advance(by: .seconds(60))
        let third = try await client.patch(path, ["name": "Drie"]).expect(200)
        for state in [team, second, third] {
            let moment = try #require(state["updatedAt"]?.string)
            #expect(try await client.get("\(path)?asOf=\(moment)").expect(200).bytes == state.bytes)
        }
        let born = try #require(team["createdAt"]?.string)
        let just = try #require(second["updatedAt"]?.string)
        #expect(try await client.get("\(path)?asOf=\(shifted(just, by: -1))").bytes == team.bytes)
        #expect(try await client.get("\(path)?asOf=\(shifted(just, by: 30_000))").bytes == second.bytes)
        let local = just.replacing("Z", with: "%2B00:00")
        #expect(try await client.get("\(path)?asOf=\(local)").bytes == second.bytes)
        try await client.get("\(path)?asOf=\(shifted(born, by: -1))").expect(404, "not-found")
        #expect(
            try await client.get("\(path)?asOf=\(just)&fields=name").expect(200).json
                == ["id": team["id"] ?? .null, "name": "Twee"]
        )
    }

    @Test("The future is not known", .koers)
    func future() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let later = shifted(koers.clock.now.rfc3339, by: 60_000)
        #expect(try await koers.client.get("\(path)?asOf=\(later)").expect(400).errors == ["asOf maximum"])
        #expect(
            try await koers.client.get("\(path)?asOf=\(later)&expand=challenge").expect(400).errors
                == ["asOf maximum", "expand unknown"]
        )
        for text in ["2026-03-01", "now", "2026-02-30T00:00:00Z", "2026-03-01T00:00:00", ""] {
            try await koers.client.get("\(path)?asOf=\(text)").expect(400, "invalid-request")
        }
        try await koers.client.get("/v1/programmes?asOf=\(later)").expect(400, "invalid-request")
    }

    @Test("Phases and settings are found back too", .koers)
    func phases() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let before = koers.clock.now.rfc3339
        try await client.step(programme, to: "formation").expect(200)
        #expect(try await client.get("\(path)?asOf=\(before)")["phase"] == "exploration")
        #expect(try await client.get("\(path)?asOf=\(koers.clock.now.rfc3339)")["phase"] == "formation")
        let organisation = try await client.get("/v1/organisation").expect(200)
        let then = koers.clock.now.rfc3339
        try await client.patch("/v1/organisation", ["settings": ["windDownTermMonths": 13]]).expect(200)
        #expect(try await client.get("/v1/organisation?asOf=\(then)").bytes == organisation.bytes)
        try await client.get("/v1/organisation?asOf=2001-01-01T00:00:00Z").expect(404)
    }

    private func shifted(_ moment: String, by milliseconds: Int64) -> String {
        Moment(rfc3339: moment)?.advanced(byMilliseconds: milliseconds).rfc3339 ?? moment
    }
}
