import Contract
import Domain
import Foundation
import Services
import Storage
import Testing

@Suite("An opportunity expires at midnight in Amsterdam, whatever its row still says")
struct ExpiryTests {
    /// An assessed opportunity to be answered by a day, in a Koers of its own.
    private struct Waiting {
        let koers: Koers
        let path: String
        let collection: String

        var client: Caller { koers.client }

        func show() async throws -> Answer { try await client.get(path).expect(200) }

        func seize(_ fields: [String: String] = [:]) async throws -> Answer {
            try await client.post("\(path)/transitions", Body.answer("seized").with(["to": "seized"]), fields)
        }

        func told(_ type: String) async throws -> [JSON] {
            try await client.journal("&subject=\(encoded(path))&type=opportunity.\(type)")
        }
    }

    private func makeWaiting(until day: String, _ status: String = "assessed") async throws -> Waiting {
        let koers = try Koers.current
        let tree = try await koers.client.makeTree()
        let path = try await koers.client.signal(tree, ["decideByDate": .string(day)]).path
        if status == "assessed" { try await koers.client.take(path, to: "assessed").expect(200) }
        let collection = "/v1/" + koers.client.collection("opportunities", of: tree.programme)
        return Waiting(koers: koers, path: path, collection: collection)
    }

    static let midnights = [
        ("2027-02-28", "2027-02-28T23:00:00.000Z"), ("2028-02-28", "2028-02-28T23:00:00.000Z"),
        ("2028-02-29", "2028-02-29T23:00:00.000Z"), ("2026-12-31", "2026-12-31T23:00:00.000Z"),
        // The days before, of and after summer time begins and ends.
        ("2026-03-28", "2026-03-28T23:00:00.000Z"), ("2026-03-29", "2026-03-29T22:00:00.000Z"),
        ("2026-10-24", "2026-10-24T22:00:00.000Z"), ("2026-10-25", "2026-10-25T23:00:00.000Z"),
    ]

    @Test("The last day counts whole; from its midnight there is no step any more", .koers, arguments: midnights)
    func midnight(day: String, midnight: String) async throws {
        for status in ["signalled", "assessed"] {
            let waiting = try await makeWaiting(until: day, status)
            let (koers, client) = (waiting.koers, waiting.client)
            let moment = try Moment(rfc3339: midnight).required
            let before = try await waiting.show()
            koers.clock.set(to: moment.advanced(byMilliseconds: -2))
            #expect(try await waiting.show().bytes == before.bytes)
            koers.clock.set(to: moment.advanced(byMilliseconds: -1))
            let expired = try await waiting.show()
            #expect(expired["status"] == "expired" && expired["version"] == before["version"])
            #expect(expired.etag == "\"\(expired["version"]?.integer ?? 0).1\"")
            for to in ["assessed", "seized", "parked", "rejected"] {
                let refused = try await client.take(waiting.path, to: to, Body.answer(to))
                #expect(refused.expect(409, "invalid-transition")["allowed"] == [])
            }
            let changed = try await client.patch(waiting.path, ["decideByDate": "2099-01-01"])
            #expect(changed.expect(409).blockers == ["CRS-06"])
            let told = try await waiting.told("expired")
            #expect(told.count == 1, "the refusal that the journal keeps set the step down")
            #expect(told.first?["effectiveAt"] == .string(midnight) && told.first?["operationId"] == "calendar")
            #expect(try await waiting.show().etag == expired.etag)
            koers.clock.set(to: TestClock.start.advanced(byMilliseconds: 3_600_000))
        }
    }

    @Test("Whoever decides on the last millisecond decides in time", .koers)
    func lastMoment() async throws {
        let waiting = try await makeWaiting(until: "2026-10-24")
        let midnight = try Moment(rfc3339: "2026-10-24T22:00:00Z").required
        waiting.koers.clock.set(to: midnight.advanced(byMilliseconds: -2))
        let seized = try await waiting.seize().expect(200)
        #expect(seized["updatedAt"] == "2026-10-24T21:59:59.999Z")
        waiting.koers.clock.set(to: midnight)
        #expect(try await waiting.show()["status"] == "seized")
        #expect(try await waiting.told("expired").isEmpty)
    }

