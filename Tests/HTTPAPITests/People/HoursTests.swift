import Contract
import Foundation
import Testing

@Suite("Hours are promised once", .koers)
struct HoursTests {
    @Test("The hours of every programme and of the organisation count together, on every day (PPL-04)")
    func together() async throws {
        let client = try Koers.current.client
        let person = try await client.makeColleague()
        let first = try await client.ready(person, in: try await client.makeProgramme(), ["hoursPerWeek": 20])
        let second = try await client.ready(person, in: nil, ["hoursPerWeek": 16])
        let third = try await client.ready(
            person,
            in: try await client.makeProgramme(),
            ["hoursPerWeek": 1, "fromDate": "2030-03-01", "untilDate": "2030-03-01"]
        )
        for path in [first, second] { try await client.take(path, to: "active").expect(200) }
        let refused = try await client.take(third, to: "active").expect(409, "governance-refused")
        #expect(refused.blockers == ["PPL-04"])
        #expect(refused["blockers"]?[0]?["reason"]?.string?.contains("37 uur per week") == true)

        // What is active cannot grow either, nor can the contract shrink; both can where nothing is exceeded.
        #expect(try await client.patch(first, ["hoursPerWeek": 21]).expect(409).blockers == ["PPL-04"])
        try await client.patch(first, ["hoursPerWeek": 21, "untilDate": "2026-03-01"]).expect(200)
        try await client.patch(first, ["hoursPerWeek": 20, "untilDate": "2030-02-28"]).expect(200)
        let contract = "/v1/persons/\(person.text)"
        #expect(try await client.patch(contract, ["contractHoursPerWeek": 35]).expect(409).blockers == ["PPL-04"])
        try await client.patch(contract, ["contractHoursPerWeek": 40]).expect(200)
        try await client.patch(contract, ["contractHoursPerWeek": 36]).expect(200)
        // From 1 March 2030 the first no longer counts.
        try await client.take(third, to: "active").expect(200)

        let workload = try await client.get("\(contract)/workload").expect(200)
        #expect(workload["contractHoursPerWeek"] == 36)
        let periods = workload["periods"]?.array ?? []
        #expect(periods.map { $0["fromDate"] } == ["2026-01-01", "2030-03-01", "2030-03-02"])
        #expect(periods.map { $0["untilDate"] } == ["2030-02-28", "2030-03-01", .null])
        #expect(periods.map { $0["hoursPerWeek"] } == [36, 17, 16])
        #expect(periods.map { $0["freeHoursPerWeek"] } == [0, 19, 20])
        try await Koers.current.stranger.get("\(contract)/workload").expect(404)
    }

    @Test("The database holds the hours within the contract by itself, whatever a rule would say")
    func constraint() async throws {
        let koers = try Koers.current
        let person = try await koers.client.makeColleague()
        let path = try await koers.client.ready(person, in: nil, ["hoursPerWeek": 36])
        try await koers.client.take(path, to: "active").expect(200)
        let row = "organisation_id = '\(koers.home.id.text)' AND person_id = '\(person.text)'"
        let kept = try await koers.sql("SELECT days || ' ' || hours_per_week FROM koers.person_hours WHERE \(row)")
        #expect(kept.trimmingCharacters(in: .whitespacesAndNewlines) == "[2026-03-02,) 36")
        for change in ["hours_per_week = 37", "contract_hours_per_week = 35"] {
            await #expect(throws: (any Error).self) {
                try await koers.sql("UPDATE koers.person_hours SET \(change) WHERE \(row)")
            }
        }
        await #expect(throws: (any Error).self, "no day has two rows") {
            try await koers.sql(
                """
                INSERT INTO koers.person_hours SELECT organisation_id, person_id, '[2027-01-01,2027-01-02)', 1, 36 \
                FROM koers.person_hours WHERE \(row)
                """
            )
        }
        try await koers.client.take(path, to: "ended").expect(200)
        #expect(try await koers.sql("SELECT count(*) FROM koers.person_hours WHERE \(row)").contains("0"))
    }

    @Test("A successor can be active before the first day, and never on the same day")
    func successor() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let role = try await client.makeRole(of: programme)
        func holder(_ window: JSON) async throws -> String {
            try await client.assess(try await client.makeColleague(), for: role, of: programme, window)
        }
        let first = try await holder(["fromDate": "2026-01-01", "untilDate": "2027-05-31"])
        let same = try await holder(["fromDate": "2027-05-31"])
        let next = try await holder(["fromDate": "2027-06-01"])
        try await client.take(first, to: "active").expect(200)
        try await client.take(same, to: "active").expect(409, "conflict")
        try await client.take(next, to: "active").expect(200)
    }
}
