import Contract
import Domain
import Foundation
import Services
import Storage
import Testing

@Suite("With the last day of the last role a personal mandate ends, whether or not anyone notices (PPL-05)")
struct LastDayTests {
    /// Someone who is in a role of a programme, with a mandate of their own for it.
    private struct Holder {
        let actor: Actor
        let programme: UUID
        /// The path of the assignment.
        let assignment: String
        let mandate: UUID

        var client: Caller { actor.caller.koers.client }
        var path: String { "/v1/mandates/\(mandate.text)" }

        func show() async throws -> Answer { try await client.get(path).expect(200) }
        func propose() async throws -> String {
            try await client.propose(programme, "grant_subsidy", ["mandateId": .string(mandate.text)])
        }
        func take(_ decision: String) async throws -> Answer { try await actor.caller.take(decision, to: "taken") }
        func stay(until day: JSON) async throws -> Answer {
            try await client.patch(assignment, ["untilDate": day])
        }
        func told(_ type: String) async throws -> [JSON] {
            try await client.journal("&subject=\(encoded(path))&type=mandate.\(type)")
        }
        /// Whether the authority check lets the person grant a subsidy in the programme.
        func may(_ query: String = "") async throws -> Bool {
            let question = "kind=grant_subsidy&programmeId=\(programme.text)&personId=\(actor.person.text)\(query)"
            return try await client.get("/v1/authority-check?\(question)").expect(200)["allowed"] == true
        }
        /// The person's mandates with a status, as the list shows them.
        func listed(_ status: String) async throws -> [JSON?] {
            let query = "?status=\(status)&mandataryPersonId=\(actor.person.text)"
            return try await client.get("/v1/mandates\(query)").expect(200).results.map { $0["id"] }
        }
    }

    private func makeHolder(until day: JSON, _ changes: JSON = [:]) async throws -> Holder {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let actor = try await client.makeActor()
        let assignment = try await client.ready(actor.person, in: programme, ["untilDate": day])
        try await client.take(assignment, to: "active").expect(200)
        let scope: JSON = ["programmeId": .string(programme.text)]
        let mandate = try await client.makeMandate(actor.person, scope.with(changes))
        return Holder(actor: actor, programme: programme, assignment: assignment, mandate: mandate)
    }

    @Test("It counts on the last day until midnight in Amsterdam, and from there on nowhere any more", .koers)
    func midnight() async throws {
        let koers = try Koers.current
        let calendar = Calendar(try await Store(koers.app))
        // The day before summer time, its first day, one in it, and its last day.
        for (day, midnight) in [
            ("2026-03-28", "2026-03-28T23:00:00.000Z"), ("2026-03-29", "2026-03-29T22:00:00.000Z"),
            ("2026-06-30", "2026-06-30T22:00:00.000Z"), ("2026-10-25", "2026-10-25T23:00:00.000Z"),
        ] {
            let moment = try Moment(rfc3339: midnight).required
            let holder = try await makeHolder(until: .string(day))
            #expect(try await holder.show()["mandataryUntilDate"] == .string(day))
            let (first, second) = (try await holder.propose(), try await holder.propose())
            #expect(try await holder.may("&onDate=\(day)"))
            #expect(try await !holder.may("&onDate=\(moment.advanced(byMilliseconds: 1).amsterdamDate)"))
            koers.clock.set(to: moment.advanced(byMilliseconds: -60_000))
            #expect(try await holder.may())
            #expect(try await holder.listed("in_force") == [.string(holder.mandate.text)])
            koers.clock.set(to: moment.advanced(byMilliseconds: -2))
            let taken = try await holder.take(first).expect(200)

            koers.clock.set(to: moment.advanced(byMilliseconds: -1))
            let expired = try await holder.show()
            #expect(expired["status"] == "expired" && expired["untilDate"] == .null)
            #expect(expired.etag == "\"\(expired["version"]?.integer ?? 0).1\"")
            #expect(try await holder.take(second).expect(409, "governance-refused").blockers == ["AUT-08"])
            #expect(try await holder.client.get(second).expect(200)["status"] == "withheld")
            #expect(try await holder.client.get(first).expect(200).json == taken.json, "what was taken stays valid")
            #expect(try await !holder.may())
            #expect(try await holder.listed("in_force").isEmpty)
            #expect(try await holder.listed("expired") == [.string(holder.mandate.text)])
            let chain = try await holder.client.get("\(holder.path)/chain").expect(200)
            #expect(chain["holds"] == false && chain["untilDate"] == .string(day))
            try await holder.stay(until: "2027-12-31").expect(200)
            #expect(try await holder.show().bytes == expired.bytes, "who comes back gets a new mandate")

            #expect(try await holder.told("expired").isEmpty)
            for _ in 0..<2 { _ = try await calendar.setDownDueSteps(at: koers.clock.tick()) }
            let told = try await holder.told("expired")
            #expect(told.count == 1 && told[0]["effectiveAt"] == .string(midnight))
            #expect(try await holder.show().bytes == expired.bytes)
            let before = moment.advanced(byMilliseconds: -1).rfc3339
            #expect(try await holder.client.get("\(holder.path)?asOf=\(before)").expect(200)["status"] == "in_force")
            #expect(try await holder.client.get("\(holder.path)?asOf=\(midnight)").expect(200)["status"] == "expired")
        }
        try await koers.expectSoundLedger()
    }

