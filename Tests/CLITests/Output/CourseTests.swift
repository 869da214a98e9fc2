import Contract
import Testing

@testable import KoersCLI

@Suite("Tree, priorities and purpose are read in a terminal as they are meant")
struct CourseTests {
    private func value(_ operation: String, _ changes: [String: JSON] = [:]) throws -> JSON {
        try JSON(parsing: try Examples.answer(operation, changing: changes))
    }

    private let page = Page(Words(language: .dutch))

    @Test("the tree: effects with their progress, efforts under what they serve, and what is missing")
    func tree() throws {
        #expect(
            GoalTree.rendered(try value("getGoalTree"), on: page) == """
                Iedereen telt mee en doet mee

                ◆ Inwoners hebben betekenisvol contact ▰▰▱▱▱▱▱▱▱▱ 20%
                  Ernstig eenzame inwoners: 13 → 12,4 → 10 % van de inwoners van 18 jaar en ouder
                  ● Buurtkamers
                  ! nog geen eigenaar

                Inspanningen zonder doel
                  ○ Bijdrage schoolzwemmen

                ◆ effect   └ doel   ● loopt   ○ voorgesteld   ✓ afgerond   ! ontbreekt nog

                """
        )
    }

    @Test("a deep tree stays readable: nothing is wider than the terminal, and the indentation has an end")
    func deep() throws {
        let node = { (depth: Int) -> JSON in
            [
                "id": "x", "kind": "goal", "depth": .number(NumberText(Int64(depth))), "indicators": [],
                "missing": ["effort"],
                "text": .string("Doel op diepte \(depth) over samenwerking in wijken en buurten van de gemeente"),
                "efforts": [], "progress": .null, "parentId": .null,
            ]
        }
        let text = GoalTree.rendered(
            try value("getGoalTree", ["goals": .array((1...30).map(node))]),
            on: Page(Words(language: .english), width: 60)
        )
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 60 })
        #expect(text.contains("! no effort contributes to it yet"))
    }

    @Test("a programme without a main goal says so")
    func empty() throws {
        let tree = try value("getGoalTree", ["mainGoal": .null, "effects": [], "effortsWithoutGoal": []])
        #expect(GoalTree.rendered(tree, on: page).hasPrefix("Er is nog geen hoofddoel.\n"))
    }

    @Test("the ranking: each with its arithmetic, and apart what serves no effect")
    func priorities() throws {
        #expect(
            Priorities.rendered(try value("getPriorities"), on: page) == """
                effect                                voortgang  nog te gaan
                Inwoners hebben betekenisvol contact  20%                 80

                #  inspanning   score  berekening    dient
                1  Buurtkamers    160  2 × 80 = 160  Inwoners hebben betekenisvol contact

                Score: voor elk effect wat nog te gaan is, keer 2 bij een hoofdbijdrage en keer 1 bij een ondersteunende.

                Zonder weg naar een effect (CRS-02)
                  ○ Bijdrage schoolzwemmen

                """
        )
    }

    @Test("the purpose: from the effort upwards, and what it earns")
    func purpose() throws {
        #expect(
            Purpose.rendered(try value("getEffortPurpose"), on: page) == """
                ● Buurtkamers

                  Hoofdbijdrage
                  ↑ effect: Inwoners hebben betekenisvol contact
                    ↑ hoofddoel: Iedereen telt mee en doet mee

                In de prioriteiten: 2 × 80 = 160.

                """
        )
        let none = try value("getEffortPurpose", ["hasPurpose": false, "paths": [], "score": 0, "arithmetic": .null])
        #expect(Purpose.rendered(none, on: page).contains("kan niet van start (CRS-02)"))
    }
}
