import Contract
import Testing

@testable import KoersCLI

@Suite("Partners are placed and shown in a terminal")
struct PartnerTests {
    private static let relation = "019f4a10-3c00-7e01-8e01-5f6a7b8c9d01"

    private func partner(_ name: JSON, _ influence: JSON, _ dependence: JSON) throws -> JSON {
        let example = try JSON(parsing: try Examples.answer("getPartnerMatrix"))
        var placed = try #require(example["partners"]?.array?.first?.object)
        placed["partnerName"] = name
        placed["position"] = ["influence": influence, "dependence": dependence]
        return .object(placed)
    }

    private func rendered(_ partners: [JSON]) throws -> String {
        let answer = try Examples.answer("getPartnerMatrix", changing: ["partners": .array(partners)])
        return PartnerMatrix.rendered(try JSON(parsing: answer), on: Page(Words(language: .english)))
    }

    @Test("the matrix: the corners, the middle, and several in one place")
    func matrix() throws {
        let text = try rendered([
            try partner("A", 100, 0), try partner("B", 0, 100), try partner("C", 50, 50), try partner("D", 50, 50),
        ])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "influence on our goals ↑")
        #expect(
            lines[1] == "100 │1" + String(repeating: " ", count: 19) + "·" + String(repeating: " ", count: 20) + "│"
        )
        #expect(lines[11].contains("*") && lines[11].hasPrefix(" 50 │"))
        #expect(lines[21].hasPrefix("  0 │") && lines[21].hasSuffix("2│"))
        #expect(text.contains("1 A · 100/0 · →"))
        #expect(
            text.replacing(/\s+/, with: " ").contains(
                "€ 420.000,00 agreed · € 630.000,00 committed · € 150.000,00 spent"
            )
        )
    }

    @Test("without partners it says so")
    func nobody() throws {
        #expect(try rendered([]) == "There are no partner relations yet.\n")
    }

    @Test("the dialogue asks again until an answer fits, and records a position")
    func assess() async throws {
        let shown = try Examples.answer("getPartnerRelation")
        let made = try Examples.answer("createPosition", status: 201)
        try await StubServer.run([
            .reply(200, body: shown), .reply(201, headers: ["Location": "/v1/positions/1"], body: made),
        ]) { server in
            var user = CommandLineUser(url: server.url)
            user.input = "veel\n101\n72\n64\n \nDe Spil neemt over\nDraagt vier effecten\n"
            let result = await user.run(
                "partners",
                "assess",
                Self.relation,
                "--programme",
                Examples.programmeID
            )
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(result.notes.contains("How much does this partner influence our goals now?"))
            #expect(result.notes.contains("A whole number from 0 to 100."))
            #expect(result.notes.hasSuffix("Recorded: influence 72, dependence 64.\n"))
            let body = try JSON(parsing: server.asked[1].body)
            #expect(
                body == [
                    "influence": 72, "dependence": 64, "alternativeIfLost": "De Spil neemt over",
                    "rationale": "Draagt vier effecten",
                ]
            )
            #expect(server.asked[1].target.hasSuffix("/partner-relations/\(Self.relation)/positions"))
            #expect(server.faults == [])
        }
    }

    @Test("the end of the input stops the dialogue, and nothing is recorded")
    func stopped() async throws {
        try await StubServer.run([.reply(200, body: try Examples.answer("getPartnerRelation"))]) { server in
            var user = CommandLineUser(url: server.url)
            user.input = "72\n"
            let result = await user.run("partners", "assess", Self.relation, "--programme", Examples.programmeID)
            #expect(result.outcome == .usage)
            #expect(result.notes.hasSuffix("Stopped; nothing was recorded.\n"))
            #expect(server.asked.count == 1)
        }
    }
}
