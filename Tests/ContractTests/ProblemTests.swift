import Contract
import Testing

@Suite("Problem documents")
struct ProblemTests {
    @Test("A problem is written as RFC 9457 asks")
    func writes() throws {
        let problem = Problem(
            .invalidRequest,
            language: .nl,
            instance: "urn:uuid:1",
            errors: [
                Violation(
                    in: .body,
                    location: "/name",
                    code: .minLength,
                    detail: BilingualText(nl: "Te kort.", en: "Too short.")
                )
            ]
        )
        #expect(
            String(decoding: problem.bytes, as: UTF8.self)
                == #"{"type":"/v1/problems/invalid-request","title":"Ongeldige aanvraag","#
                + #""status":400,"detail":"De aanvraag voldoet niet aan het contract.","instance":"urn:uuid:1","#
                + #""errors":[{"in":"body","location":"/name","code":"min_length","detail":"Te kort."}]}"#
        )
    }

    @Test("What is written is read back", arguments: Problem.Kind.allCases)
    func roundTrips(kind: Problem.Kind) throws {
        var additional = JSON.Object()
        additional["allowed"] = ["formation"]
        let problem = Problem(
            kind,
            language: .en,
            detail: BilingualText(nl: "Nee.", en: "No."),
            instance: "urn:uuid:1",
            blockers: [["rule": "MTH-01", "status": "breached"]],
            additional: additional
        )
        let read = try #require(Problem(try JSON(parsing: problem.bytes), status: 0))
        #expect(read == problem)
        #expect(read.kind == kind)
        #expect(read.status == kind.status)
    }

    @Test("A document of another server is read as far as it goes")
    func readsForeignDocuments() throws {
        let problem = try #require(
            Problem(["type": "https://example.org/odd", "status": "x", "errors": [1, ["code": "type"]]], status: 502)
        )
        #expect(problem.kind == nil)
        #expect(problem.status == 502)
        #expect(problem.errors.map(\.code) == ["type"])
        #expect(Problem([], status: 502) == nil)
    }

    @Test("Every type has a title and a page in both languages", arguments: Problem.Kind.allCases)
    func documents(kind: Problem.Kind) {
        for language in BilingualText.Language.allCases {
            #expect(!kind.title[language].isEmpty)
            #expect(kind.documentation[language].count > 60)
        }
        #expect(kind.documentation.nl != kind.documentation.en)
    }
}
