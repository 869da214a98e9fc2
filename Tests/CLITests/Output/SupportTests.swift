import Contract
import Testing

@testable import KoersCLI

@Suite("Who carries a vision shows at a glance")
struct SupportTests {
    private static let answer = #"""
        {"visionId": "v", "digest": "d", "adoptable": false, "missing": ["b", "c", "d"],
         "stakeholders": [
           {"stakeholderId": "a", "name": "Wethouder sociaal domein", "category": "executive", "required": true,
            "endedAt": null, "stance": "endorsed", "note": null, "givenById": "p", "givenAt": "2026-10-08T22:30:00.000Z"},
           {"stakeholderId": "b", "name": "Schoolbestuur Oeverwijs", "category": "social_partner", "required": true,
            "endedAt": null, "stance": "reservation", "note": "De overgang\u001b[2J ontbreekt.", "givenById": "p",
            "givenAt": "2026-02-10T13:05:00.000Z"},
           {"stakeholderId": "c", "name": "日本 👩‍👩‍👧‍👦", "category": "residents", "required": true, "endedAt": null,
            "stance": "withdrawn", "note": null, "givenById": "p", "givenAt": "2026-02-11T13:05:00.000Z"},
           {"stakeholderId": "d", "name": "Directeur Samenleving", "category": "director", "required": true,
            "endedAt": null, "stance": null, "note": null, "givenById": null, "givenAt": null},
           {"stakeholderId": "e", "name": "De Spil", "category": "social_partner", "required": false,
            "endedAt": "2026-05-01T10:00:00.000Z", "stance": "refused", "note": null, "givenById": "p",
            "givenAt": "2026-02-11T13:05:00.000Z"}],
         "findings": [
           {"rule": "VIS-01", "title": "Elke verplichte belanghebbende steunt.", "status": "breached",
            "reason": "Er mist steun.", "source": {"citation": "visie", "kind": "seed"}, "subjects": [],
            "remedy": "Vraag het."},
           {"rule": "VIS-02", "title": "Niet alleen van direct betrokkenen.", "status": "met", "reason": "Genoeg.",
            "source": {"citation": "visie", "kind": "seed"}, "subjects": [], "remedy": null}]}
        """#

    private func support(_ status: String, changing: [String: JSON] = [:]) throws -> Support {
        var answer = try #require(JSON(parsing: Self.answer).object)
        for (name, value) in changing { answer[name] = value }
        return Support(.object(answer), of: ["number": 2, "status": .string(status)])
    }

    @Test("in Dutch: a mark and a word for each stance, since which day, and what blocks")
    func dutch() throws {
        #expect(
            try support("seeking_support").rendered(on: Page(Words(language: .dutch)))
                == """
                Visie 2 (zoekt steun)

                   naam                      categorie  verplicht   standpunt    sinds       toelichting
                ✓  Wethouder sociaal domein  bestuur    ja          steunt       2026-10-09
                !  Schoolbestuur Oeverwijs   partner    ja          voorbehoud   2026-02-10  De overgang[2J ontbreekt.
                ✗  日本 👩‍👩‍👧‍👦                   inwoners   ja          ingetrokken  2026-02-11
                ·  Directeur Samenleving     directie   ja          nog geen
                ✗  De Spil                   partner    vertrokken  geweigerd    2026-02-11

                Kan nog niet worden vastgesteld: de steun ontbreekt van Schoolbestuur Oeverwijs, 日本 👩‍👩‍👧‍👦 en Directeur Samenleving.

                ✗ VIS-01  Elke verplichte belanghebbende steunt.
                    Reden: Er mist steun.
                    Wat maakt het mogelijk: Vraag het.
                    Bron: visie (uitgangspunt)

                """
        )
    }

    @Test(
        "one line concludes, for every status of the vision",
        arguments: [
            ("adopted", [] as [JSON], "Adopted and carried: all 4 required stakeholders endorse this vision."),
            (
                "adopted", ["b"],
                "Adopted, but not carried: the support of Schoolbestuur Oeverwijs is missing."
            ),
            ("superseded", ["b"], "Superseded: this vision no longer counts."),
            ("draft", ["b"], "Draft: support can be given once it takes the step to seeking_support."),
            ("seeking_support", [], "Cannot be adopted yet."),
        ]
    )
    func conclusions(status: String, missing: [JSON], line: String) throws {
        let text = try support(status, changing: ["missing": .array(missing)])
            .rendered(on: Page(Words(language: .english)))
        #expect(text.contains("\n\n\(line)\n"))
        #expect(text.contains("✗ VIS-01") == (status != "superseded"))
    }

    @Test("what can be adopted is said to be so")
    func adoptable() throws {
        let text = try support("seeking_support", changing: ["missing": [], "adoptable": true, "findings": []])
            .rendered(on: Page(Words(language: .dutch)))
        #expect(text.hasSuffix("\n\nKan worden vastgesteld: alle 4 verplichte belanghebbenden steunen deze visie.\n"))
    }

    @Test("where there is no room beside it a note stands below its stakeholder")
    func noteBelow() throws {
        let text = try support("seeking_support").rendered(on: Page(Words(language: .dutch), width: 80))
        #expect(
            text.contains(
                """
                !  Schoolbestuur Oeverwijs   partner    ja          voorbehoud   2026-02-10
                   De overgang[2J ontbreekt.
                ✗
                """
            )
        )
    }

    @Test("colour adds to the marks and says nothing by itself; every line fits", arguments: [60, 80, 120])
    func coloured(width: Int) throws {
        let coloured = try support("seeking_support")
            .rendered(on: Page(Words(language: .english), width: width, paint: Paint(isOn: true)))
        #expect(coloured.contains("\u{1B}[32m✓\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[33m!\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[31m✗\u{1B}[0m"))
        let plain = try support("seeking_support").rendered(on: Page(Words(language: .english), width: width))
        #expect(coloured.replacing(#/\u{1B}\[[0-9]*m/#, with: "") == plain)
        for line in plain.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width, "\(line)") }
    }

    @Test("koers support asks for the vision that counts, and gives a program what the server said")
    func command() async throws {
        let support = try Examples.answer("getVisionSupport")
        let vision = try Examples.answer("getVision", changing: ["status": "seeking_support", "number": 1])
        let path = "/v1/programmes/\(Course.programme)/visions"
        try await StubServer.run([
            .reply(200, body: try Course.programmes()), .reply(200, body: try Course.visions((1, "seeking_support"))),
            .reply(200, body: support), .reply(200, body: vision), .reply(200, body: support),
            .reply(200, body: Examples.page([])),
        ]) { server in
            let user = CommandLineUser(url: server.url)
            let shown = await user.run("support", "ITMDM-26")
            #expect(shown.outcome == .done, "\(shown.notes)")
            #expect(shown.output.contains("!  Schoolbestuur Oeverwijs  social partner  yes"))
            #expect(
                server.asked.dropFirst().map(\.target) == [
                    "\(path)?limit=500", "\(path)/\(Course.id(ofVision: 1))/support",
                    "\(path)/\(Course.id(ofVision: 1))",
                ]
            )
            let json = await user.run(
                "support",
                Course.programme,
                "--vision",
                Course.vision,
                "-o",
                "json",
                "--compact"
            )
            #expect(json.output == support + "\n")
            let none = await user.run("support", Course.programme)
            #expect(none.outcome == .notFound)
            #expect(none.notes == "There is no vision yet.\n")
            #expect(server.faults == [])
        }
    }
}
