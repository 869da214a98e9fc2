import Contract
import Domain
import Foundation
import Testing

@Suite("Execution starts with confirmed hours of every team that has an effort (STA-01)")
struct CapacityReadinessTests {
    /// A programme in formation that lacks nothing but the hours of a team.
    private struct Ready {
        let koers: Koers
        let programme: UUID
        let team: UUID
        let effect: UUID

        var client: Caller { koers.client }

        /// The status of the rule, before anyone takes the step.
        func readiness() async throws -> JSON? {
            let told = try await client.get("/v1/programmes/\(programme.text)/readiness?to=execution").expect(200)
            return told["findings"]?.array?.first { $0["rule"] == "STA-01" }
        }

        func pledge(_ from: String, _ until: String, _ changes: JSON = [:]) async throws -> String {
            let dates: JSON = ["fromDate": .string(from), "untilDate": .string(until)]
            let body = Body.capacityAgreement(team).with(dates).with(changes)
            return try await client.make(client.collection("capacity-agreements", of: programme), body).location
        }
    }

    private func ready() async throws -> Ready {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeCarriedProgramme()
        try await client.step(programme, to: "formation").expect(200)
        let goals = try await client.get("/v1/programmes/\(programme.text)/goals?kind=effect").expect(200).results
        let effect = try UUID(uuidString: goals.first?["id"]?.string ?? "").required
        let team = try await client.make("teams", Body.team).id
        return Ready(koers: koers, programme: programme, team: team, effect: effect)
    }

    @Test("A team whose effort is proposed or active is asked, and named while it has no confirmed hours", .koers)
    func asked() async throws {
        let ready = try await ready()
        let client = ready.client
        #expect(try await ready.readiness()?["status"] == "not_applicable")
        let effort = try await client.makeEffort(
            of: ready.programme,
            for: ready.effect,
            changing: ["teamId": .string(ready.team.text)]
        )
        let other = try await client.make("teams", Body.team.with(["name": "Team Wmo"])).id
        _ = try await client.makeEffort(
            of: ready.programme,
            for: ready.effect,
            changing: ["teamId": .string(other.text)]
        )
        let refused = try await client.step(ready.programme, to: "execution").expect(409, "governance-refused")
        #expect(refused.blockers == ["STA-01"])
        #expect(refused["blockers"]?[0]?["reason"] == "Nog geen bevestigde inzetafspraak: Team Jeugd en Team Wmo.")
        #expect(refused["blockers"]?[0]?["subjects"]?.array?.map { $0["type"] } == ["team", "team"])
        let pledged = try await ready.pledge("2026-01-01", "2026-12-31")
        _ = try await ready.pledge("2026-01-01", "2026-12-31", ["teamId": .string(other.text)])
        #expect(try await ready.readiness()?["status"] == "breached", "a pledge is not a promise yet")
        try await client.take(pledged, to: "confirmed").expect(200)
        let told = try await ready.readiness()
        #expect(told?["subjects"]?.array?.map { $0["id"] } == [.string(other.text)])
        let efforts = "/v1/programmes/\(ready.programme.text)/efforts"
        let idle = try await client.get("\(efforts)?teamId=\(other.text)").expect(200).results[0]["id"]?.string ?? ""
        try await client.take("\(efforts)/\(idle)", to: "stopped", ["motivation": "Geen uren"]).expect(200)
        #expect(try await ready.readiness()?["status"] == "met")
        try await client.take("\(efforts)/\(effort.text)", to: "active").expect(200)
        #expect(try await ready.readiness()?["status"] == "met")
        try await client.take(pledged, to: "withdrawn", ["motivation": "Twee vacatures"]).expect(200)
        #expect(try await ready.readiness()?["status"] == "breached")
        try await client.take(try await ready.pledge("2026-01-01", "2026-12-31"), to: "confirmed").expect(200)
        try await client.step(ready.programme, to: "execution").expect(200)
    }

    @Test(
        "The hours are for today or for later, up to and including their last day in Amsterdam",
        .koers,
        arguments: [
            ("2027-02-28", "2027-02-28T22:59:59.999Z"), ("2028-02-29", "2028-02-29T22:59:59.999Z"),
            ("2026-12-31", "2026-12-31T22:59:59.999Z"), ("2026-03-28", "2026-03-28T22:59:59.999Z"),
            ("2026-03-29", "2026-03-29T21:59:59.999Z"), ("2026-10-25", "2026-10-25T22:59:59.999Z"),
        ]
    )
    func lastDay(day: String, lastMoment: String) async throws {
        let ready = try await ready()
        let team: JSON = ["teamId": .string(ready.team.text)]
        _ = try await ready.client.makeEffort(of: ready.programme, for: ready.effect, changing: team)
        let path = try await ready.pledge("2026-03-01", day)
        try await ready.client.take(path, to: "confirmed").expect(200)
        let moment = try Moment(rfc3339: lastMoment).required
        ready.koers.clock.set(to: moment.advanced(byMilliseconds: -1))
        #expect(try await ready.readiness()?["status"] == "met")
        ready.koers.clock.set(to: moment)
        #expect(try await ready.readiness()?["status"] == "breached")
        try await ready.client.take(try await ready.pledge("2098-01-01", "2099-01-01"), to: "confirmed").expect(200)
        #expect(try await ready.readiness()?["status"] == "met", "hours that begin later will do")
    }
}
