import Contract
import Foundation
import Testing

@Suite("A measurement counts once another person approves it", .koers)
struct MeasurementTests {
    private func place() async throws -> (client: Caller, programme: UUID, path: String) {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let followed = try await client.makeFollowedEffect(of: programme)
        return (
            client, programme, "/v1/programmes/\(programme.text)/indicators/\(followed.indicator.text)/measurements"
        )
    }

    @Test("It is entered as a draft, changed, and approved by another (AUT-11)")
    func approval() async throws {
        let (client, _, path) = try await place()
        let sponsor = try client.sponsor
        let entered = try await client.post(path, Body.measurement).expect(201)
        #expect(entered["status"] == "draft" && entered["final"] == false && entered["approvedAt"] == .null)
        #expect(entered["enteredById"] == .string(try client.person.text))
        let place = try entered.location
        let own = try await client.post("\(place)/transitions", ["to": "approved"]).expect(403, "no-authority")
        #expect(own.blockers == ["AUT-11"])
        let dryRun = try await client.post("\(place)/transitions?dryRun=true", ["to": "approved"]).expect(200)
        #expect(dryRun["allowed"] == false)
        let approved = try await sponsor.post("\(place)/transitions", ["to": "approved"]).expect(200)
        #expect(approved["status"] == "approved" && approved["version"] == 2)
        #expect(approved["approvedById"] == .string(try #require(try client.municipality.sponsor).text))
        #expect(approved["approvedAt"]?.string != nil)
        let types = try await client.journal("&subject=\(encoded(place))").compactMap { $0["type"]?.string }
        #expect(types == ["measurement.created", "measurement.refused", "measurement.approved"])
        let expanded = try await client.get("\(place)?expand=indicator.goal,enteredBy,approvedBy").expect(200)
        #expect(expanded["_expand"]?["indicator"]?["_expand"]?["goal"]?["kind"] == "effect")
        for to in ["approved", "draft"] {
            let refused = try await sponsor.post("\(place)/transitions", ["to": .string(to)])
            #expect(refused.expect(409, "invalid-transition")["allowed"] == [])
        }
    }

    @Test("Whoever changes the figure has entered it, and so does not approve it")
    func changedByAnother() async throws {
        let (client, _, path) = try await place()
        let sponsor = try client.sponsor
        let place = try await client.post(path, Body.measurement).expect(201).location
        let changed = try await sponsor.patch(place, ["value": "11.9"]).expect(200)
        #expect(changed["enteredById"] == .string(try #require(try client.municipality.sponsor).text))
        try await sponsor.post("\(place)/transitions", ["to": "approved"]).expect(403, "no-authority")
        let labelled = try await client.patch(place, ["externalIds": ["cbs": .string("C-\(nextNumber())")]]).expect(200)
        #expect(labelled["enteredById"] == changed["enteredById"], "a label is no figure")
        let same = try await client.patch(place, ["value": "11.9"]).expect(200)
        #expect(same["version"] == labelled["version"] && same["enteredById"] == changed["enteredById"])
        try await client.post("\(place)/transitions", ["to": "approved"]).expect(200)
    }

    @Test("What is approved is frozen but for its external ids (CRS-07)")
    func frozen() async throws {
        let (client, _, path) = try await place()
        let place = try await client.post(path, Body.measurement).expect(201).location
        try await client.sponsor.post("\(place)/transitions", ["to": "approved"]).expect(200)
        for change in [["value": "1"], ["measuredDate": "2026-01-30"], ["note": "toch"], ["final": true]] as [JSON] {
            let refused = try await client.patch(place, change).expect(409, "governance-refused")
            #expect(refused.blockers == ["CRS-07"])
        }
        try await client.patch(place, ["value": "12.4", "final": false]).expect(200)
        try await client.patch(place, ["externalIds": ["cbs": .string("C-\(nextNumber())")]]).expect(200)
        for member in ["status", "enteredById", "approvedById", "approvedAt", "indicatorId"] {
            let refused = try await client.patch(place, [(member): "2026-01-01T00:00:00Z"]).expect(400)
            #expect(refused.errors == ["/\(member) read_only"])
        }
    }

    @Test("Nothing was measured on a day that is still to come, in Amsterdam", .koers)
    func future() async throws {
        let (client, _, path) = try await place()
        let koers = try Koers.current
        try koers.clock.set(to: "2028-02-28T22:59:58.000Z")
        let leapDay: JSON = ["measuredDate": "2028-02-29"]
        let refused = try await client.post(path, Body.measurement.with(leapDay)).expect(400)
        #expect(refused.errors == ["/measuredDate maximum"])
        let before = try await client.post(path, Body.measurement.with(["measuredDate": "2028-02-28"])).expect(201)
        try koers.clock.set(to: "2028-02-28T23:00:00.000Z")
        try await client.post(path, Body.measurement.with(leapDay)).expect(201)
        #expect(
            try await client.patch(try before.location, ["measuredDate": "2028-03-01"]).expect(400).errors
                == ["/measuredDate maximum"]
        )
        try await client.post(path, Body.measurement.with(["measuredDate": "2027-02-29"])).expect(400)
        let listed = try await client.get("\(path)?measuredDateFrom=2028-02-29&sort=-measuredDate").expect(200)
        #expect(listed.results.map { $0["measuredDate"] } == ["2028-02-29"])
    }

    @Test("A token without a person enters, changes and approves nothing")
    func nobody() async throws {
        let (client, _, path) = try await place()
        let nobody = Caller(koers: client.koers, token: try client.municipality.firstToken)
        let place = try await client.post(path, Body.measurement).expect(201).location
        try await nobody.post(path, Body.measurement).expect(403, "no-authority")
        try await nobody.patch(place, ["value": "1"]).expect(403, "no-authority")
        try await nobody.post("\(place)/transitions", ["to": "approved"]).expect(403, "no-authority")
        try await client.post(path, Body.measurement.with(["value": "12,4"])).expect(400)
    }

    @Test("A measurement lies in its own indicator, of its own programme")
    func place404() async throws {
        let (client, programme, path) = try await place()
        let id = try await client.post(path, Body.measurement).expect(201).id
        let other = try await place()
        let foreign = other.path.replacing(other.programme.text, with: programme.text)
        for wrong in [other.path, foreign, path.replacing(programme.text, with: other.programme.text)] {
            try await client.get("\(wrong)/\(id.text)").expect(404, "not-found")
            try await client.patch("\(wrong)/\(id.text)", ["value": "1"]).expect(404, "not-found")
        }
        try await client.get(foreign).expect(404, "not-found")
        try await client.post(foreign, Body.measurement).expect(404, "not-found")
    }
}
