import Testing

@testable import KoersCLI

@Suite("Tables align by what a terminal shows")
struct TableTests {
    @Test(
        "a character takes the columns that a terminal gives it",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆｕｌｌ", 8),
            ("👩‍👩‍👧‍👦", 2), ("🇳🇱", 2), ("❤️", 2), ("❤", 1), ("👍🏽", 2), ("⌛", 2), ("⌛\u{FE0E}", 1), ("שלום", 4), ("سلام", 4),
            ("\u{200B}", 0), ("", 0), ("€", 1), ("…", 1),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test("rows line up, whatever the script, and numbers stand to the right")
    func alignment() {
        let table = Table(
            columns: [.init(title: "name"), .init(title: "hours"), .init(title: "kind")],
            rows: [["日本", "36", "care"], ["👩‍👩‍👧‍👦 gezin", "8", "עמותה"], ["Welzijn", "", "x"]]
        )
        #expect(
            table.rendered(width: nil, bold: false) == """
                name      hours  kind
                日本         36  care
                👩‍👩‍👧‍👦 gezin      8  עמותה
                Welzijn          x

                """
        )
    }

    @Test("a table fits the terminal: the widest texts are cut, identifiers never")
    func fitting() {
        let id = "019dab5a-11e0-7a77-8b67-9fbedcd58a07"
        let table = Table(
            columns: [.init(title: "name"), .init(title: "id", keepsWhole: true)],
            rows: [["Iedereen telt mee en doet mee", id]]
        )
        #expect(
            table.rendered(width: 56, bold: false) == """
                name                id
                Iedereen telt mee…  \(id)

                """
        )
        #expect(table.rendered(width: 10, bold: false).contains(id))
    }

    @Test("a cut never halves a character")
    func cutting() {
        #expect(Table.cut("日本語", to: 4) == "日…")
        #expect(Table.cut("日本", to: 4) == "日本")
        #expect(Table.cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", to: 3) == "👩‍👩‍👧‍👦…")
    }

    @Test("only the header is bold")
    func bold() {
        let table = Table(columns: [.init(title: "name")], rows: [["x"]])
        #expect(table.rendered(width: nil, bold: true) == "\u{1B}[1mname\u{1B}[0m\nx\n")
    }

    @Test("what a server sends cannot steer the terminal")
    func safety() {
        #expect(TerminalText.line("a\u{1B}[31mb\u{7}\u{9B}2Jc\r\nd\te") == "a[31mb2Jc d e")
        #expect(TerminalText.block("one\r\ntwo\rthree\u{2028}four\u{0}") == "one\ntwo\nthree\nfour")
        #expect(TerminalText.line("abc\u{202E}fdp.exe") == "abcfdp.exe")
        #expect(TerminalText.line("👩‍👩‍👧‍👦") == "👩‍👩‍👧‍👦")
    }
}
