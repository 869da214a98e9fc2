import Contract
import Domain
import Foundation
import Services
import Storage
import Testing

@Suite("Support that is lost has a deadline, and after it the programme is in reconsideration")
struct SupportTests {
    /// A programme in execution, carried, on a moment of 2026.
    private struct Carried {
        let koers: Koers
        let programme: UUID
        let vision: CarriedVision

        var client: Caller { koers.client }
        var path: String { "/v1/programmes/\(programme.text)" }
        /// A stance of the third stakeholder.
        func stance(_ stance: String) async throws -> Answer {
            try await client.endorse(vision.path, vision.stakeholders[2], stance)
        }
        func show() async throws -> Answer { try await client.programme(programme) }
    }

    private func carried(at moment: String) async throws -> Carried {
        let koers = try Koers.current
        try koers.clock.set(to: moment)
        let client = koers.client
        let programme = try await client.makeCompleteProgramme()
        let vision = try await client.makeCarriedVision(of: programme)
        for phase in ["formation", "execution"] { try await client.step(programme, to: phase).expect(200) }
        return Carried(koers: koers, programme: programme, vision: vision)
    }

    @Test("Lost on a winter's day, the deadline lies in summer time; midnight is that of Amsterdam", .koers)
    func acrossSummerTime() async throws {
        // 27 February + 30 days = 29 March 2026, the day on which the clock goes from 02:00 to 03:00.
        let carried = try await carried(at: "2026-02-27T12:00:00Z")
        let executing = try await carried.show()
        try await carried.stance("withdrawn").expect(201)
        let eroded = try await carried.show()
        #expect(eroded["supportStatus"] == "eroded" && eroded["supportDeadlineDate"] == "2026-03-29")
        #expect(eroded["phase"] == "execution")
        // The last moment of 29 March in the Netherlands is 21:59:59.999Z, because summer time began that day.
        try carried.koers.clock.set(to: "2026-03-29T21:59:59.000Z")
        let lastMinute = try await carried.show()
        #expect(
            lastMinute["phase"] == "execution" && lastMinute.bytes == eroded.bytes && lastMinute.etag == eroded.etag
        )
        try carried.koers.clock.set(to: "2026-03-29T22:00:00.000Z")
        let midnight = try await carried.show()
        #expect(midnight["phase"] == "reconsideration" && midnight["version"] == eroded["version"])
        let version = try #require(eroded["version"]?.integer)
        #expect(midnight.etag == "\"\(version).1\"" && eroded.etag == "\"\(version)\"")
        #expect(executing["phase"] == "execution")
        for (query, count) in [("phase=execution", 0), ("phase=reconsideration", 1), ("phase=formation,execution", 0)] {
            let list = try await carried.client.get("/v1/programmes?\(query)&code=\(midnight["code"]?.string ?? "")")
            #expect(list.expect(200).results.count == count, "\(query)")
        }
    }

    @Test("Lost in summer, the deadline lies in winter time", .koers)
    func acrossWinterTime() async throws {
        // 25 September + 30 days = 25 October 2026, on which summer time ends: that day has 25 hours.
        let carried = try await carried(at: "2026-09-25T12:00:00Z")
        try await carried.stance("reservation").expect(201)
        #expect(try await carried.show()["supportDeadlineDate"] == "2026-10-25")
        try carried.koers.clock.set(to: "2026-10-25T22:59:59.000Z")
        #expect(try await carried.show()["phase"] == "execution")
        try carried.koers.clock.set(to: "2026-10-25T23:00:00.000Z")
        #expect(try await carried.show()["phase"] == "reconsideration")
    }

    @Test(
        "The day of the loss is that of Amsterdam, also around midnight, New Year and a leap day",
        .koers,
        arguments: [
            ("2026-03-10T22:59:30Z", "2026-04-09"), ("2026-03-10T23:00:30Z", "2026-04-10"),
            ("2026-12-31T22:59:30Z", "2027-01-30"), ("2026-12-31T23:00:30Z", "2027-01-31"),
            ("2027-01-29T12:00:00Z", "2027-02-28"), ("2028-01-30T12:00:00Z", "2028-02-29"),
        ]
    )
    func dayOfLoss(moment: String, deadline: String) async throws {
        let carried = try await carried(at: "2026-02-01T12:00:00Z")
        try carried.koers.clock.set(to: moment)
        try await carried.stance("withdrawn").expect(201)
        #expect(try await carried.show()["supportDeadlineDate"] == .string(deadline))
        try await carried.stance("refused").expect(201)
        #expect(try await carried.show()["supportDeadlineDate"] == .string(deadline), "a second loss moves nothing")
    }

    @Test("While eroded no step to execution; renewed support clears the deadline before it passes", .koers)
    func renewedInTime() async throws {
        let carried = try await carried(at: "2026-05-01T08:00:00Z")
        let client = carried.client
        try await carried.stance("withdrawn").expect(201)
        try await client.step(carried.programme, to: "reconsideration").expect(200)
        let refused = try await client.step(carried.programme, to: "execution").expect(409, "governance-refused")
        #expect(refused.blockers == ["VIS-05", "STA-06"])
        #expect(refused.text.contains("31 mei 2026"))
        try await carried.stance("endorsed").expect(201)
        let renewed = try await carried.show()
        #expect(renewed["supportStatus"] == "carried" && renewed["supportDeadlineDate"] == .null)
        #expect(renewed["phase"] == "reconsideration", "going back is a decision")
        try await client.step(carried.programme, to: "execution").expect(200)
        try carried.koers.clock.set(to: "2026-07-01T00:00:00Z")
        #expect(try await carried.show()["phase"] == "execution")
    }

    @Test(
        "Support that comes back after the deadline leaves the programme in reconsideration until it is taken back",
        .koers
    )
    func renewedTooLate() async throws {
        let carried = try await carried(at: "2026-05-01T08:00:00Z")
        let client = carried.client
        try await carried.stance("withdrawn").expect(201)
        try carried.koers.clock.set(to: "2026-06-20T08:00:00Z")
        let due = try await carried.show()
        let late = try await client.get("\(carried.path)/readiness?to=execution").expect(200)
        let breached = late["findings"]?.array?.filter { $0["status"] == "breached" }.compactMap { $0["rule"]?.string }
        #expect(late["from"] == "reconsideration" && breached == ["VIS-05", "VIS-06", "STA-06"])
        try await carried.stance("endorsed").expect(201)
        let renewed = try await carried.show()
        #expect(renewed["phase"] == "reconsideration" && renewed["supportStatus"] == "carried")
        let version = try #require(due["version"]?.integer)
        #expect(renewed["version"]?.integer == version + 1 && renewed.etag == "\"\(version + 1).1\"")
        let entries = try await client.journal("&subject=\(encoded(carried.path))").suffix(2)
        #expect(entries.map { $0["type"] } == ["programme.reconsideration", "programme.carried"])
        let noticed = try #require(entries.first)
        #expect(noticed["effectiveAt"] == "2026-05-31T22:00:00.000Z")
        #expect(noticed["operationId"] == "calendar" && noticed["actorId"] == .null)
        #expect(noticed["data"]?["phase"] == "reconsideration" && noticed["data"]?["supportStatus"] == "eroded")
        let back = try await client.step(carried.programme, to: "execution").expect(200)
        #expect(back["phase"] == "execution" && back.etag == "\"\(version + 2).1\"")
        let moments = [
            ("2026-05-31T21:59:59.999Z", "execution", "eroded"),
            ("2026-05-31T22:00:00.000Z", "reconsideration", "eroded"),
            ("2026-06-20T07:59:59.000Z", "reconsideration", "eroded"),
            (carried.koers.clock.now.rfc3339, "execution", "carried"),
        ]
        for (moment, phase, support) in moments {
            let then = try await client.get("\(carried.path)?asOf=\(moment)").expect(200)
            #expect(then["phase"] == .string(phase) && then["supportStatus"] == .string(support), "\(moment)")
        }
    }

    @Test("A deadline that nobody noticed yet holds for asOf and If-Match too, and a write sets it down", .koers)
    func unnoticed() async throws {
        let carried = try await carried(at: "2026-05-01T08:00:00Z")
        let client = carried.client
        try await carried.stance("withdrawn").expect(201)
        let eroded = try await carried.show()
        try carried.koers.clock.set(to: "2026-06-20T08:00:00Z")
        let then = try await client.get("\(carried.path)?asOf=2026-06-10T00:00:00Z").expect(200)
        #expect(then["phase"] == "reconsideration")
        let picked = try await client.get("\(carried.path)?asOf=2026-06-10T00:00:00Z&fields=phase").expect(200)
        #expect(picked["phase"] == "reconsideration")
        #expect(try await client.get("\(carried.path)?asOf=2026-05-20T00:00:00Z")["phase"] == "execution")
        try await client.patch(carried.path, ["name": "Te laat"], ifMatch: eroded.etag).expect(
            412,
            "precondition-failed"
        )
        try await client.get(carried.path, ["If-None-Match": eroded.etag ?? ""]).expect(200)
        let current = try await carried.show().etag
        try await client.get(carried.path, ["If-None-Match": current ?? ""]).expect(304)
        let key = ["Idempotency-Key": "\"calendar-\(nextNumber())\""]
        let named = try await client.patch(carried.path, ["name": "Nieuw"], ifMatch: current, key).expect(200)
        #expect(named["phase"] == "reconsideration")
        let shown = try await carried.show()
        #expect(named.etag == shown.etag && named.bytes == shown.bytes)
        let replayed = try await client.patch(carried.path, ["name": "Nieuw"], ifMatch: current, key).expect(200)
        #expect(replayed.field("Idempotent-Replayed") == "true" && replayed.etag == named.etag)
        let types = try await client.journal("&subject=\(encoded(carried.path))").suffix(2).map { $0["type"] }
        #expect(types == ["programme.reconsideration", "programme.updated"])
        try await client.step(carried.programme, to: "wind_down").expect(200)
    }

    @Test("The calendar's service writes the journal entry, once, and changes nothing that anyone sees", .koers)
    func service() async throws {
        let carried = try await carried(at: "2026-05-01T08:00:00Z")
        let koers = carried.koers
        try await carried.stance("withdrawn").expect(201)
        let calendar = Calendar(try await Store(koers.app))
        #expect(try await calendar.setDownDueSteps(at: koers.clock.now) == 0)
        try koers.clock.set(to: "2026-06-20T08:00:00Z")
        let before = try await carried.show()
        async let first = calendar.setDownDueSteps(at: koers.clock.now)
        async let second = calendar.setDownDueSteps(at: koers.clock.now)
        _ = try await (first, second)
        #expect(try await calendar.setDownDueSteps(at: koers.clock.now) == 0)
        let after = try await carried.show()
        #expect(after.bytes == before.bytes && after.etag == before.etag)
        let entries = try await carried.client.journal(
            "&subject=\(encoded(carried.path))&type=programme.reconsideration"
        )
        #expect(entries.count == 1)
        #expect(entries[0]["effectiveAt"] == "2026-05-31T22:00:00.000Z")
        #expect(
            try await koers.sql("SELECT phase FROM koers.programme WHERE id = '\(carried.programme)'")
                == "reconsideration"
        )
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
    }

    @Test("A required stakeholder that comes after the adoption erodes the support until it endorses (VIS-08)", .koers)
    func newcomer() async throws {
        let carried = try await carried(at: "2026-05-01T08:00:00Z")
        let client = carried.client
        let dryRun = try await client.post(
            "\(carried.path)/stakeholders?dryRun=true",
            Body.stakeholder(try client.person)
        ).expect(200)
        #expect(dryRun["findings"]?.array?.map { $0["rule"] } == ["VIS-08"])
        #expect(try await carried.show()["supportStatus"] == "carried")
        _ = try await client.makeStakeholder(of: carried.programme, "residents", ["required": false])
        #expect(try await carried.show()["supportStatus"] == "carried")
        let newcomer = try await client.makeStakeholder(of: carried.programme, "residents")
        let eroded = try await carried.show()
        #expect(eroded["supportStatus"] == "eroded" && eroded["supportDeadlineDate"] == "2026-05-31")
        try await client.step(carried.programme, to: "reconsideration").expect(200)
        let refused = try await client.step(carried.programme, to: "execution").expect(409)
        #expect(refused.blockers == ["VIS-05", "VIS-08", "STA-06"])
        try await client.endorse(carried.vision.path, newcomer).expect(201)
        #expect(try await carried.show()["supportStatus"] == "carried")
    }

    @Test("A new vision that all carry ends the erosion", .koers)
    func newVision() async throws {
        let carried = try await carried(at: "2026-05-01T08:00:00Z")
        let client = carried.client
        try await carried.stance("refused").expect(201)
        let next = try await client.makeSeekingVision(of: carried.programme)
        for stakeholder in carried.vision.stakeholders { try await client.endorse(next, stakeholder).expect(201) }
        #expect(try await carried.show()["supportStatus"] == "eroded", "support for a proposal is not yet support")
        try await client.post("\(next)/transitions", ["to": "adopted"]).expect(200)
        let renewed = try await carried.show()
        #expect(renewed["supportStatus"] == "carried" && renewed["supportDeadlineDate"] == .null)
        try await client.endorse(carried.vision.path, carried.vision.stakeholders[0], "withdrawn").expect(409)
        #expect(try await carried.show()["supportStatus"] == "carried")
    }
}
