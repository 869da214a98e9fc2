import Contract
import Testing

@testable import KoersCLI

@Suite("A commitment is engaged in the words of people", .timeLimit(.minutes(1)))
struct EngageTests {
    private static let line = "019dc100-7d40-7a61-8b71-8c3b5e7a9d81"
    private static let decision = "019dd200-1a20-7b33-8c44-1d2e3f4a5b60"
    private static let found = #"{"results":[{"id":"\#(line)","budgetProgramme":"SD","nature":"structural"}]}"#

    private static func run(
        _ words: [String],
        language: String = "nl_NL.UTF-8",
        _ replies: [StubServer.Answer],
        _ check: @Sendable @escaping (CommandLineUser.Result, [StubServer.Asked]) throws -> Void
    ) async throws {
        try await StubServer.run(replies) { server in
            let user = CommandLineUser(url: server.url, language: language)
            let result = await user.run(
                ["commitments", "engage", Examples.programmeID, "--kind", "subsidy", "--subject", "Buurtkamers 2026"]
                    + words
            )
            try check(result, server.asked)
            #expect(server.faults == [])
        }
    }

    @Test("by task field, year and Dutch euros; the answer reads aloud, with what is still free")
    func engaged() async throws {
        let made = try Examples.answer("createCommitment", status: 201)
        let line = try Examples.answer("getBudgetLine")
        let replies: [StubServer.Answer] = [
            .reply(200, body: Self.found), .reply(200, body: #"{"results":[{"id":"\#(Self.decision)"}]}"#),
            .reply(201, headers: ["Location": "/v1/x"], body: made), .reply(200, body: line),
        ]
        let order = ["--line", "6.1/2026=48.500,00", "--decision", "B-014"]
        try await Self.run(order, replies) { result, asked in
            #expect(result.outcome == .done, "\(result.notes)")
            #expect(
                result.output == """
                    Verplicht: € 48.500,00 voor Buurtkamers 2026 (V-2026-014).
                    Op 6.1 (2026): € 48.500,00. Daar is nog € 60.000,00 vrij.

                    """
            )
            let lines = asked.first { $0.target.contains("/budget-lines?") }
            #expect(lines?.target.contains("fiscalYear=2026&taskField=6.1&direction=expense") == true)
            let body = try JSON(parsing: try #require(asked.first { !$0.body.isEmpty }).body)
            #expect(body["decisionId"] == .string(Self.decision))
            #expect(body["lines"] == [["budgetLineId": .string(Self.line), "amountCents": 4_850_000]])
        }
    }

    @Test("what cannot be an amount or a line is a mistake in the words, and nothing is sent")
    func mistakes() async throws {
        for (words, text) in [
            (["--line", "6.1/2026=48.500.00"], "such as 6.1/2026=48.500,00"),
            (["--line", "6.1=1,00"], "a task field and a year"),
            ([], "--line needs a value"),
        ] {
            try await Self.run(words + ["--decision", Self.decision], language: "en_GB.UTF-8", []) { result, asked in
                #expect(result.outcome == .usage && result.notes.contains(text), "\(result.notes)")
                #expect(asked.isEmpty)
            }
        }
        let none: [StubServer.Answer] = [.reply(200, body: #"{"results":[]}"#)]
        let order = ["--line", "6.1/2031=1,00", "--decision", Self.decision]
        try await Self.run(order, none) { result, _ in
            #expect(result.outcome == .notFound)
            #expect(result.notes == "Er is geen budgetregel 6.1 (2031) in dit programma.\n")
        }
        let two =
            #"{"results":[{"id":"\#(Self.line)","budgetProgramme":"SD"},{"id":"\#(Self.decision)","budgetProgramme":"LG"}]}"#
        try await Self.run(order, [.reply(200, body: two)]) { result, _ in
            #expect(result.outcome == .usage && result.notes.contains("LG"), "\(result.notes)")
        }
    }
}
