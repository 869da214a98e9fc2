import Contract
import Foundation
import Testing

@Suite("The story of a programme is told from what is recorded", .koers)
struct StoryTests {
    @Test("It says why, what for, how far, by whom and what is still open, in both languages")
    func sections() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeCompleteProgramme()
        _ = try await client.makeCarriedVision(of: programme)
        let effects = try await client.get("/v1/programmes/\(programme.text)/goals?kind=effect").expect(200).results
        let effect = try #require(effects.first?["id"]?.string.flatMap { UUID(uuidString: $0) })
        let team = try await client.make("teams", Body.team.with(["policyField": "Jeugd & *gezin*"])).id
        _ = try await client.makeEffort(
            of: programme,
            for: effect,
            changing: ["name": "Buurtkamers", "teamId": .string(team.text)]
        )
        _ = try await client.makeEffort(of: programme, changing: ["name": "Schoolzwemmen"])
        let path = "/v1/programmes/\(programme.text)/story"
        let dutch = try await client.get(path).expect(200)
        #expect(dutch.field("Content-Type") == "text/markdown; charset=utf-8")
        for text in [
            "# Iedereen doet mee (P-", "Fase: verkenning", "## Waarom", "De opdracht: Breng het aantal terug",
            "> Iedereen telt mee.", "gedragen door alle 3 verplichte belanghebbenden",
            "Ernstig eenzame inwoners: 13 → ? → 10 % (nog niet gemeten; streefdatum 31 december 2029)",
            "### Jeugd & \\*gezin\\*", "- Buurtkamers (project, voorgesteld, gedeelde invloed, Team Jeugd)",
            "| belanghebbende | categorie | standpunt |", "Schoolzwemmen: dient nog geen doel",
        ] {
            #expect(dutch.text.contains(text), "\(text)")
        }
        let english = try await client.get(path, ["Accept": "text/html", "Accept-Language": "en"]).expect(200)
        #expect(english.field("Content-Type") == "text/html; charset=utf-8")
        for text in ["<html lang=\"en\">", "<h2>What is still open</h2>", "Jeugd &amp; *gezin*", "<svg "] {
            #expect(english.text.contains(text), "\(text)")
        }
        let tag = try #require(dutch.etag)
        try await client.get(path, ["If-None-Match": tag]).expect(304)
        try await client.get(path, ["Accept": "application/json"]).expect(406, "not-acceptable")
    }

    @Test("A programme of which little is known says what it does not have")
    func empty() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let story = try await client.get("/v1/programmes/\(programme.text)/story").expect(200).text
        for text in [
            "Er is nog geen vastgestelde visie.", "Er is nog geen hoofddoel.", "Er zijn nog geen opdrachtgevers.",
            "Er zijn nog geen belanghebbenden vastgelegd.",
        ] {
            #expect(story.contains(text), "\(text)")
        }
        let formation = try await client.step(programme, to: "formation").expect(200)
        #expect(formation["phase"] == "formation")
        let forming = try await client.get("/v1/programmes/\(programme.text)/story").expect(200).text
        #expect(forming.contains("### Nodig voor de stap naar uitvoering"))
        #expect(forming.contains("STA-04: "))
    }
}
