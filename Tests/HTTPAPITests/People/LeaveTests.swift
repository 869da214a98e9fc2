import Contract
import Foundation
import Testing

@Suite("Whoever leaves a role leaves the mandates behind (PPL-05)", .koers)
struct LeaveTests {
    /// Whether the person may grant a subsidy in the programme now, by what the authority check says.
    private func mayDecide(_ person: UUID, in programme: UUID, _ client: Caller) async throws -> Bool {
        let query = "kind=grant_subsidy&programmeId=\(programme.text)&personId=\(person.text)"
        return try await client.get("/v1/authority-check?\(query)").expect(200)["allowed"] == true
    }

    @Test("Personal mandates for the programme end that day; others as soon as no other role carries them")
    func personal() async throws {
        try await Koers.lease { koers in
            let client = koers.client
            let (programme, other) = (try await client.makeProgramme(), try await client.makeProgramme())
            let person = try await client.makeColleague()
            let first = try await client.ready(person, in: programme, [:])
            let second = try await client.ready(person, in: other, [:])
            for path in [first, second] { try await client.take(path, to: "active").expect(200) }
            let own = try await client.makeMandate(person, ["programmeId": .string(programme.text)])
            let general = try await client.makeMandate(person)
            func until(_ mandate: UUID) async throws -> JSON? {
                try await client.get("/v1/mandates/\(mandate.text)").expect(200)["untilDate"]
            }
            let tried = try await client.take(first, to: "ended", query: "?dryRun=true").expect(200)
            let told = tried["findings"]?.array?.first { $0["rule"] == "PPL-05" }
            #expect(told?["status"] == "met" && told?["subjects"]?.array?.map { $0["id"] } == [.string(own.text)])
            #expect(try await until(own) == .null)

            try await client.take(first, to: "ended").expect(200)
            #expect(try await until(own) == "2026-03-02")
            #expect(try await until(general) == .null)
            let types = try await client.journal("&subject=\(encoded("/v1/mandates/\(own.text)"))").map { $0["type"] }
            #expect(types.last == "mandate.updated")
            #expect(try await mayDecide(person, in: programme, client))
            try koers.clock.set(to: "2026-03-02T23:00:00Z")
            #expect(try await client.get("/v1/mandates/\(own.text)").expect(200)["status"] == "expired")
            #expect(try await mayDecide(person, in: programme, client), "by the general one")
            try await client.take(second, to: "ended").expect(200)
            #expect(try await until(general) == "2026-03-03")
            try koers.clock.set(to: "2026-03-03T23:00:00Z")
            #expect(try await !mayDecide(person, in: programme, client))
        }
    }

    @Test("Mandates of the role rest until a deputy or a successor, and the occupancy says the same as the chain")
    func role() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let (first, deputy, successor) = (
            try await client.makeColleague(), try await client.makeColleague(), try await client.makeColleague()
        )
        let role = try await client.makeRole(of: programme)
        let mandate = try await client.makeMandate(
            first,
            ["mandataryPersonId": .null, "mandataryRoleId": .string(role.text)]
        )
        func agree(_ acting: UUID?) async throws {
            let shown = try await client.occupancy(of: role, in: programme)
            #expect(shown["actingPersonId"] == acting.map { .string($0.text) } ?? .null)
            #expect(shown["restingMandateIds"] == (acting == nil ? [.string(mandate.text)] : []))
            for person in [first, deputy, successor] {
                #expect(try await mayDecide(person, in: programme, client) == (person == acting))
            }
        }
        try await agree(nil)
        let path = try await client.assess(first, for: role, of: programme)
        try await client.take(path, to: "active").expect(200)
        try await agree(first)
        let left = try await client.take(path, to: "ended", query: "?dryRun=true").expect(200)
        #expect(left.text.contains("rust tot er een opvolger of plaatsvervanger is"))
        try await client.take(path, to: "ended").expect(200)
        try await agree(nil)
        let resource = "/v1/programmes/\(programme.text)/roles/\(role.text)"
        try await client.patch(resource, ["deputyPersonId": .string(deputy.text)]).expect(200)
        try await agree(deputy)
        try await client.patch("/v1/persons/\(deputy.text)", ["active": false]).expect(200)
        try await agree(nil)
        let next = try await client.assess(successor, for: role, of: programme)
        try await client.take(next, to: "active").expect(200)
        try await agree(successor)
    }

    @Test("The last day can have been earlier, and is never still to come")
    func lastDay() async throws {
        let client = try Koers.current.client
        let path = try await client.ready(try await client.makeColleague(), in: try await client.makeProgramme(), [:])
        try await client.take(path, to: "active").expect(200)
        func end(_ day: JSON) async throws -> Answer { try await client.take(path, to: "ended", ["untilDate": day]) }
        #expect(try await end("2026-03-03").expect(400).errors == ["/untilDate maximum"])
        #expect(try await end("2025-12-31").expect(400).errors == ["/untilDate minimum"])
        #expect(try await end("2026-02-27").expect(200)["untilDate"] == "2026-02-27")
        let other = try await client.ready(try await client.makeColleague(), in: nil, [:])
        let misplaced = try await client.take(other, to: "active", ["untilDate": "2026-03-01"]).expect(400)
        #expect(misplaced.errors == ["/untilDate unknown"])
    }
}