    @Test(
        "Who stays longer keeps it, if that is settled before the day is over; who left earlier loses it today",
        .koers
    )
    func extended() async throws {
        let koers = try Koers.current
        let (stays, forever, left) = (
            try await makeHolder(until: "2026-06-30"), try await makeHolder(until: "2026-06-30"),
            try await makeHolder(until: "2026-06-30")
        )
        try koers.clock.set(to: "2026-06-30T21:59:59.990Z")
        try await stays.stay(until: "2026-07-31").expect(200)
        try await forever.stay(until: .null).expect(200)
        try await left.stay(until: "2026-05-31").expect(200)
        #expect(try await stays.show()["mandataryUntilDate"] == "2026-07-31")
        #expect(try await stays.told("updated").last?["data"]?["mandataryUntilDate"] == "2026-07-31")
        #expect(try await left.show()["mandataryUntilDate"] == "2026-06-30", "never before today")
        #expect(try await left.may())
        try koers.clock.set(to: "2026-06-30T22:00:00Z")
        for holder in [stays, forever] { #expect(try await holder.show()["status"] == "in_force") }
        try await stays.take(try await stays.propose()).expect(200)
        #expect(try await left.show()["status"] == "expired")
        try koers.clock.set(to: "2026-07-31T22:00:00Z")
        #expect(try await !stays.may())
        #expect(try await forever.may())
        #expect(try await forever.show()["mandataryUntilDate"] == .null)
        try await stays.client.patch(stays.path, ["mandataryUntilDate": "2027-01-01"]).expect(400)
    }

    @Test(
        "Another role carries it on; without a role, or after it, nothing ends; a step needs authority (STA-03)",
        .koers
    )
    func scopes() async throws {
        let koers = try Koers.current
        let client = koers.client
        let holder = try await makeHolder(until: "2026-06-30")
        let (person, programme) = (holder.actor.person, holder.programme)
        func last(_ mandate: UUID) async throws -> JSON? {
            try await client.get("/v1/mandates/\(mandate.text)").expect(200)["mandataryUntilDate"]
        }
        let general = try await client.makeMandate(person)
        #expect(try await last(general) == "2026-06-30")
        let elsewhere = try await client.makeCarriedProgramme()
        try await client.step(elsewhere, to: "formation").expect(200)
        let foreign = try await client.makeMandate(person, ["programmeId": .string(elsewhere.text)])
        #expect(try await last(foreign) == .null)
        let next = try await client.ready(person, in: elsewhere, ["untilDate": "2026-08-31", "hoursPerWeek": 8])
        try await client.take(next, to: "active").expect(200)
        for mandate in [general, foreign] { #expect(try await last(mandate) == "2026-08-31") }
        #expect(try await last(holder.mandate) == "2026-06-30")
        let narrowed = try await client.makeMandate(person)
        let path = "/v1/mandates/\(narrowed.text)"
        let here: JSON = ["programmeId": .string(programme.text)]
        #expect(try await client.patch(path, here).expect(200)["mandataryUntilDate"] == "2026-06-30")
        let advisor = try await client.makePerson()
        #expect(try await last(try await client.makeMandate(advisor, here)) == .null, "whoever never had a role")
        let coming = try await client.makeMandate(person, here.with(["fromDate": "2026-07-01"]))
        #expect(try await last(coming) == .null)

        func authority() async throws -> JSON? {
            let shown = try await client.get("/v1/programmes/\(elsewhere.text)/readiness?to=execution").expect(200)
            return shown["findings"]?.array?.first { $0["rule"] == "STA-03" }?["status"]
        }
        try await client.patch("/v1/mandates/\(general.text)", ["programmeId": .string(elsewhere.text)]).expect(200)
        // Nobody acts for the college any more: only mandates give authority.
        try await koers.sql("UPDATE koers.person SET acts_for = '[]'")
        try koers.clock.set(to: "2026-08-31T21:59:00Z")
        #expect(try await authority() == "met")
        try koers.clock.set(to: "2026-08-31T22:00:00Z")
        #expect(try await authority() == "breached")
        let late = try await client.makeMandate(person, here)
        #expect(try await last(late) == .null, "the person had left")
        try await client.take(holder.assignment, to: "ended").expect(200)
        #expect(try await client.get("/v1/mandates/\(late.text)").expect(200)["untilDate"] == .null)
        #expect(try await holder.may(), "by what came after")
        #expect(try await client.get("/v1/mandates/\(coming.text)").expect(200)["untilDate"] == .null)
    }

    @Test(
        "While the person decides, someone extends the assignment and the calendar looks: all agree on the end",
        .koers
    )
    func race() async throws {
        let koers = try Koers.current
        let calendar = Calendar(try await Store(koers.app))
        let midnight = try Moment(rfc3339: "2026-10-24T22:00:00Z").required
        for round in 0..<4 {
            koers.clock.set(to: TestClock.start.advanced(byMilliseconds: Int64(round) * 60_000))
            let holder = try await makeHolder(until: "2026-10-24")
            var decisions: [String] = []
            for _ in 0..<8 { decisions.append(try await holder.propose()) }
            // Every request takes a millisecond of this clock, so that midnight falls between them.
            koers.clock.set(to: midnight.advanced(byMilliseconds: -3 - Int64(round % 3) * 2))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (index, decision) in decisions.enumerated() {
                    group.addTask { try await holder.take(decision).status }
                    if index == 2 + round % 3 {
                        group.addTask { try await holder.stay(until: "2026-12-31").status }
                        group.addTask { try await calendar.setDownDueSteps(at: koers.clock.tick()) * 0 + 200 }
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 200 || $0 == 409 }, "\(statuses)")
            koers.clock.set(to: midnight.advanced(byMilliseconds: 60_000))
            let mandate = try await holder.show()
            #expect((mandate["mandataryUntilDate"] == "2026-12-31") == (mandate["status"] == "in_force"))
            let extended = try await holder.told("updated").last?["sequence"]?.integer
            for decision in decisions {
                let shown = try await holder.client.get(decision).expect(200)
                guard shown["status"] == "taken" else {
                    #expect(shown["status"] == "withheld")
                    continue
                }
                let told = try await holder.client.journal("&type=decision.taken&subject=\(encoded(decision))")
                let takenAt = try (shown["takenAt"]?.string.flatMap { Moment(rfc3339: $0) }).required
                let sequence = try (told.first?["sequence"]?.integer).required
                #expect(takenAt < midnight || extended.map { $0 < sequence } ?? false, "under a mandate that held")
            }
        }
        try await koers.expectSoundLedger()
    }
}
