import Contract
import Domain
import Foundation
import Postgres
import Testing

@Suite("A dashboard is one answer, and every figure is that of its own resource")
struct DashboardTests {
    @Test("Each figure of Lindemeer's dashboards equals that of the resource that it comes from")
    func figures() async throws {
        try await DemoWorld.with { demo in
            let (koers, caller) = (demo.koers, demo.caller)
            try await demo.addDeadlines()
            let today = koers.clock.now.amsterdamDate.description
            var kinds: Set<String> = []
            let portfolio = try await caller.get("/v1/dashboard").expect(200)
            let position = try await caller.get("/v1/budget-position").expect(200)
            #expect(portfolio["expense"] == position["expense"] && portfolio["income"] == position["income"])
            let programmes = try await caller.get("/v1/programmes?sort=code&limit=500").expect(200).results
            let rows = portfolio["programmes"]?.array ?? []
            #expect(rows.map { $0["programmeId"] } == programmes.map { $0["id"] } && rows.count > 2)
            for (row, programme) in zip(rows, programmes) {
                for name in ["code", "name", "phase", "supportStatus", "supportDeadlineDate"] {
                    #expect(row[name] == programme[name])
                }
                kinds.formUnion(try await Self.check(row, caller, today))
            }
            #expect(kinds == ["action", "budget", "decision", "end", "exception", "support"])
            // Every read asks the database once.
            let before = koers.app.statistics.roundTrips
            try await caller.get("/v1/dashboard").expect(200)
            try await caller.get("/v1/programmes/\(rows[0]["programmeId"]?.string ?? "")/dashboard").expect(200)
            #expect(koers.app.statistics.roundTrips - before == 2)
        }
    }

    /// One programme: its dashboard beside its resources, and its row of the portfolio beside both.
    ///
    /// - Returns: The kinds of its deadlines.
    private static func check(_ row: JSON, _ caller: Caller, _ today: String) async throws -> [String] {
        let path = "/v1/programmes/\(row["programmeId"]?.string ?? "")"
        let dashboard = try await caller.get("\(path)/dashboard").expect(200)
        #expect(dashboard["phase"] == row["phase"] && dashboard["support"]?["status"] == row["supportStatus"])
        #expect(dashboard["support"]?["deadlineDate"] == row["supportDeadlineDate"])
        if let to = dashboard["readiness"]?["to"]?.string {
            let readiness = try await caller.get("\(path)/readiness?to=\(to)").expect(200)
            #expect(dashboard["readiness"] == readiness.json, "\(to)")
        }
        let programme = try await caller.get(path).expect(200)
        if let vision = programme["visionId"]?.string {
            let support = try await caller.get("\(path)/visions/\(vision)/support").expect(200)
            let missing = dashboard["support"]?["missing"]?.array?.map { $0["stakeholderId"] }
            #expect(missing == support["missing"]?.array?.map { Optional($0) })
        }
        let tree = try await caller.get("\(path)/goal-tree").expect(200)["effects"]?.array ?? []
        let effects = dashboard["effects"]?.array ?? []
        #expect(effects.map { $0["goalId"] } == tree.map { $0["id"] })
        #expect(effects.map { $0["progress"] } == tree.map { $0["progress"] })
        let position = try await caller.get("\(path)/budget-position").expect(200)
        for direction in ["expense", "income"] {
            #expect(dashboard["budget"]?[direction] == position[direction] && row[direction] == position[direction])
        }
        let roles = try await caller.get("\(path)/occupancy").expect(200)["roles"]?.array ?? []
        let vacant = roles.filter { $0["holder"] == .null }
        let vacancies = dashboard["vacancies"]?.array ?? []
        for name in ["roleId", "critical", "vacantSinceDate", "vacantWorkingDays"] {
            #expect(vacancies.map { $0[name] } == vacant.map { $0[name] })
        }
        #expect(row["vacancies"]?.integer == Int64(vacant.count))
        #expect(row["criticalVacancies"]?.integer == Int64(vacant.count { $0["critical"] == true }))
        let resting = dashboard["authority"]?["restingMandates"]?.array ?? []
        #expect(resting.compactMap { $0["mandateId"] } == roles.flatMap { $0["restingMandateIds"]?.array ?? [] })
        let matrix = try await caller.get("\(path)/partner-matrix").expect(200)
        #expect(dashboard["partners"] == matrix["partners"])
        let agenda = try await caller.get("\(path)/partner-agenda").expect(200)
        for name in ["committedCents", "realisedCents"] {
            // Every commitment of the demo names a partner.
            let ofPartners = (agenda["money"]?.array ?? []).reduce(0) { $0 + ($1[name]?.integer ?? 0) }
            if row["code"] == "ITMDM-26" {
                #expect(position["expense"]?[name]?.integer == ofPartners && ofPartners > 0)
            }
        }
        let open = try await caller.get("\(path)/opportunities?status=signalled,assessed&sort=decideByDate").expect(200)
        let opportunities = dashboard["opportunities"]?.array ?? []
        #expect(opportunities.map { $0["opportunityId"] } == open.results.map { $0["id"] })
        #expect(row["openOpportunities"]?.integer == Int64(open.results.count))
        #expect(row["decideByDate"] == open.results.first?["decideByDate"] ?? .null)
        let deadlines = (dashboard["deadlines"]?.array ?? []).map(Deadline.init)
        #expect(deadlines.map(\.day) == deadlines.map(\.day).sorted())
        #expect(deadlines.sorted() == (try await caller.deadlines(of: path, on: today)))
        return deadlines.map(\.kind)
    }

    @Test("What did not change is told by one look-up, until the journal or the calendar goes on", .koers)
    func unchanged() async throws {
        let koers = try Koers.current
        let client = koers.client
        let programme = try await client.makeCompleteProgramme()
        for path in ["/v1/dashboard", "/v1/programmes/\(programme.text)/dashboard"] {
            let first = try await client.get(path).expect(200)
            let tag = try first.etag.required
            func poll() async throws -> Answer { try await client.get(path, ["If-None-Match": tag]) }
            let (statements, trips) = (koers.app.statistics.statementsSent, koers.app.statistics.roundTrips)
            let unchanged = try await poll().expect(304)
            #expect(unchanged.etag == tag && unchanged.bytes.isEmpty)
            #expect(koers.app.statistics.roundTrips - trips == 1)
            let look = koers.app.statistics.statementsSent - statements
            try await client.get("/v1/programmes/\(programme.text)", ["If-None-Match": "\"0\""]).expect(200)
            #expect(look <= 2, "the look-up, and the tenant that it is in where that is sent")
            try await client.get(path, ["If-None-Match": tag, "Accept-Language": "en"]).expect(200)
            try await client.make("teams", Body.team).expect(201)
            let changed = try await poll().expect(200)
            #expect(changed.etag != tag)
            koers.clock.advance(by: .seconds(86_400))
            #expect(try await client.get(path).expect(200).etag != changed.etag)
            try await koers.stranger.get("/v1/programmes/\(programme.text)/dashboard").expect(404)
        }
    }
}
