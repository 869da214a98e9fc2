import Contract
import Domain
import Foundation
import Testing

@Suite("The agenda of a partner manager")
struct PartnerAgendaTests {
    @Test("The agenda names overlaps, missing directions and actions, old positions, money and terms", .koers)
    func agenda() async throws {
        let koers = try Koers.current
        let client = koers.client
        try koers.clock.set(to: "2026-03-02T09:00:00Z")
        let programme = try await client.makeProgramme()
        let provision: JSON = ["provision": .string("Opvang \(nextNumber())")]
        let (first, second) = (
            try await client.makeRelation(of: programme, with: nil, provision),
            try await client.makeRelation(of: programme, with: nil, provision)
        )
        for (path, day) in [(first, "2025-03-02"), (second, "2025-03-01")] {
            try await client.post("\(path)/positions", Body.position.with(["assessedDate": .string(day)])).expect(201)
        }
        let direction = try await client.agree(first)
        try await client.post("\(first)/agreements", Body.agreement).expect(201)
        try await client.take(second, to: "winding_down").expect(200)
        func ids(_ agenda: Answer, _ name: String) -> [String] {
            (agenda[name]?.array ?? []).compactMap { $0["partnerRelationId"]?.string }
        }
        let (one, two) = (String(first.suffix(36)), String(second.suffix(36)))
        let address = "/v1/programmes/\(programme.text)/partner-agenda"
        let agenda = try await client.get(address).expect(200)
        #expect(agenda["overlappingProvisions"]?.array?.first?["partners"]?.array?.count == 2)
        #expect(ids(agenda, "withoutDirection") == [two] && ids(agenda, "directionsWithoutActions") == [one])
        #expect(ids(agenda, "outdatedPositions") == [two])
        #expect(ids(agenda, "windingDown") == [two])
        #expect(agenda["money"]?.array?.map { $0["amountCents"] } == [4_000_000])
        let role = try await client.makeRole(of: programme)
        let id = try UUID(uuidString: String(direction.suffix(36))).required
        try await client.post("\(first)/actions", Body.action(id, role)).expect(201)
        try await client.post("\(first)/positions", Body.position).expect(201)
        let later = try await client.get(address).expect(200)
        #expect(ids(later, "directionsWithoutActions") == [] && ids(later, "directionsToReassess") == [one])
    }

    @Test("Money names what was agreed beside what was committed and spent, and adds up to the budget position", .koers)
    func money() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        // What names a partner is on the first line, what names none on the second.
        let funds = try await client.makeFunds(9_000_000, 1_000_000, programme: programme)
        let partners = [
            try await client.make("partners", Body.partner.with(["name": "Zonder relatie"])).id,
            try await client.make("partners", Body.partner.with(["name": "Met afspraak"])).id,
            try await client.make("partners", Body.partner.with(["name": "Teruggegeven"])).id,
        ]
        let relation = try await client.makeRelation(of: programme, with: partners[1])
        try await client.post("\(relation)/agreements", Body.agreement).expect(201)
        let first = try await client.engage(funds, 5_000_000, to: partners[0])
        try await client.post("\(first)/realisations", Body.realisation(funds.line, 1_500_000)).expect(201)
        try await client.post("\(first)/realisations", Body.realisation(funds.line, -500_000)).expect(201)
        _ = try await client.engage(funds, 2_000_000, to: partners[1])
        _ = try await client.engage(funds, 500_000, to: partners[1])
        let returned = try await client.engage(funds, 300_000, to: partners[2])
        try await client.post("\(returned)/release", ["ground": "not_needed"]).expect(200)
        let other = Funds(programme: programme, year: funds.year, lines: [funds.lines[1]])
        _ = try await client.engage(other, 700_000)
        let shown = try await client.get("/v1/programmes/\(programme.text)/partner-agenda").expect(200)
        let money = shown["money"]?.array ?? []
        #expect(
            money.map(Row.init) == [
                Row(name: "Zonder relatie", cents: [0, 0, 4_000_000, 1_000_000]),
                Row(name: "Met afspraak", cents: [1, 4_000_000, 2_500_000, 0]),
            ]
        )
        let totals = try await client.totals(funds.line)
        #expect(money.reduce(0) { $0 + ($1["committedCents"]?.integer ?? 0) } == totals[1])
        #expect(money.reduce(0) { $0 + ($1["realisedCents"]?.integer ?? 0) } == totals[2])
        let matrix = try await client.get("/v1/programmes/\(programme.text)/partner-matrix").expect(200)
        let placed = matrix["partners"]?[0]
        #expect(placed?["amountCents"] == 4_000_000 && placed?["committedCents"] == 2_500_000)
        let past = "asOf=\(try Koers.current.clock.now.rfc3339)"
        #expect(
            try await client.get("/v1/programmes/\(programme.text)/partner-agenda?\(past)").expect(200)["money"]
                == shown["money"]
        )
    }

    /// What the agenda says of a partner: how many agreements, their money, what is committed and what was spent.
    private struct Row: Equatable {
        let name: String
        let cents: [Int64?]

        init(name: String, cents: [Int64?]) {
            self.name = name
            self.cents = cents
        }

        init(_ shown: JSON) {
            name = shown["partnerName"]?.string ?? ""
            cents = ["agreements", "amountCents", "committedCents", "realisedCents"].map { shown[$0]?.integer }
        }
    }
}
