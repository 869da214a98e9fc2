import Contract
import Foundation
import Storage
import Testing

@Suite("A budget line stands on a year and on a task field that there are", .koers)
struct BudgetLineTests {
    @Test("Unknown years, task fields and roles are named, and a line is there once")
    func references() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        try await client.year()
        try await client.taskField()
        let path = "/v1/programmes/\(programme.text)/budget-lines"
        let unknown = try await client.post(
            path,
            Body.budgetLine("6.99", 2039).with(["budgetHolderRoleId": .string(UUID().text)])
        ).expect(400)
        #expect(
            unknown.errors == [
                "/budgetHolderRoleId unknown_reference", "/fiscalYear unknown_reference",
                "/taskField unknown_reference",
            ]
        )
        let line = try await client.post(path, Body.budgetLine()).expect(201)
        #expect(line["taskField"] == "6.1" && line["authorisedCents"] == 0)
        try await client.post(path, Body.budgetLine()).expect(409, "conflict")
        try await client.post(path, Body.budgetLine().with(["nature": "incidental"])).expect(201)
        let changed = try await client.patch(try line.location, ["policyField": "welzijn"]).expect(200)
        #expect(changed["policyField"] == "welzijn" && changed["version"] == 2)
        let fixed = try await client.patch(try line.location, ["taskField": "6.5", "fiscalYear": 2027]).expect(400)
        #expect(fixed.errors == ["/fiscalYear read_only", "/taskField read_only"])
    }

    @Test(
        "A task field that has lapsed is refused with what took its place, and lapses in no year that uses it (BUD-09)"
    )
    func taskFields() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        try await client.year(2025)
        for code in ["6.751", "6.752"] { try await client.taskField(code, ["fromYear": 2025]) }
        let old = try await client.make(
            "task-fields",
            Body.taskField("6.72a").with(["untilYear": 2024, "successors": ["6.751", "6.752"]])
        )
        #expect(old["successors"] == ["6.751", "6.752"])
        let path = "/v1/programmes/\(programme.text)/budget-lines"
        let refused = try await client.post(path, Body.budgetLine("6.72a", 2025)).expect(409)
        #expect(refused.blockers == ["BUD-09"])
        #expect(refused["blockers"]?[0]?["remedy"] == "In de plaats van 6.72a kwam 6.751 en 6.752.")
        try await client.post(path, Body.budgetLine("6.751", 2025)).expect(201)
        let field = try await client.taskField("6.751")
        #expect(try await client.patch(field, ["untilYear": 2024]).expect(400).errors == ["/untilYear minimum"])
        try await client.year(2027)
        try await client.post(path, Body.budgetLine("6.751", 2027)).expect(201)
        #expect(try await client.patch(field, ["untilYear": 2026]).expect(409).blockers == ["BUD-09"])
        try await client.patch(field, ["untilYear": 2027, "successors": ["6.752"]]).expect(200)
        let unknown = try await client.patch(field, ["successors": ["6.752", "9.99"]]).expect(400)
        #expect(unknown.errors == ["/successors/1 unknown_reference"])
        try await client.post("/v1/task-fields", Body.taskField("6.751")).expect(409, "conflict")
    }

    @Test("A budget is read in from JSON and from CSV: all of it or nothing, with row and column of each error", .koers)
    func importing() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        for code in ["6.1", "6.5"] { try await client.taskField(code) }
        for year in [2026, 2027] as [Int64] { try await client.year(year) }
        let path = "/v1/programmes/\(programme.text)/budget-lines"
        @discardableResult
        func read(_ csv: String, _ status: Int, query: String = "") async throws -> Answer {
            try await client.send(
                "POST",
                "\(path)/_import\(query)",
                body: Array(csv.utf8),
                fields: ["Content-Type": "text/csv"]
            ).expect(status)
        }
        let head = "fiscalYear;taskField;budgetProgramme;direction;nature;authorisedCents\n"
        let wrong = try await read(head + "2026;6.1;SD;expense;structural;1,5\n2026;;SD;out;structural;1\n", 400)
        #expect(
            wrong.errors == ["/lines/0/authorisedCents type", "/lines/1/direction enum", "/lines/1/taskField required"]
        )
        let unknown = try await read(
            head
                + "2026;6.1;SD;expense;structural;1\n2026;9.9;SD;expense;structural;1\n2031;6.1;SD;expense;structural;1\n"
                + "2026;6.1;SD;expense;structural;2\n",
            400
        )
        #expect(
            unknown.errors == [
                "/lines/1/taskField unknown_reference", "/lines/2/fiscalYear unknown_reference",
                "/lines/3 unique_items",
            ]
        )
        let good =
            head + "2026;6.1;SD;expense;structural;145000000\n2026;6.5;SD;income;structural;0\n"
            + "2027;6.1;SD;expense;structural;149000000\n"
        try await read(good, 200, query: "?dryRun=true")
        #expect(try await client.get(path).results == [])
        let first = try await read(good, 201)
        #expect(first["fiscalYear"] == 2026 && first["authorisedCents"] == 145_000_000)
        #expect(try await client.get(path).results.count == 3)
        #expect(try await client.get("\(try first.location)/entries").results.count == 1)
        #expect(try await read(good, 400).errors.count == 3, "nothing is there twice")
        try await client.adopt(2026, of: programme)
        let late = try await read(head + "2026;6.5;SD;expense;structural;1\n", 409)
        #expect(late.blockers == ["BUD-05"])
        try await read(head + "2026;6.5;SD;expense;structural;0\n", 201)
    }

    @Test("A position that was exported can be read in again, in another programme", .koers)
    func export() async throws {
        let koers = try Koers.current
        let client = koers.client
        let (from, to) = (try await client.makeProgramme(), try await client.makeProgramme())
        _ = try await client.makeBudgetLine(
            of: from,
            cents: 100,
            ["description": "Buurt, \"kamers\"", "policyField": "wmo"]
        )
        _ = try await client.makeBudgetLine(of: from, "6.5", year: 2027, cents: 200)
        func csv(_ programme: UUID) async throws -> [UInt8] {
            let path = "/v1/programmes/\(programme.text)/budget-position"
            return try await client.get(path, ["Accept": "text/csv"]).expect(200).bytes
        }
        let exported = try await csv(from)
        try await client.send(
            "POST",
            "/v1/programmes/\(to.text)/budget-lines/_import",
            body: exported,
            fields: ["Content-Type": "text/csv"]
        ).expect(201)
        #expect(try await csv(to) == exported)
        let ledger = try await koers.registry.verifyLedger(of: koers.home.id, at: koers.clock.now)
        #expect(ledger.differences == [])
    }
}