    @Test("Filters, asOf, If-Match and a replay agree on when it expired, noticed or not", .koers)
    func agreement() async throws {
        let waiting = try await makeWaiting(until: "2026-06-30")
        let client = waiting.client
        let before = try await waiting.show()
        try waiting.koers.clock.set(to: "2026-07-10T08:00:00Z")
        func found(_ status: String) async throws -> Int {
            try await client.get("\(waiting.collection)?status=\(status)").expect(200).results.count
        }
        func expectAgreement() async throws {
            #expect(try await found("assessed") == 0)
            #expect(try await found("expired") == 1)
            #expect(try await found("signalled,assessed,parked") == 0)
            let moments = [
                ("2026-06-30T21:59:59.999Z", "assessed"), ("2026-06-30T22:00:00.000Z", "expired"),
                ("2026-07-10T08:00:00.000Z", "expired"),
            ]
            for (moment, status) in moments {
                for query in ["asOf=\(moment)", "asOf=\(moment)&fields=status"] {
                    let then = try await client.get("\(waiting.path)?\(query)").expect(200)
                    #expect(then["status"] == .string(status), "\(query)")
                }
            }
        }
        try await expectAgreement()
        try await waiting.seize(["If-Match": before.etag ?? ""]).expect(412, "precondition-failed")
        try await client.get(waiting.path, ["If-None-Match": before.etag ?? ""]).expect(200)
        let current = try await waiting.show()
        try await client.get(waiting.path, ["If-None-Match": current.etag ?? ""]).expect(304)
        let key = ["Idempotency-Key": "\"late-\(nextNumber())\""]
        let body: JSON = ["externalIds": ["crm": .string("K-\(nextNumber())")]]
        let linked = try await client.patch(waiting.path, body, ifMatch: current.etag, key).expect(200)
        #expect(linked["status"] == "expired" && linked["version"] == 3 && linked.etag == "\"3.1\"")
        let replayed = try await client.patch(waiting.path, body, ifMatch: current.etag, key).expect(200)
        #expect(replayed.field("Idempotent-Replayed") == "true" && replayed.etag == linked.etag)
        try await expectAgreement()
        let types = try await client.journal("&subject=\(encoded(waiting.path))").map { $0["type"] }
        #expect(
            types == [
                "opportunity.created", "opportunity.assessed", "opportunity.expired", "opportunity.updated",
            ]
        )
        let told = try await waiting.told("expired")
        #expect(told[0]["effectiveAt"] == "2026-06-30T22:00:00.000Z" && told[0]["data"]?["status"] == "expired")
    }

    @Test("A parked one waits as long as it takes, and comes back with a day that is still to come", .koers)
    func parked() async throws {
        let waiting = try await makeWaiting(until: "2026-06-30")
        let client = waiting.client
        try await client.take(waiting.path, to: "parked").expect(200)
        try waiting.koers.clock.set(to: "2026-09-15T08:00:00Z")
        #expect(try await waiting.show()["status"] == "parked")
        let stale = try await client.take(waiting.path, to: "assessed").expect(409, "governance-refused")
        #expect(stale.blockers == ["CRS-06"])
        let past = try await client.take(waiting.path, to: "assessed", ["decideByDate": "2026-09-14"])
        #expect(past.expect(409).blockers == ["CRS-06"])
        let back = try await client.take(waiting.path, to: "assessed", ["decideByDate": "2026-09-15"]).expect(200)
        #expect(back["status"] == "assessed" && back["decideByDate"] == "2026-09-15")
        try waiting.koers.clock.set(to: "2026-09-15T22:00:00Z")
        #expect(try await waiting.show()["status"] == "expired")
        #expect(try await client.get("\(waiting.path)?asOf=2026-09-15T21:59:59Z")["status"] == "assessed")
    }

    @Test("The calendar's service tells of it once, also when two of them look at once", .koers)
    func service() async throws {
        let waiting = try await makeWaiting(until: "2026-06-30")
        let others = [
            try await makeWaiting(until: "2026-06-30", "signalled"), try await makeWaiting(until: "2026-07-31"),
        ]
        let koers = waiting.koers
        let calendars = [Calendar(try await Store(koers.app)), Calendar(try await Store(koers.app))]
        try koers.clock.set(to: "2026-06-30T21:59:00Z")
        #expect(try await calendars[0].setDownDueSteps(at: koers.clock.now) == 0)
        try koers.clock.set(to: "2026-06-30T22:00:00Z")
        let before = try await waiting.show()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for calendar in calendars + calendars {
                group.addTask { _ = try await calendar.setDownDueSteps(at: koers.clock.now) }
            }
            try await group.waitForAll()
        }
        #expect(try await calendars[0].setDownDueSteps(at: koers.clock.now) == 0)
        let after = try await waiting.show()
        #expect(after.bytes == before.bytes && after.etag == before.etag)
        for expired in [waiting, others[0]] {
            let told = try await expired.told("expired")
            #expect(told.count == 1 && told[0]["effectiveAt"] == "2026-06-30T22:00:00.000Z")
        }
        #expect(try await others[1].told("expired").isEmpty)
        let stored = try await koers.sql("SELECT status FROM koers.opportunity ORDER BY id")
        #expect(stored == "expired\nexpired\nassessed")
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
    }

    @Test("While some decide and the calendar looks around midnight, one answer stands, and all agree on it", .koers)
    func race() async throws {
        let koers = try Koers.current
        let calendar = Calendar(try await Store(koers.app))
        let midnight = try Moment(rfc3339: "2026-10-24T22:00:00Z").required
        var endings: [String: Int] = [:]
        for round in 0..<12 {
            koers.clock.set(to: TestClock.start.advanced(byMilliseconds: Int64(round) * 60_000))
            let waiting = try await makeWaiting(until: "2026-10-24")
            // Every request takes a millisecond of this clock, so that midnight falls between them.
            koers.clock.set(to: midnight.advanced(byMilliseconds: -4 - Int64(round % 3)))
            let answers = try await withThrowingTaskGroup(of: Answer?.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        if index % 4 == 3 {
                            _ = try await calendar.setDownDueSteps(at: koers.clock.tick())
                            return nil
                        }
                        let to = ["seized", "parked", "rejected"][index % 3]
                        return try await waiting.client.take(waiting.path, to: to, Body.answer(to))
                    }
                }
                return try await group.reduce(into: [Answer]()) { if let answer = $1 { $0.append(answer) } }
            }
            koers.clock.set(to: midnight.advanced(byMilliseconds: 60_000))
            let taken = answers.filter { $0.status == 200 }
            #expect(taken.count <= 1)
            for answer in answers where answer.status != 200 { answer.expect(409, "invalid-transition") }
            _ = try await calendar.setDownDueSteps(at: koers.clock.now)
            let shown = try await waiting.show()["status"]?.string ?? ""
            #expect(shown == taken.first?["status"]?.string ?? "expired")
            endings[shown, default: 0] += 1
            let entries = try await waiting.client.journal("&subject=\(encoded(waiting.path))").dropFirst(2)
            #expect(entries.map { $0["type"] } == [.string("opportunity.\(shown)")])
            if let moment = taken.first?["updatedAt"]?.string.flatMap({ Moment(rfc3339: $0) }) {
                #expect(moment < midnight, "nobody decides after midnight")
            }
        }
        #expect(endings.values.reduce(0, +) == 12 && endings.count > 1, "\(endings): no race was run")
        #expect(try await koers.registry.verifyJournal(of: koers.home.id, at: koers.clock.now).firstBreach == nil)
    }
}
