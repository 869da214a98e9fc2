import Contract
import Domain
import Foundation
import Testing

@Suite("The budget position: one definition, in groups that can be followed to the cent")
struct BudgetPositionTests {
    private func sums(_ value: JSON?) -> [Int64?] {
        ["authorisedCents", "committedCents", "realisedCents", "freeCents"].map { value?[$0]?.integer }
    }

    @Test("In every grouping the groups add up to the whole, expenses and income apart", .koers)
    func groups() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        _ = try await client.makeBudgetLine(of: programme, cents: 100_00, ["policyField": "welzijn"])
        _ = try await client.makeBudgetLine(of: programme, "6.5", cents: 30_00)
        _ = try await client.makeBudgetLine(of: programme, year: 2027, cents: 200_00, ["budgetProgramme": "LG"])
        let income = try await client.makeBudgetLine(of: programme, "6.3", cents: 10_00, ["direction": "income"])
        try await client.post("\(income)/entries", Body.entry(4_00, "receipt")).expect(201)
        let path = "/v1/programmes/\(programme.text)/budget-position"
        for (grouping, keys) in [
            ("taskField", ["6.1", "6.3", "6.5"]), ("fiscalYear", ["2026", "2027"]), ("policyField", ["welzijn", nil]),
            ("budgetProgramme", ["LG", "SD"]),
        ] as [(String, [String?])] {
            let position = try await client.get("\(path)?groupBy=\(grouping)").expect(200)
            #expect(position["groups"]?.array?.map { $0["key"]?.string } == keys, "\(grouping)")
            #expect(sums(position["expense"]) == [330_00, 0, 0, 330_00], "\(grouping)")
            #expect(sums(position["income"]) == [10_00, 0, 4_00, 6_00], "\(grouping)")
            let added = position["groups"]?.array?.reduce(0) { $0 + ($1["expense"]?["authorisedCents"]?.integer ?? 0) }
            #expect(added == 330_00)
            let lines = (position["groups"]?.array ?? []).flatMap { $0["lines"]?.array ?? [] }
            #expect(lines.count == 4)
            for line in lines {
                let entries = try await client.get(line["entries"]?.string ?? "").expect(200).results
                #expect(!entries.isEmpty)
            }
        }
        let one = try await client.get("\(path)?fiscalYear=2027").expect(200)
        #expect(one["groupBy"] == "taskField" && one["fiscalYear"] == 2027)
        #expect(one["groups"]?.array?.map { $0["name"] } == ["Samenkracht en burgerparticipatie"])
        #expect(sums(one["expense"]) == [200_00, 0, 0, 200_00])
        try await client.get("\(path)?groupBy=colour").expect(400)
    }

    @Test("As it was before a booking, and over all programmes; a programme of elsewhere has none", .koers)
    func asOf() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (first, second) = (try await client.makeProgramme(), try await client.makeProgramme())
        let line = try await client.makeBudgetLine(of: first, cents: 100)
        _ = try await client.makeBudgetLine(of: second, cents: 11)
        let before = koers.clock.now.rfc3339
        koers.clock.advance(by: .seconds(60))
        try await client.post("\(line)/entries", Body.entry(5)).expect(201)
        let path = "/v1/programmes/\(first.text)/budget-position"
        #expect(sums(try await client.get(path).expect(200)["expense"]).first == 105)
        let then = try await client.get("\(path)?asOf=\(before)&groupBy=fiscalYear").expect(200)
        #expect(sums(then["expense"]) == [100, 0, 0, 100])
        #expect(then["groups"]?[0]?["lines"]?[0]?["entries"]?.string == "\(line)/entries")
        let all = try await client.get("/v1/budget-position").expect(200)
        #expect(sums(all["expense"]).first == 116 && all["programmeId"] == .null)
        let allThen = try await client.get("/v1/budget-position?asOf=\(before)").expect(200)
        #expect(sums(allThen["expense"]).first == 111)
        try await koers.stranger.get(path).expect(404)
        #expect(sums(try await koers.stranger.get("/v1/budget-position").expect(200)["expense"]).first == 0)
        let picture = try await client.get(path, ["Accept": "image/svg+xml"]).expect(200)
        #expect(picture.text.hasPrefix("<svg") && picture.text.contains("€ 1,05"))
        let english = try await client.get(path, ["Accept": "image/svg+xml", "Accept-Language": "en"]).expect(200)
        #expect(english.text.contains("€ 1.05"))
    }

    @Test("To execution only with expense budget in the year of the start (STA-02)", .koers)
    func readiness() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme(["startDate": "2027-01-01"])
        try await client.step(programme, to: "formation").expect(200)
        func status() async throws -> JSON? {
            let told = try await client.get("/v1/programmes/\(programme.text)/readiness?to=execution").expect(200)
            return told["findings"]?.array?.first { $0["rule"] == "STA-02" }?["status"]
        }
        _ = try await client.makeBudgetLine(of: programme, cents: 100)
        _ = try await client.makeBudgetLine(of: programme, "6.5", year: 2027, cents: 50, ["direction": "income"])
        #expect(try await status() == "breached", "another year and income are not it")
        let line = try await client.makeBudgetLine(of: programme, year: 2027)
        #expect(try await status() == "breached")
        try await client.post("\(line)/entries", Body.entry(1)).expect(201)
        #expect(try await status() == "met")
        try await client.patch("/v1/programmes/\(programme.text)", ["startDate": .null]).expect(200)
        #expect(try await status() == "met", "without a start date it is the current year")
    }
}
