import Domain
import Foundation
import Testing

@testable import Services

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The picture of a budget position")
struct BudgetPositionPictureTests {
    private func sums(_ authorised: Int64, _ committed: Int64, _ realised: Int64) -> String {
        """
        {"authorisedCents":\(authorised),"committedCents":\(committed),"realisedCents":\(realised),\
        "freeCents":\(authorised - committed - realised)}
        """
    }

    private func position(_ groups: String...) -> [UInt8] {
        Array(
            """
            {"groupBy":"taskField","fiscalYear":2026,"expense":\(sums(400, 100, 50)),"income":\(sums(10, 0, 20)),\
            "groups":[\(groups.joined(separator: ","))]}
            """.utf8
        )
    }

    private func group(_ key: String, expense: String, income: String) -> String {
        #"{"key":"\#(key)","name":"A <b> & c","expense":\#(expense),"income":\#(income),"lines":[]}"#
    }

    @Test("Is XML that says every amount in words, beside the bars and for who does not see them")
    func words() throws {
        let drawn = try BudgetPositionPicture.draw(
            position(
                group("6.1", expense: sums(145_000_000, 118_000_000, 21_000_000), income: sums(0, 0, 0)),
                group("6.5", expense: sums(100, 0, 0), income: sums(10, 0, 20))
            ),
            in: .dutch
        )
        #expect(XMLParser(data: Data(drawn.utf8)).parse())
        for text in [
            "Budgetstand 2026", "6.1 A &lt;b&gt; &amp; c", "begroot € 1.450.000,00",
            "gerealiseerd € 210.000,00 · verplicht € 1.180.000,00 · vrij € 60.000,00",
            "ontvangen € 0,20 · nog te ontvangen € -0,10", "Totaal",
        ] {
            #expect(drawn.contains(text), "\(text)")
        }
        #expect(drawn.contains("role=\"img\"") && drawn.contains("<desc id=\"description\">6.1 A"))
        let widths = drawn.matches(of: /width="([0-9.]+)"/).compactMap { Double($0.1) }
        #expect(widths.allSatisfy { $0 <= 920 })
    }

    @Test("Says so where nothing is budgeted")
    func empty() throws {
        #expect(try BudgetPositionPicture.draw(position(), in: .english).contains("Nothing is budgeted yet."))
    }

    @Test("As rows, quotes what CSV would misread")
    func rows() throws {
        let line = """
            {"fiscalYear":2026,"taskField":"6.1","budgetProgramme":"S,D","policyField":null,"direction":"expense",\
            "nature":"structural","description":"a \\"b\\"","authorisedCents":1,"committedCents":0,"realisedCents":0,\
            "freeCents":1}
            """
        let group =
            #"{"key":"6.1","name":null,"expense":\#(sums(1, 0, 0)),"income":\#(sums(0, 0, 0)),"lines":[\#(line)]}"#
        let rows = try BudgetPositionTable.rows(position(group), in: .dutch).split(separator: "\r\n")
        #expect(rows.count == 2 && rows[1] == #"2026,6.1,"S,D",,expense,structural,"a ""b""",1,0,0,1"#)
    }
}
