import Contract
import Testing

@testable import KoersCLI

@Suite("Money is typed and read as euros")
struct BudgetTests {
    @Test(
        "An amount is read as the Dutch write it, and only where it can be read in one way",
        arguments: [
            ("1.180.000,00", 118_000_000), ("1180000", 118_000_000), ("€ 60.000", 6_000_000), ("€1,5", 150),
            ("0,05", 5), ("-12,50", -1250), ("€ -12,50", -1250), ("-€ 12,50", -1250), ("40.000,-", 4_000_000),
            ("1,234", nil), ("1.18", nil), ("1.1800", nil), ("12.50", nil), ("", nil), ("€", nil), ("1e3", nil),
            ("--1", nil), ("1,-5", nil), ("92.233.720.368.547.758,07", Int64.max), ("92.233.720.368.547.758,08", nil),
        ] as [(String, Int64?)]
    )
    func reads(_ text: String, cents: Int64?) {
        #expect(Euros(text)?.cents == cents, "\(text)")
    }

    @Test("What was written is read back")
    func writes() {
        for cents in [0, 1, 99, 100, 100_000, -1, 118_000_000, .max, -.max] as [Int64] {
            #expect(Euros(Euros(cents: cents).text)?.cents == cents)
        }
        #expect(Euros(cents: 118_000_000).text == "€ 1.180.000,00")
    }

    @Test("An option asks for euros, the contract's own name for cents")
    func options() throws {
        let field = Field(name: "amountCents", kind: .integer)
        func sent(_ words: String...) throws -> JSON? {
            try FieldArguments(words: words, fields: [field]).values["amountCents"]
        }
        #expect(field.flag == "--amount")
        #expect(try sent("--amount", "1.450,00") == 145_000)
        #expect(try sent("--amount=-1,00") == -100)
        #expect(try sent("--amount-cents", "145000") == 145_000)
        #expect(throws: Failure.self) { try sent("--amount", "1.45") }
    }

    @Test("The position: a row for each group, amounts below each other, and their sum")
    func position() throws {
        let value = try JSON(parsing: try Examples.answer("getBudgetPosition", changing: [:]))
        let shown = BudgetPosition.rendered(value, on: Page(Words(language: .dutch)))
        #expect(
            shown == """
                Lasten                                        begroot       verplicht  gerealiseerd         vrij
                6.1 Samenkracht en burgerparticipatie  € 1.450.000,00  € 1.180.000,00  € 210.000,00  € 60.000,00

                """
        )
        #expect(BudgetPosition.rows(value).count == 1)
    }
}
