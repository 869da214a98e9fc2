import Contract
import Testing

@testable import KoersCLI

@Suite("Refusals explain themselves")
struct RefusalTests {
    @Test("every blocker is shown with its reason, its remedy and its source, in Dutch")
    func dutch() throws {
        let refusal = try #require(Refusal(try JSON(parsing: Examples.refusal), status: 409))
        #expect(
            refusal.rendered(on: Page(Words(language: .dutch))) == """
                Het programma mag deze stap niet zetten
                Twee regels verbieden de stap naar formation.

                ✗ MTH-01  Alleen een opgave die een programma nodig heeft, wordt een programma.
                    Reden: De opgave is voorspelbaar (95, drempel 80) en heeft maar één sturende partij.
                    Betreft: Afhandeling parkeervergunningen
                    Wat maakt het mogelijk: Werk de opgave als routine uit.
                    Bron: sturingsverantwoordelijkheden bij meerdere belanghebbenden (uitgangspunt)

                ✗ STA-04  Een programma start met een opdracht en twee verschillende opdrachtgevers.
                    Reden: De opdracht is leeg.
                    Wat maakt het mogelijk: De programmamanager vult de opdracht in.
                    Bron: Gemeentewet 189 (wet)

                """
        )
    }

    @Test("the words around the server's text follow the language")
    func english() throws {
        let refusal = try #require(Refusal(try JSON(parsing: Examples.refusal), status: 409))
        let text = refusal.rendered(on: Page(Words(language: .english)))
        #expect(text.contains("    What would make it possible: Werk de opgave als routine uit.\n"))
        #expect(text.contains("    Source: Gemeentewet 189 (law)\n"))
    }

    @Test("invalid input is a list of places and what is wrong there")
    func invalidInput() throws {
        let json = """
            {"type": "/v1/problems/invalid-request", "title": "Ongeldig verzoek", "status": 400, "detail": "Twee fouten.",
             "errors": [{"in": "body", "location": "/name", "code": "required", "detail": "is verplicht"},
                        {"in": "body", "location": "", "code": "type", "detail": "moet een object zijn"}]}
            """
        let refusal = try #require(Refusal(try JSON(parsing: json), status: 400))
        #expect(
            refusal.rendered(on: Page(Words(language: .dutch))) == """
                Ongeldig verzoek
                Twee fouten.
                  /name – is verplicht
                  body – moet een object zijn

                """
        )
    }

    @Test("an impossible step names the possible ones")
    func allowedSteps() throws {
        let json =
            #"{"type": "/v1/problems/invalid-transition", "title": "No such step", "allowed": ["formation", "rejected"]}"#
        let refusal = try #require(Refusal(try JSON(parsing: json), status: 409))
        #expect(
            refusal.rendered(on: Page(Words(language: .english))) == """
                No such step
                Possible from here: formation, rejected

                """
        )
    }

    @Test("a hostile text in a refusal stays text")
    func hostile() throws {
        let json =
            #"{"title": "\u001b]0;owned\u0007x", "blockers": [{"rule": "A\nB", "title": "t\u009b1m", "reason": 7}]}"#
        let refusal = try #require(Refusal(try JSON(parsing: json), status: 409))
        #expect(refusal.rendered(on: Page(Words(language: .english))) == "]0;ownedx\n\n✗ A B  t1m\n")
    }

    @Test(
        "the exit status tells refusal, mistake, absence, credentials and outage apart",
        arguments: [
            (409, "governance-refused", Outcome.refused), (409, "conflict", .refused),
            (403, "no-authority", .refused),
            (412, "precondition-failed", .refused), (428, "precondition-required", .refused),
            (400, "invalid-request", .usage), (422, "idempotency-mismatch", .usage),
            (415, "unsupported-media-type", .usage),
            (404, "not-found", .notFound), (401, "unauthenticated", .credentials), (403, "forbidden", .credentials),
            (500, "internal", .server), (503, "unavailable", .server), (429, "too-many-requests", .server),
        ]
    )
    func outcome(status: Int, slug: String, expected: Outcome) {
        #expect(Outcome(status: status, slug: slug) == expected)
    }
}
